import { expect, test } from 'vitest'
import { inReadingOrder, isLamAlef, turns } from '../../src-main/ingest/parse/pdf/right-to-left.ts'
import { joinSpacedLetters } from '../../src-main/ingest/parse/pdf/letter-spacing.ts'

const word = (text: string, startX: number) => ({ text, startX, endX: startX + text.length * 5, tab: false })

test('a line whose letters were written from left to right is turned round, its words and its letters', () => {
  expect(inReadingOrder([word('ملاعلاب', 100), word('ابحرم', 200)], [true, true]).map(({ text }) => text)).toEqual(['مرحبا', 'بالعالم'])
})

test('a line that came in reading order stays, whatever the words in Latin letters do', () => {
  expect(inReadingOrder([word('مرحبا', 200), word('بالعالم', 100)], [false, false]).map(({ text }) => text)).toEqual(['مرحبا', 'بالعالم'])
  expect(inReadingOrder([word('לחם', 200), word('Python', 100)], [false, true]).map(({ text }) => text)).toEqual(['לחם', 'Python'])
})

test('marks stay behind their letters', () => {
  expect(inReadingOrder([word('םלוש\u05c1', 100)], [true])[0]?.text).toBe('ש\u05c1ולם')
})

test('the letters of a ligature are put back in order, and where the direction turns is seen', () => {
  expect([isLamAlef('مشكا', 'ل'), isLamAlef('مشكل', 'ا'), turns('Python', 'م'), turns('م', 'a'), turns('Pytho', 'n'), turns('3', 'م')]).toEqual([true, false, true, true, false, false])
})

const spaced = (text: string, gaps: readonly (number | null)[], inner: readonly number[] = []) => joinSpacedLetters([...text].map((letter, i) => ({ text: letter, gap: gaps[i] ?? null, inner: i === 0 ? inner : [] })))

test.each([
  ['a title set apart is one word for each word', spaced('CHAPTERONE', [null, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2, 0.6, 0.2, 0.2]), [false, true, true, true, true, true, true, false, true, true]],
  ['one word set apart', spaced('REPORT', [null, 0.3, 0.31, 0.3, 0.3, 0.31]), [false, true, true, true, true, true]],
  ['letters of a formula are not', spaced('xyzab', [null, 0.3, 0.3, 0.3, 0.3]), [false, false, false, false, false]],
  ['nor words with usual spaces', spaced('abc', [null, 0.28, 0.24], [0, 0.01, 0, -0.01]), [false, false, false]],
  ['a space that was made up between touching letters', spaced('abc', [null, 0.01, 0.25], [0, 0.01, 0]), [false, true, false]],
  ['spaces that were written are kept', spaced('HELLO', [null, null, null, null, null]), [false, false, false, false, false]],
])('%s', (_name, joined, expected) => {
  expect(joined).toEqual(expected)
})
