import { utils, write } from '@e965/xlsx'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { countingSink } from '../../src-main/ingest/parse/child-folder.ts'
import { CompoundFile } from '../../src-main/ingest/parse/doc/compound-file.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { parsePresentation } from '../../src-main/ingest/parse/presentation/parse-presentation.ts'
import { parseSpreadsheet } from '../../src-main/ingest/parse/spreadsheet/parse-spreadsheet.ts'
import { makeOle } from '../support/make-ole.ts'
import { makeOpenDocument, makePptx, makeXlsx, relationships, root, slideBox, slideLine, xlsxRow } from '../support/make-package.ts'

const read = (bytes: Uint8Array, extension = '.xlsx'): ParsedDocument =>
  parseSpreadsheet(bytes, { onPages: () => {}, children: countingSink(), extension, password: null })
const firstText = (bytes: Uint8Array): string | undefined => read(bytes).pages[0]?.text

describe('what programs write into a workbook beside the usual', () => {
  test('a second element of workbook properties, as newer programs add one, leaves dates counting from 1904', () => {
    const styles = root('styleSheet', '<numFmts><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd;@"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs>')
    const workbook = '<workbookPr date1904="1"/><extLst><ext><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>'
    expect(firstText(makeXlsx([{ name: 'S', data: '<row r="1"><c r="A1" s="1"><v>1</v></c></row>' }], { 'xl/styles.xml': styles }, workbook))).toBe('1904-01-02')
  })

  test('months and days have their names in the language that their format asks for', () => {
    const codes = ['[$-407]d\\. mmmm yyyy', '[$-40C]dddd d mmm', '[$-415]d mmmm', '[$-409]mmmm yyyy', 'mmmm', '[$-407]hh:mm', '[$€-407] #,##0.00']
    const styles = root('styleSheet', `<numFmts>${codes.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs><xf numFmtId="0"/>${codes.map((_, i) => `<xf numFmtId="${164 + i}"/>`).join('')}</cellXfs>`)
    const cells = codes.map((_, i) => `<c r="${'ABCDEFG'[i]}1" s="${i + 1}"><v>45355.5</v></c>`).join('')
    expect(firstText(makeXlsx([{ name: 'S', data: `<row r="1">${cells}</row>` }], { 'xl/styles.xml': styles }))).toBe('4. März 2024\tlundi 4 mars\t4 marca\tMarch 2024\tMarch\t12:00\t€ 45,355.50')
  })

  test('a macro module that is listed among the sheets is not a missing sheet', () => {
    const parts = Object.fromEntries(Object.entries(unzipSync(makeXlsx([{ name: 'S', data: xlsxRow(1, ['Here']) }]))).map(([name, part]) => [name, name === 'xl/workbook.xml' ? strToU8(strFromU8(part).replace('</sheets>', '<sheet name="Module1" sheetId="9" r:id=""/></sheets>')) : part]))
    expect(read(zipSync(parts))).toMatchObject({ pages: [{ label: 'S', text: 'Here' }], warnings: [] })
  })
})

