import { describe, expect, test } from 'vitest'
import { parseRtf } from '../../src-main/ingest/parse/rtf/parse-rtf.ts'

const rtf = (text: string): ReturnType<typeof parseRtf> => parseRtf(new TextEncoder().encode(text))
const textOf = (text: string): string => rtf(text).pages.map((page) => page.text).join('\n---\n')

describe('RTF is read as Word shows it', () => {
  test('letters in the code page of the document or the font, and Unicode with what stands in for it', () => {
    const fonts = String.raw`{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 MS Mincho;}{\f3\fcharset2 Symbol;}}`
    expect(textOf(String.raw`{\rtf1\ansi\ansicpg1252\deff0${fonts}Gr\'f6\'dfe \u8364?5 \uc2\u26085xx\uc0\u-10179\u-8704 \f1\'cf\'f0\'e8\f2\'93\'fa\'96\'7b\f3 a\'b3\f0  end\par}`)).toBe('Größe €5 日😀При日本α≥ end')
    expect(textOf(String.raw`{\rtf1\ansi\ansicpg1250 P\'f8\'edli\'9a\par}`)).toBe('Příliš')
  })

  test('headings by style or outline level, list labels, tabs and breaks', () => {
    const styles = String.raw`{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 heading 2;}}`
    const { pages } = rtf(String.raw`{\rtf1${styles}\pard\s1 Rent\par\pard {\listtext\tab 1.\tab}First\par{\listtext\'b7\tab}Second\tab x\line y\par\pard\s2 Term\par\pard Body\par}`)
    expect(pages.map(({ text, label }) => [label, text])).toEqual([['Rent', 'Rent\n\n1. First\n• Second\tx\ny'], ['Term', 'Term\n\nBody']])
    expect(pages[1]?.headings.map(({ level, text }) => [level, text])).toEqual([[1, 'Rent'], [2, 'Term']])
  })

  test('tables row by row, and what follows them is not in them', () => {
    const { pages: [page] } = rtf(String.raw`{\rtf1 Before\par\trowd\cellx1\cellx2\pard\intbl Name\cell Paid\cell\row\trowd\pard\intbl Ann\par Lee\cell 900\cell\row\pard After\par}`)
    expect(page?.text).toBe('Before\n\nName\tPaid\nAnn Lee\t900\n\nAfter')
    expect(page?.tables).toEqual([{ start: 8, end: 29, rows: 2, columns: 2, suspect: false }])
  })

  test('notes, comments, boxes, headers and the results of fields; not what is hidden, deleted or meant for programs', () => {
    const text = String.raw`{\rtf1{\info{\title Never}}{\header Case 7\par}{\footer Case 7\par}Body{\footnote\pard\chftn  The source.\par} {\field{\*\fldinst HYPERLINK "http://x"}{\fldrslt link}}{\v secret}{\deleted gone}{\*\unknown never}{\pict\wmetafile8 ffff}\bin3 }}}{\*\atnauthor Ann}{\*\annotation\pard Check.\par}{\shp{\*\shpinst{\sp{\sn x}{\sv y}}{\shptxt In the box\par}}}\par}`
    const { pages } = rtf(text)
    expect(pages.map((page) => page.text)).toEqual(['In the box\n\nBody link\n\nFootnote 1: The source.\n\nComment by Ann: Check.', 'Case 7'])
    expect(pages[0]?.places.map(({ name }) => name)).toEqual(['Footnote 1', 'Comment by Ann'])
  })

  test('a file that ends too early is read as far as it goes, and says so', () => {
    const { pages, warnings } = rtf(String.raw`{\rtf1 {\b Begun`)
    expect([pages[0]?.text, warnings]).toEqual(['Begun', ['The file ends before its text does; what it has was read.']])
  })

  test('what is no RTF, or nests without end, is refused by name', () => {
    expect(() => rtf('plain')).toThrow(expect.objectContaining({ code: 'document-damaged' }))
    expect(() => rtf(String.raw`{\rtf1 ${'{'.repeat(100_000)}`)).toThrow(expect.objectContaining({ code: 'document-too-deep' }))
  })
})
