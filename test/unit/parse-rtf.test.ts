import { describe, expect, test } from 'vitest'
import { parseRtf } from '../../src-main/ingest/parse/rtf/parse-rtf.ts'

const rtf = (text: string, children = collectChildren()): ReturnType<typeof parseRtf> => parseRtf(new TextEncoder().encode(text), { children })
const textOf = (text: string): string => rtf(text).pages.map((page) => page.text).join('\n---\n')
import { collectChildren } from '../support/collect-children.ts'
import { makeDocStreams } from '../support/make-doc.ts'
import { makeOle } from '../support/make-ole.ts'

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
    expect(pages.map((page) => page.text)).toEqual(['In the box\n\nBody link\n\nFootnote 1: The source.\n\nLink: link (http://x)\n\nComment by Ann: Check.', 'Case 7'])
    expect(pages[0]?.places.map(({ name }) => name)).toEqual(['Footnote 1', 'Link', 'Comment by Ann'])
  })

  test('letters in the code page that a font has by its name or number, text written twice for old readers, and text over many paragraphs', () => {
    const fonts = String.raw`{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset0 Arial Cyr;}{\f2\fcharset0\cpg1253 Own;}}`
    expect(textOf(String.raw`{\rtf1\ansi\deff0${fonts}\f1\'c4\'ee\f2  \'e1\f0  {\upr{old}{\*\ud{\u1076?\u1072?}}}\par}`)).toBe('До α да')
  })

  test('boxes and letters of old drawings, endnotes, boxes to tick; deletions are said', () => {
    const { pages, warnings } = rtf(String.raw`{\rtf1 Body{\footnote\ftnalt\pard Last.\par}{\footnote\pard Below.\par} {\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres1\ffdefres0}}}{\fldrslt}}{\field{\*\fldinst FORMCHECKBOX {\*\formfield{\fftype1\ffres25}}}{\fldrslt}}{\deleted gone}{\deleted  too} and{\deleted more}{\*\do\dobxpage{\dptxbx{\dptxbxtext\pard In the box\par}}}{\shp{\*\shpinst{\sp{\sn gtextUNICODE}{\sv DRAFT}}{\sp{\sn wzDescription}{\sv The site plan}}}}\par}`)
    expect(pages[0]?.text).toBe('In the box\n\nDRAFT\n\nBody ☒☐ and\n\nEndnote 1: Last.\n\nFootnote 1: Below.\n\nPicture: The site plan')
    expect(warnings).toEqual(['Changes are tracked; 2 deleted passages were left out.'])
  })

  test('hidden text is left out, and that is said; hidden white space is not', () => {
    const { pages, warnings } = rtf(String.raw`{\rtf1 a{\v secret}b\par}`)
    expect([pages[0]?.text, warnings]).toEqual(['ab', ['Some text is formatted as hidden; it was left out.']])
    expect(rtf(String.raw`{\rtf1 a{\v  }b\par}`).warnings).toEqual([])
  })

  test('a file inside becomes a child, with its name where it has one', () => {
    const sized = (text: string): Buffer => Buffer.concat([Buffer.from(Uint32Array.of(text.length + 1).buffer), Buffer.from(`${text}\0`, 'latin1')])
    const object = (kind: string, data: Uint8Array): string => Buffer.concat([Buffer.from([1, 5, 0, 0, 2, 0, 0, 0]), sized(kind), Buffer.alloc(8), Buffer.from(Uint32Array.of(data.length).buffer), data]).toString('hex')
    const packed = Buffer.concat([Buffer.from([2, 0]), Buffer.from('plan.txt\0C:\\plan.txt\0', 'latin1'), Buffer.from([0, 0, 3, 0, 2, 0, 0, 0]), Buffer.from('x\0', 'latin1'), Buffer.from([5, 0, 0, 0]), Buffer.from('Plan.')])
    const children = collectChildren()
    const { pages, warnings } = rtf(`{\\rtf1 Letter{\\object\\objemb{\\*\\objdata ${object('Package', packed)}}{\\result picture}}{\\object\\objemb{\\*\\objdata\n${object('Word.Document.8', makeOle(makeDocStreams([{ text: 'Annex' }])))}\n}}{\\object{\\*\\objdata 0105}}\\par}`, children)
    expect(pages[0]?.text).toBe('Letterpicture')
    expect([...children.contents.keys()]).toEqual(['plan.txt', 'Embedded file 1.doc'])
    expect(new TextDecoder().decode(children.contents.get('plan.txt'))).toBe('Plan.')
    expect(warnings).toEqual(['1 embedded file was not read.'])
  })

  test('a message that was HTML is read as RTF shows it: what it keeps of the HTML is for other readers', () => {
    expect(textOf(String.raw`{\rtf1\fromhtml1 {\*\htmltag64 <p>}One{\*\htmltag116 <br>}\htmlrtf \line\htmlrtf0 Two\par}`)).toBe('One\nTwo')
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
