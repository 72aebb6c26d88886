import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { composePage } from '../../src-main/ingest/ocr/layout/compose-page.ts'
import { orderPieces } from '../../src-main/ingest/ocr/layout/order-pieces.ts'
import { splitIntoPieces } from '../../src-main/ingest/ocr/layout/pieces.ts'
import type { ReadWord } from '../../src-main/ingest/ocr/read-word.ts'
import { readTsvWords } from '../../src-main/ingest/ocr/tesseract/read-tsv-words.ts'
import { canonicalText } from '../../src-main/ingest/parse/canonical-text.ts'

const [letter, lineHeight] = [10, 20]
let lines = 0

/** A line of words from `x` on, as an engine without an eye for columns gives it: ten pixels a letter. */
function line(x: number, y: number, text: string): ReadWord[] {
  const number = lines++
  let left = x
  return text.split(' ').map((word) => {
    const read = { text: word, confidence: 0.9, left, top: y, right: left + word.length * letter, bottom: y + lineHeight, line: number, paragraph: number, block: number }
    left = read.right + letter
    return read
  })
}

const compose = (words: readonly ReadWord[], ordered = false): ReturnType<typeof composePage> => composePage(orderPieces(splitIntoPieces(words), ordered))

describe('reading order', () => {
  test('goes down one column before the next, with the heading above both first', () => {
    const left = ['the first column begins here', 'and goes on for some lines', 'until it comes to its end']
    const right = ['the second column has quite', 'as many lines as the other', 'and is read after that one']
    const words = [...line(100, 20, 'A heading that stands over both of the columns of this page'), ...left.flatMap((text, i) => [...line(40, 80 + i * 30, text), ...line(420, 80 + i * 30, right[i] ?? '')])]
    expect(compose(words).text.split(/\n+/)).toEqual(['A heading that stands over both of the columns of this page', ...left, ...right])
  })

  test('keeps lines as lines and begins a paragraph where the gap is wide', () => {
    const words = [0, 30, 60, 140, 170].flatMap((y, i) => line(40, y, `line number ${i} of the letter`))
    expect(compose(words).text).toMatch(/0 of the letter\nline number 1 [^\n]+\nline number 2 [^\n]+\n\nline number 3 [^\n]+\nline number 4/)
  })

  test('writes no spaces between the signs of Chinese', () => {
    expect(compose(line(0, 0, '契约 双方 agree 同意')).text).toBe('契约双方 agree 同意')
  })

  test('writes the spaces of Korean where they stand, not between the syllables that were read one by one', () => {
    const [first, ...others] = line(0, 0, '임 대 차 계 약')
    let left = first?.right ?? 0
    const gaps = [2, 3, 9, 4]
    const words = [first, ...others.map((word, i) => {
      const at = left + (gaps[i] ?? 0)
      left = at + 20
      return { ...word, left: at, right: left }
    })].filter((word) => word !== undefined)
    expect(compose(words).text).toBe('임대차 계약')
  })
})

describe('a table', () => {
  const rows = [['Item', 'Amount', 'Due'], ['Rent', '2,450', 'March'], ['Heating', '180', 'April'], ['Deposit', '7,350', 'May']]
  const xs = [40, 400, 700]
  const cells = rows.flatMap((row, y) => row.flatMap((cell, x) => line(xs[x] ?? 0, 100 + y * 40, cell)))

  test('is kept as rows with tabs between cells, whatever order its columns were read in', () => {
    const intro = line(40, 20, 'What is owed under the contract is shown below')
    const { text, tables } = compose([...intro, ...cells.toSorted((a, b) => a.left - b.left)], true)
    expect(text).toBe(`What is owed under the contract is shown below\n\n${rows.map((row) => row.join('\t')).join('\n')}`)
    expect(tables).toEqual([{ start: text.indexOf('Item'), end: text.length, rows: 4, columns: 3, suspect: false }])
  })

  test('keeps the place of a cell that is empty', () => {
    const { text } = compose(cells.filter(({ text }) => text !== '180'))
    expect(text).toContain('Heating\t\tApril')
  })

  test('whose cells reach over two columns is suspect', () => {
    const merged = [260, 300].flatMap((y) => [...line(40, y, 'Sum'), ...line(400, y, 'all of it together until the end May')])
    const { tables } = compose([...cells, ...merged])
    expect(tables).toMatchObject([{ rows: 6, columns: 3, suspect: true }])
  })
})

test('every word span is the word, and the text is as all stored text', () => {
  const word = fc.record({
    text: fc.oneof(fc.string({ minLength: 0, maxLength: 8 }), fc.constantFrom('ﬁrst', 'e\u0301', '\u0301', '\u00ad', '\u200bx', '"', '漢字', 'שלום')), confidence: fc.double({ min: 0, max: 1, noNaN: true }),
    left: fc.integer({ min: 0, max: 900 }), top: fc.integer({ min: 0, max: 900 }), width: fc.integer({ min: 1, max: 90 }), height: fc.integer({ min: 1, max: 40 }), line: fc.integer({ min: 0, max: 9 }),
  }).map(({ width, height, line, ...rest }): ReadWord => ({ ...rest, right: rest.left + width, bottom: rest.top + height, line, paragraph: line, block: line % 3 }))
  fc.assert(fc.property(fc.array(word, { maxLength: 40 }), fc.boolean(), (source, ordered) => {
    const { text, words, tables } = compose(source, ordered)
    expect(canonicalText(text)).toBe(text)
    let end = 0
    for (const { start, end: to, word } of words) {
      expect(start).toBeGreaterThanOrEqual(end)
      expect(text.slice(start, to)).toBe(canonicalText(word.text).replace(/\s+/g, ' ').trim())
      end = to
    }
    for (const table of tables) expect(text.slice(table.start, table.end).trim()).not.toBe('')
  }), { numRuns: 300 })
})

test('words of Tesseract keep their line, paragraph and block, and rows that are none are left out', () => {
  const tsv = ['1\t1\t0\t0\t0\t0\t0\t0\t640\t480\t-1\t', '5\t1\t1\t1\t1\t1\t36\t92\t60\t24\t95.1\tThis', '5\t1\t1\t1\t1\t2\t109\t92\t20\t24\t91\tis', '5\t1\t1\t1\t2\t1\t36\t126\t0\t0\t20\tlost', '5\t1\t1\t2\t1\t1\t36\t194\t55\t24\t120\tnew', '5\t1\t2\t1\t1\t1\t36\t300\t55\t24\t50\t ', 'nonsense'].join('\n')
  expect(readTsvWords(tsv)).toMatchObject([
    { text: 'This', confidence: 0.951, left: 36, top: 92, right: 96, bottom: 116, line: 0, paragraph: 0, block: 0 }, { text: 'is', line: 0 }, { text: 'new', confidence: 1, line: 1, paragraph: 1, block: 0 },
  ])
})
