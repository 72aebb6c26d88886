import { describe, expect, test } from 'vitest'
import { countingSink } from '../../src-main/ingest/parse/child-folder.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { parsePresentation } from '../../src-main/ingest/parse/presentation/parse-presentation.ts'
import { readingOrder } from '../../src-main/ingest/parse/presentation/reading-order.ts'
import { makeOpenDocument, makePptx, relationships, root, slideBox, slideLine } from '../support/make-package.ts'

const read = (bytes: Uint8Array): ParsedDocument => parsePresentation(bytes, { onPages: () => {}, children: countingSink(), extension: '.pptx', password: null })
const title = (text: string): string => slideBox(slideLine(text), null, '<p:ph type="title"/>')
const picture = (description: string): string => `<p:pic><p:nvPicPr><p:cNvPr id="1" name="x" descr="${description}"/></p:nvPicPr></p:pic>`
const frame = (content: string): string => `<p:graphicFrame><a:graphic><a:graphicData>${content}</a:graphicData></a:graphic></p:graphicFrame>`

describe('slides are read as they are shown', () => {
  test('in the order of the presentation, the title as a heading, the rest as a person reads it', () => {
    const tree = slideBox(slideLine('Right'), [500, 200, 300, 100]) + slideBox(slideLine('Left'), [0, 205, 300, 100]) + slideBox(slideLine('Below'), [0, 400, 800, 100]) + title('Plan')
    const { pages, warnings } = read(makePptx([{ tree: tree.replace('<p:spPr></p:spPr>', '<p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="800" cy="100"/></a:xfrm></p:spPr>') }, { tree: title('Second') }]))
    expect(pages.map(({ text }) => text)).toEqual(['Plan\n\nLeft\n\nRight\n\nBelow', 'Second'])
    expect(pages[0]).toMatchObject({ page: 1, label: null, headings: [{ offset: 0, level: 1, text: 'Plan' }], method: 'markup', coverage: 'text' })
    expect(warnings).toEqual([])
  })

  test('bullets by level, numbers, and line breaks', () => {
    const body = slideLine('One', '<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>') + slideLine('Inside', '<a:pPr lvl="1"/>') + slideLine('Two', '<a:pPr><a:buAutoNum type="arabicPeriod"/></a:pPr>') + '<a:p><a:r><a:t>a</a:t></a:r><a:br/><a:r><a:t>b</a:t></a:r></a:p>'
    expect(read(makePptx([{ tree: slideBox(body) }])).pages[0]?.text).toBe('1. One\n  • Inside\n2. Two\na\nb')
  })

  test('tables, charts and diagrams with what they hold', () => {
    const cell = (text: string): string => `<a:tc><a:txBody>${slideLine(text)}</a:txBody></a:tc>`
    const table = frame(`<a:tbl><a:tr>${cell('Name')}${cell('Paid')}</a:tr><a:tr>${cell('Ann')}${cell('900')}</a:tr></a:tbl>`)
    const points = (values: readonly string[]): string => values.map((value, i) => `<c:pt idx="${i}"><c:v>${value}</c:v></c:pt>`).join('')
    const chart = root('c:chartSpace', `<c:chart><c:title><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:title><c:ser><c:tx><c:strRef>${points(['2019'])}</c:strRef></c:tx><c:cat>${points(['Bern', 'Graz'])}</c:cat><c:val>${points(['8.1999999999999993', '7'])}</c:val></c:ser></c:chart>`)
    const relations = relationships({ c1: ['chart', '../charts/chart1.xml'], d1: ['diagramData', '../diagrams/data1.xml'] })
    const diagram = root('dgm:dataModel', '<dgm:pt><dgm:t><a:p><a:r><a:t>First</a:t></a:r></a:p></dgm:t></dgm:pt><dgm:pt><dgm:t><a:p><a:r><a:t>Then</a:t></a:r></a:p></dgm:t></dgm:pt>')
    const { pages: [page] } = read(makePptx([{ tree: table + frame('<c:chart r:id="c1"/>') + frame('<dgm:relIds r:dm="d1"/>'), relations }], { 'ppt/charts/chart1.xml': chart, 'ppt/diagrams/data1.xml': diagram }))
    expect(page?.text).toBe('Name\tPaid\nAnn\t900\n\nChart: Sales\n\n\t2019\nBern\t8.2\nGraz\t7\n\nFirst\nThen')
    expect(page?.tables.map(({ start, end, rows, columns }) => [page.text.slice(start, end), rows, columns])).toEqual([['Name\tPaid\nAnn\t900', 2, 2], ['\t2019\nBern\t8.2\nGraz\t7', 3, 2]])
  })

  test('notes and comments follow the slide and are places of their own', () => {
    const relations = relationships({ n: ['notesSlide', '../notesSlides/n1.xml'], c: ['comments', '../comments/c1.xml'], l: ['hyperlink', 'https://example.com/x'] })
    const notes = root('p:notes', `${slideBox(slideLine('Say hello.'), null, '<p:ph type="body"/>')}${slideBox(slideLine('7'), null, '<p:ph type="sldNum"/>')}`)
    const { pages: [page] } = read(makePptx([{ tree: title('Plan'), relations }], {
      'ppt/notesSlides/n1.xml': notes, 'ppt/comments/c1.xml': root('p:cmLst', '<p:cm authorId="0"><p:text>Too long</p:text></p:cm>'), 'ppt/commentAuthors.xml': root('p:cmAuthorLst', '<p:cmAuthor id="0" name="Ann"/>'),
    }))
    expect(page?.text).toBe('Plan\n\nSay hello.\n\nComment by Ann: Too long')
    expect(page?.places.map(({ start, end, name }) => [name, page.text.slice(start, end)])).toEqual([['Notes', 'Say hello.'], ['Comment', 'Comment by Ann: Too long']])
  })

  test('a table in the notes is read, and a diagram without text is not called unread', () => {
    const table = frame(`<a:tbl><a:tr>${['Who', 'When'].map((text) => `<a:tc><a:txBody>${slideLine(text)}</a:txBody></a:tc>`).join('')}</a:tr></a:tbl>`)
    const { pages: [page], warnings } = read(makePptx([{ tree: title('Plan') + frame('<dgm:relIds r:dm="d1"/>'), relations: relationships({ n: ['notesSlide', '../notesSlides/n1.xml'], d1: ['diagramData', '../diagrams/data1.xml'] }) }], {
      'ppt/notesSlides/n1.xml': root('p:notes', table), 'ppt/diagrams/data1.xml': root('dgm:dataModel', '<dgm:pt/>'),
    }))
    expect(page?.text).toBe('Plan\n\nWho\tWhen')
    expect(warnings).toEqual([])
  })

  test('a slide of nothing but a picture is read in part, and says so; a hidden one is read and said', () => {
    const { pages, warnings } = read(makePptx([{ tree: picture('') }, { tree: picture('A map of Bern') + title('Where') }, { tree: '' }, { tree: title('Later'), attributes: 'show="0"' }]))
    expect(pages.map(({ coverage, text }) => [coverage, text])).toEqual([['partly', ''], ['text', 'Where\n\nPicture: A map of Bern'], ['empty', ''], ['text', 'Later']])
    expect(warnings).toEqual(['1 slide is hidden when presenting; it was read.', '2 slides have pictures; text in them was not recognised.'])
  })

  test('slides that count from another number are called by it', () => {
    expect(read(makePptx([{ tree: title('A') }, { tree: title('B') }], {}, 'firstSlideNum="5"')).pages.map(({ label }) => label)).toEqual(['Slide 5', 'Slide 6'])
  })

  test('what is written a second time for old programs is left out', () => {
    const tree = `<mc:AlternateContent><mc:Choice>${slideBox(slideLine('New'))}</mc:Choice><mc:Fallback>${slideBox(slideLine('Old'))}</mc:Fallback></mc:AlternateContent>`
    expect(read(makePptx([{ tree }])).pages[0]?.text).toBe('New')
  })
})