describe('what belongs together stays together, and what is not there is said', () => {
  test('groups of rows that one empty row sets apart have the header of their table; another table has its own', () => {
    const rows = xlsxRow(1, ['Year', 'Fresh', 'Dried']) + xlsxRow(2, ['2001', 3, 4]) + xlsxRow(4, ['2002', 5, 6]) + xlsxRow(6, ['2003', 7, 8]) + xlsxRow(9, ['Ann', 1, 2])
    const [page] = read(makeXlsx([{ name: 'S', data: rows }])).pages
    const header = page?.headings.filter(({ level }) => level === 2).map(({ text }) => text)
    expect(page?.text).toBe('Year\tFresh\tDried\n2001\t3\t4\n\n2002\t5\t6\n\n2003\t7\t8\n\nAnn\t1\t2')
    expect(header).toEqual(['Year | Fresh | Dried'])
    // Two empty rows end a table: the sheet's name alone heads what comes after.
    expect(page?.headings.at(-1)).toEqual({ offset: page?.text.indexOf('Ann'), level: 1, text: 'S' })
  })

  test.each<[string, (name: string) => string]>([['other capitals', (name) => name.replace('workbook', 'Workbook').replace('sheet1', 'Sheet1')], ['a slash before them', (name) => `/${name}`]])('parts whose names have %s are found', (_, rename) => {
    const parts = Object.entries(unzipSync(makeXlsx([{ name: 'S', data: xlsxRow(1, ['Here']) }]))).map(([name, part]) => [rename(name), part] as const)
    expect(read(zipSync(Object.fromEntries(parts)))).toMatchObject({ pages: [{ label: 'S', text: 'Here' }], warnings: [] })
  })

  test.each([['_rels/.rels', 'xl/_rels/workbook.xml.rels', 'S'], ['xl/workbook.xml', 'xl/_rels/workbook.xml.rels', 'Sheet1']])('a workbook that has lost %s and %s still has its sheets', (first, second, label) => {
    const parts = Object.entries(unzipSync(makeXlsx([{ name: 'S', data: xlsxRow(1, ['Here']) }]))).filter(([name]) => name !== first && name !== second)
    expect(read(zipSync(Object.fromEntries(parts)))).toMatchObject({ pages: [{ label, text: 'Here', coverage: 'text' }] })
  })

  test.each(['ppt/presentation.xml', 'ppt/_rels/presentation.xml.rels'])('a presentation that has lost %s still has its slides, in the order of their numbers', (lost) => {
    const slide = (text: string): { tree: string } => ({ tree: slideBox(slideLine(text)) })
    const parts = Object.entries(unzipSync(makePptx(['c', 'b', 'a'].map(slide)))).filter(([name]) => name !== lost)
    const { pages } = parsePresentation(zipSync(Object.fromEntries(parts)), { onPages: () => {}, children: countingSink(), extension: '.pptx', password: null })
    expect(pages.map(({ text }) => text)).toEqual(['a', 'b', 'c'])
  })

  test('charts of an OpenDocument sheet are named by their titles, wherever they hang', () => {
    const chart = root('office:document-content', '<chart:chart><chart:title><text:p>Sales</text:p></chart:title><chart:axis><chart:title><text:p>Euro</text:p></chart:title></chart:axis></chart:chart>')
    const object = '<draw:frame><draw:object xlink:href="./Object 1"/></draw:frame>'
    const body = `<table:table table:name="S"><table:shapes>${object}</table:shapes><table:table-row><table:table-cell><text:p>x</text:p>${object}</table:table-cell></table:table-row></table:table>`
    expect(read(makeOpenDocument('spreadsheet', body, { parts: { 'Object 1/content.xml': chart } }), '.ods').pages[0]?.text).toBe('x\n\nChart: Sales · Euro\n\nChart: Sales · Euro')
  })

  test('a sheet that is listed and not in the file is a page that failed', () => {
    const { 'xl/worksheets/sheet2.xml': _, ...parts } = unzipSync(makeXlsx([{ name: 'Here', data: xlsxRow(1, ['x']) }, { name: 'Gone', data: '' }]))
    expect(read(zipSync(parts))).toMatchObject({ pages: [{ coverage: 'text' }, { label: 'Gone', coverage: 'failed' }], warnings: ['1 sheet is missing from the file.'] })
  })

  test('files that were put into a sheet or onto a slide become documents of their own', () => {
    const plan = makeXlsx([{ name: 'Plan', data: xlsxRow(1, ['Inside']) }])
    const withPlan = (bytes: Uint8Array, folder: string): Uint8Array => zipSync({ ...unzipSync(bytes), [`${folder}/embeddings/Plan.xlsx`]: plan })
    const relations = relationships({ o: ['package', '../embeddings/Plan.xlsx'] })
    expect(read(withPlan(makeXlsx([{ name: 'S', data: xlsxRow(1, ['x']), relations }]), 'xl'))).toMatchObject({ children: [{ name: 'Plan.xlsx' }], warnings: [] })
    const object = '<p:graphicFrame><a:graphic><a:graphicData><p:oleObj r:id="o"/></a:graphicData></a:graphic></p:graphicFrame>'
    const slides = (bytes: Uint8Array): ParsedDocument => parsePresentation(bytes, { onPages: () => {}, children: countingSink(), extension: '.pptx', password: null })
    expect(slides(withPlan(makePptx([{ tree: object, relations }]), 'ppt'))).toMatchObject({ children: [{ name: 'Plan.xlsx' }], warnings: [] })
    expect(slides(makePptx([{ tree: object }]))).toMatchObject({ children: [], warnings: ['1 embedded file was not read.'] })
  })
})

describe("Excel's binary formats", () => {
  const made = (bookType: 'biff8' | 'xlsb'): Uint8Array => {
    const book = utils.book_new()
    utils.book_append_sheet(book, utils.aoa_to_sheet([['Angle', 'Sine'], [45, 0.707106781186547]]), 'S')
    return new Uint8Array(z.instanceof(Uint8Array).parse(write(book, { bookType, type: 'buffer' })))
  }

  test.each(['biff8', 'xlsb'] as const)('%s: a number without a format keeps all its digits', (kind) => {
    expect(firstText(made(kind))).toBe('Angle\tSine\n45\t0.707106781186547')
  })

  test('texts of boxes stand on the sheet they lie on, those of notes with their cells alone', () => {
    const stream = Buffer.from(new CompoundFile(made('biff8')).stream('Workbook') ?? [])
    const record = (type: number, content: Uint8Array): Buffer => Buffer.concat([Buffer.from([type & 0xff, type >> 8, content.length & 0xff, content.length >> 8]), content])
    const box = (kind: number, text: string): Buffer => Buffer.concat([
      record(0x5d, Buffer.from([0x15, 0, 0x12, 0, kind, 0, ...Array.from({ length: 16 }, () => 0)])),
      record(0x1b6, Buffer.from([...Array.from({ length: 10 }, () => 0), text.length, 0, 16, 0, 0, 0, 0, 0])),
      record(0x3c, Buffer.concat([Buffer.from([1]), Buffer.from(text, 'utf16le')])), record(0x3c, Buffer.alloc(16)),
    ])
    // Before the end of the last sheet, which is the end of the file.
    const whole = Buffer.concat([stream.subarray(0, stream.length - 4), box(6, 'Größe beachten'), box(0x19, 'A note'), stream.subarray(stream.length - 4)])
    expect(firstText(makeOle({ Workbook: Uint8Array.from(whole) }))).toBe('Angle\tSine\n45\t0.707106781186547\n\nGröße beachten')
  })

  test('XLSB whose parts lie in a folder of another name', () => {
    const moved = Object.fromEntries(Object.entries(unzipSync(made('xlsb'))).map(([name, part]) => [name.replace(/^xl\//, 'book/'), /\.rels$|\[Content/.test(name) ? strToU8(strFromU8(part).replaceAll('xl/', 'book/')) : part]))
    expect(firstText(zipSync(moved))).toBe('Angle\tSine\n45\t0.707106781186547')
  })
})
