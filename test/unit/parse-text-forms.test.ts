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

  test('notes stand at the end of the page that refers to them', () => {
    const sections = new SectionPages('markup')
    sections.block('Body.')
    sections.note('Footnote 1: Source.')
    sections.block('More body.')
    expect(sections.finish()[0]?.text).toBe('Body.\n\nMore body.\n\nFootnote 1: Source.')
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