describe('reading order', () => {
  const box = (name: string, left: number, top: number, right: number, bottom: number): { name: string; box: { left: number; top: number; right: number; bottom: number } } => ({ name, box: { left, top, right, bottom } })
  const order = (...boxes: readonly ReturnType<typeof box>[]): string => readingOrder(boxes).map(({ name }) => name).join('')

  test('columns are read one after the other, a grid row by row, what overlaps as it came', () => {
    expect(order(box('c', 60, 0, 100, 40), box('a', 0, 0, 40, 55), box('b', 0, 60, 40, 100), box('d', 60, 45, 100, 100))).toBe('abcd')
    expect(order(box('d', 60, 60, 100, 100), box('b', 60, 0, 100, 40), box('c', 0, 60, 40, 100), box('a', 0, 0, 40, 40))).toBe('abcd')
    expect(order(box('a', 0, 0, 100, 100), box('b', 10, 10, 90, 90))).toBe('ab')
  })

  test('without a place for everything nothing is moved', () => {
    expect(readingOrder([{ name: 'b', box: null }, box('a', 0, 0, 1, 1)]).map(({ name }) => name)).toEqual(['b', 'a'])
  })
})

test('OpenDocument slides: title, lists, notes, comments, hidden slides', () => {
  const shape = (content: string, attributes = ''): string => `<draw:frame ${attributes}><draw:text-box>${content}</draw:text-box></draw:frame>`
  const body = `<draw:page>${shape('<text:list text:style-name="L1"><text:list-item><text:p>First</text:p><text:list><text:list-item><text:p>Inside</text:p></text:list-item></text:list></text:list-item></text:list>')}
    ${shape('<text:p>Plan</text:p>', 'presentation:class="title"')}<office:annotation><dc:creator>Ann</dc:creator><text:p>Why?</text:p></office:annotation>
    <presentation:notes><draw:page-thumbnail/>${shape('<text:p>Say hello.</text:p>', 'presentation:class="notes"')}${shape('<text:p>7</text:p>', 'presentation:class="page-number"')}</presentation:notes></draw:page>
    <draw:page draw:style-name="dp2"><draw:frame><draw:image/><svg:desc>A map</svg:desc></draw:frame></draw:page>`
  const styles = '<text:list-style style:name="L1"><text:list-level-style-bullet text:level="1"/><text:list-level-style-bullet text:level="2"/></text:list-style><style:style style:name="dp2"><style:drawing-page-properties presentation:visibility="hidden"/></style:style>'
  const { pages, warnings } = read(makeOpenDocument('presentation', body, { styles }))
  expect(pages.map(({ text, coverage }) => [coverage, text])).toEqual([['text', 'Plan\n\n• First\n  • Inside\n\nSay hello.\n\nComment by Ann: Why?'], ['partly', 'Picture: A map']])
  expect(pages[0]?.places.map(({ name }) => name)).toEqual(['Notes', 'Comment'])
  expect(warnings).toEqual(['1 slide is hidden when presenting; it was read.', 'Text in the pictures of 1 slide was not recognised.'])
})

test('what is cut off is refused by name', () => {
  expect(() => read(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).toThrow(expect.objectContaining({ code: 'document-damaged' }))
  expect(() => read(makePptx([]).subarray(0, 80))).toThrow(expect.objectContaining({ code: 'document-damaged' }))
})
