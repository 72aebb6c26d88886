import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { joinPictures, readsPicturesOnly } from '../../src-main/ingest/ocr/beside-own-text.ts'
import { turnedBack } from '../../src-main/ingest/ocr/turned-back.ts'
import type { Page, PageWord } from '../../src-preload/contract/index.ts'
import { pageDefaults } from '../support/page-defaults.ts'

const own = (text: string, more: Partial<Page> = {}): Page => ({ page: 3, label: 'iii', text, headings: [], method: 'text-layer', confidence: 1, ...pageDefaults, coverage: 'partly', ...more })
const box = { x: 0.1, y: 0.2, width: 0.3, height: 0.05 }
const wordsOf = (text: string): PageWord[] => [...text.matchAll(/\S+/g)].map(({ index, 0: word }) => ({ start: index, end: index + word.length, ...box }))
const read = (text: string, more: Partial<Page> = {}) => ({ page: own(text, { page: 1, label: null, method: 'ocr', coverage: 'ocr', confidence: 0.9, engine: 'tesseract', ...more }), words: wordsOf(text), rotation: 0 })
const aText = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1, maxLength: 12 }).map((words) => words.join(' '))

describe('a page with text of its own beside a picture', () => {
  test('keeps every letter of its own, and every word of the picture has its place, however often it is recognised', () => {
    fc.assert(fc.property(aText, aText, aText, (typed, picture, again) => {
      const once = joinPictures(own(typed), [], read(picture))
      expect(once.page).toMatchObject({ page: 3, label: 'iii', text: `${typed}\n\n${picture}`, method: 'ocr', coverage: 'ocr', confidence: 0.9 })
      expect(once.words.map(({ start, end }) => once.page.text.slice(start, end))).toEqual(picture.split(' '))
      expect(readsPicturesOnly(once.page, once.words)).toBe(true)
      expect(joinPictures(once.page, once.words, read(again)).page.text).toBe(`${typed}\n\n${again}`)
      expect(joinPictures(once.page, once.words, read(''))).toEqual(once)
    }))
  })

  test('keeps its headings and tables, and has those of the picture after them', () => {
    const table = { start: 0, end: 5, rows: 2, columns: 2, suspect: false }
    const { page } = joinPictures(own('Title', { headings: [{ offset: 0, level: 1, text: 'Title' }], tables: [table] }), [], read('a\tb', { tables: [{ ...table, end: 3, suspect: true }] }))
    expect(page).toMatchObject({ headings: [{ offset: 0 }], tables: [table, { start: 7, end: 10 }], coverage: 'suspect-table' })
  })

  test('whose picture says nothing is what it was', () => {
    expect(joinPictures(own('Typed.'), [], read('', { coverage: 'text' })).page).toEqual(own('Typed.', { coverage: 'text' }))
    expect(joinPictures(own('Typed.'), [], read('', { coverage: 'partly' })).page).toEqual(own('Typed.'))
  })

  test.each<[string, boolean, Page, PageWord[]]>([
    ['typed, with a picture that may hold more', true, own('Typed.'), []],
    ['a stamp on a scan', true, own('ABC 000123', { coverage: 'waiting' }), []],
    ['a few signs of a font without meaning', false, own('"7+%-', { coverage: 'waiting' }), []],
    ['read as a whole', false, own('Typed.', { coverage: 'text' }), []],
    ['without text', false, own('', { coverage: 'waiting', method: 'none', confidence: 0 }), []],
    ['with fonts that leave letters open', false, own('T\uE000ped.', { confidence: 0.7 }), []],
    ['under somebody else\u2019s recognition', false, own('Recognised.', { coverage: 'waiting', confidence: 0.8 }), []],
    ['recognised from end to end', false, own('Recognised.', { method: 'ocr' }), wordsOf('Recognised.')],
  ])('%s: only its pictures are read: %s', (_name, only, page, words) => {
    expect(readsPicturesOnly(page, words)).toBe(only)
  })
})

test.each([
  [90, { x: 0.2, y: 0.6, width: 0.05, height: 0.3 }], [180, { x: 0.6, y: 0.75, width: 0.3, height: 0.05 }], [270, { x: 0.75, y: 0.1, width: 0.05, height: 0.3 }],
])('words of a page that was turned by %i degrees for reading are marked where the file shows them', (rotation, place) => {
  const { words: [word] } = turnedBack({ ...read('word'), rotation })
  for (const side of ['x', 'y', 'width', 'height'] as const) expect(word?.[side]).toBeCloseTo(place[side], 9)
})
