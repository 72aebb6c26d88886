import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalLine, canonicalText } from '../../src-main/ingest/parse/canonical-text.ts'
import { cutLongText } from '../../src-main/ingest/parse/cut-long-text.ts'
import { decodeText, decodingWarning } from '../../src-main/ingest/parse/decode-text.ts'
import { SectionPages } from '../../src-main/ingest/parse/section-pages.ts'

describe('stored text has one form', () => {
  test('line ends, spaces and accents are unified; controls, direction overrides and hidden tags are gone', () => {
    expect(canonicalText('a\r\nb\rc\u2028d\u00A0e\u200Bf\u202Eg\u0000h\u00ADi \n\n\n\nj  ')).toBe('a\nb\nc\nd efghi\n\nj')
    expect(canonicalText('e\u0301')).toBe('é')
    expect(canonicalText('seen\u{E0068}\u{E0069}')).toBe('seen')
    expect(canonicalLine(' a\n\tb ')).toBe('a b')
  })

  test('it is stable: a second pass changes nothing, and only line feeds and tabs are left as controls', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (raw) => {
      const text = canonicalText(raw)
      expect(canonicalText(text)).toBe(text)
      expect(text).not.toMatch(/[^\P{Cc}\n\t]/u)
    }), { numRuns: 500 })
  })
})

describe('text files are decoded as what they are', () => {
  const encode = (text: string, order: 'le' | 'be'): Uint8Array => {
    const bytes = Buffer.from(text, 'utf16le')
    return new Uint8Array(order === 'le' ? bytes : bytes.swap16())
  }
  const said = 'Der Mieter zahlt die Miete für die Wohnung in Köln pünktlich.'

  test.each<[string, Uint8Array, string]>([
    ['UTF-8', new TextEncoder().encode(said), said],
    ['UTF-8 with a mark', new TextEncoder().encode(`\uFEFF${said}`), said],
    ['UTF-16 with a mark', encode(`\uFEFF${said}`, 'le'), said],
    ['UTF-16 big-endian with a mark', encode(`\uFEFF${said}`, 'be'), said],
    ['UTF-16 without a mark', encode(said, 'le'), said],
    ['Windows-1252', new Uint8Array(Buffer.from(said, 'latin1')), said],
    ['Shift-JIS', Uint8Array.from([0x96, 0xbc, 0x91, 0x4f, 0x2c, 0x94, 0x4e, 0x97, 0xee, 0x2c, 0x8f, 0x5a, 0x8f, 0x8a]), '名前,年齢,住所'],
  ])('%s', (_, bytes, expected) => {
    expect(decodeText(bytes).text).toBe(expected)
  })

  test('a guess is said to be one, and lost characters are counted', () => {
    expect(decodingWarning(decodeText(new TextEncoder().encode(said)))).toBeNull()
    expect(decodingWarning(decodeText(new Uint8Array(Buffer.from(said, 'latin1'))))).toContain('windows-1252')
    const broken = Uint8Array.from([...new TextEncoder().encode('für die Größe, äußerst schön, während, Straße, '), 0xff])
    expect(decodeText(broken)).toMatchObject({ encoding: 'utf-8', replaced: 1 })
    expect(decodingWarning(decodeText(broken))).toContain('1 characters could not be decoded')
  })
})

describe('documents without pages become sections', () => {
  test('a heading of level 1 or 2 begins a page, which is labelled with it and knows the headings above', () => {
    const sections = new SectionPages('markup')
    sections.heading(1, 'Lease')
    sections.heading(2, 'Rent')
    sections.block('The rent is 900.')
    sections.heading(2, 'Term')
    sections.heading(3, 'Notice')
    sections.block('One month.')
    const pages = sections.finish()
    expect(pages.map(({ page, label, text }) => ({ page, label, text }))).toEqual([
      { page: 1, label: 'Rent', text: 'Lease\n\nRent\n\nThe rent is 900.' },
      { page: 2, label: 'Term', text: 'Term\n\nNotice\n\nOne month.' },
    ])
    expect(pages[1]?.headings).toEqual([
      { offset: 0, level: 1, text: 'Lease' }, { offset: 0, level: 2, text: 'Term' }, { offset: 6, level: 3, text: 'Notice' },
    ])
  })

  test('long text without headings is cut into pages at paragraph ends', () => {
    const sections = new SectionPages('plain')
    for (let i = 0; i < 40; i++) sections.block(`Paragraph ${i}. ${'word '.repeat(80)}`)
    const pages = sections.finish()
    expect(pages.length).toBeGreaterThan(2)
    for (const { text } of pages) {
      expect(text).toMatch(/^Paragraph/)
      expect(text.length).toBeLessThan(6_000)
    }
  })

  test('notes stand at the end of the page that refers to them, under their own name', () => {
    const sections = new SectionPages('markup')
    sections.block('Body.')
    sections.note('Footnote 1', 'Source.')
    sections.block('More body.')
    const page = sections.finish()[0]
    expect(page?.text).toBe('Body.\n\nMore body.\n\nFootnote 1: Source.')
    expect(page?.places.map(({ start, end, name }) => [name, page.text.slice(start, end)])).toEqual([['Footnote 1', 'Footnote 1: Source.']])
  })

  test('a table is listed with its stretch of the page, and cut between rows where it is longer than one', () => {
    const sections = new SectionPages('markup')
    sections.block('Before.')
    sections.table([['Name', 'Paid'], ['', '900'], ['', '']], (row) => `row ${row + 1}`)
    sections.block('After.')
    const [page] = sections.finish()
    expect(page?.text).toBe('Before.\n\nName\tPaid\n\t900\n\nAfter.')
    expect(page?.tables).toEqual([{ start: 9, end: 23, rows: 2, columns: 2, suspect: false }])
    expect(page?.places.map(({ name }) => name)).toEqual(['row 1', 'row 2'])

    const long = new SectionPages('markup')
    const rows = Array.from({ length: 500 }, (_, i) => [`Row ${i}`, 'x'.repeat(60)])
    long.table(rows)
    const pages = long.finish()
    expect(pages.length).toBeGreaterThan(1)
    expect(pages.flatMap(({ text, tables }) => tables.flatMap(({ start, end }) => text.slice(start, end).split('\n')))).toEqual(rows.map((cells) => cells.join('\t')))
    expect(pages.reduce((total, { tables }) => total + (tables[0]?.rows ?? 0), 0)).toBe(500)
  })

  test('an empty document has one page without text', () => {
    expect(new SectionPages('plain').finish()).toEqual([{ page: 1, label: null, text: '', headings: [], method: 'none', confidence: 0, coverage: 'empty', engine: null, places: [], tables: [] }])
  })

  test('cutting a long paragraph loses nothing but white space', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 400 }), fc.integer({ min: 3, max: 60 }), (text, max) => {
      const pieces = cutLongText(text, max)
      expect(pieces.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(max)
    }))
  })
})
