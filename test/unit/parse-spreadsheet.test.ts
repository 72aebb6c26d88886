import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { countingSink } from '../../src-main/ingest/parse/child-folder.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { parseSpreadsheet } from '../../src-main/ingest/parse/spreadsheet/parse-spreadsheet.ts'
import { columnName, parseCellName } from '../../src-main/ingest/parse/spreadsheet/sheet.ts'
import { splitPassages } from '../../src-main/ingest/split-passages.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { makeOpenDocument, makeXlsx, relationships, root, xlsxRow } from '../support/make-package.ts'

const read = (bytes: Uint8Array | string, extension = '.xlsx'): ParsedDocument =>
  parseSpreadsheet(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, { onPages: () => {}, children: countingSink(), extension, password: null })
const placesOf = ({ text, places }: ParsedDocument['pages'][number]): (readonly [string, string])[] => places.map(({ start, end, name }) => [name, text.slice(start, end)] as const)

describe('a workbook is read so that a citation names sheet and cells', () => {
  const data = xlsxRow(1, ['Payments of the third quarter']) + xlsxRow(3, ['Name', 'Paid']) + xlsxRow(4, ['Ann', 900.5]) + xlsxRow(5, ['Bob', null, 'late'])

  test('rows are lines, cells stand under their header, and every row is a place', () => {
    const { pages: [page], warnings } = read(makeXlsx([{ name: 'Q3', data }]))
    expect(page?.text).toBe('Payments of the third quarter\n\nName\tPaid\nAnn\t900.5\nBob\t\tlate')
    expect(page && placesOf(page)).toEqual([['Q3!A1', 'Payments of the third quarter'], ['Q3!A3:B3', 'Name\tPaid'], ['Q3!A4:B4', 'Ann\t900.5'], ['Q3!A5:C5', 'Bob\t\tlate']])
    expect(page).toMatchObject({ label: 'Q3', method: 'markup', coverage: 'text', headings: [{ offset: 0, level: 1, text: 'Q3' }, { offset: 31, level: 2, text: 'Name | Paid' }] })
    expect(page?.tables).toEqual([{ start: 31, end: 60, rows: 3, columns: 3, suspect: false }])
    expect(warnings).toEqual([])
  })

  test('a long sheet is cut between rows; every passage knows sheet and header, every page its rows', () => {
    const rows = Array.from({ length: 300 }, (_, i) => xlsxRow(i + 2, [`Item number ${i} of the inventory`, i * 3, 'in the cellar'])).join('')
    const { pages } = read(makeXlsx([{ name: 'Stock', data: xlsxRow(1, ['Item', 'Count', 'Where']) + rows }]))
    expect(pages.length).toBeGreaterThan(2)
    expect(pages[0]?.label).toMatch(/^Stock, rows 1–\d+$/)
    expect(pages.at(-1)?.label).toMatch(/^Stock, rows \d+–301$/)
    for (const page of pages) {
      expect(page.text.length).toBeLessThanOrEqual(4_000)
      for (const passage of splitPassages(page)) expect(passage.headingPath).toEqual(['Stock', 'Item | Count | Where'])
    }
    expect(pages.flatMap(({ text }) => text.split('\n'))).toHaveLength(301)
  })

  test('numbers and dates are shown as their cells show them, from 1900 or from 1904', () => {
    const styles = root('styleSheet', '<numFmts><numFmt numFmtId="164" formatCode="#,##0.00 &quot;€&quot;"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="14"/><xf numFmtId="9"/></cellXfs>')
    const cells = '<row r="1"><c r="A1" s="1"><v>1234.5</v></c><c r="B1" s="2"><v>1</v></c><c r="C1" s="3"><v>0.25</v></c><c r="D1" t="b"><v>1</v></c><c r="E1" t="e"><v>#REF!</v></c><c r="F1"><v>0.1</v></c></row>'
    const text = (workbook: string): string | undefined => read(makeXlsx([{ name: 'S', data: cells }], { 'xl/styles.xml': styles }, workbook)).pages[0]?.text
    expect(text('')).toBe('1,234.50 €\t1900-01-01\t25%\tTRUE\t#REF!\t0.1')
    expect(text('<workbookPr date1904="1"/>')).toContain('\t1904-01-02\t')
  })

  test('a formula shows the value kept with it, and itself where none was; nothing is computed', () => {
    const cells = '<row r="1"><c r="A1"><f>1+1</f><v>3</v></c><c r="B1"><f>SUM(A1:A3)</f></c><c r="C1"><f t="shared" si="0" ref="C1:D1">A1*2</f></c><c r="D1"><f t="shared" si="0"/></c></row>'
    expect(read(makeXlsx([{ name: 'S', data: cells }])).pages[0]?.text).toBe('3\t=SUM(A1:A3)\t=A1*2\t=A1*2 (as in C1)')
  })

  test('of merged cells the first is read once, whatever lies under it', () => {
    const sheet = { name: 'S', data: xlsxRow(1, ['Wide', 'under', 'x']) + xlsxRow(2, ['under', 'under', 'y']), after: '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>' }
    expect(read(makeXlsx([sheet])).pages[0]?.text).toBe('Wide\tx\n\ty')
  })

  test('notes and comments stand on their page and name their cell; hidden sheets and rows are read and said', () => {
    const comments = root('comments', '<commentList><comment ref="B4" authorId="0"><text><r><t>Check </t></r><r><t>this.</t></r></text></comment></commentList>')
    const { pages, warnings } = read(makeXlsx([
      { name: 'Q3', data: data.replace('<row r="5" ', '<row r="5" hidden="1" '), relations: relationships({ c: ['comments', '../comments1.xml'] }) },
      { name: 'Kept back', data: xlsxRow(1, ['Secret']), state: 'veryHidden' },
    ], { 'xl/comments1.xml': comments }))
    expect(pages[0]?.text).toMatch(/late\n\nNote on B4: Check this\.$/)
    expect(pages[0]?.places.at(-1)?.name).toBe('Note on Q3!B4')
    expect(pages[1]).toMatchObject({ label: 'Kept back', text: 'Secret' })
    expect(warnings).toEqual(['1 hidden sheet was read too.', 'Hidden rows or columns of 1 sheet were read too.'])
  })

  test('two tables side by side are two tables; a form keeps its values beside their labels', () => {
    const tables = ['Name', 'Age', null, 'City', 'Size'] as const
    const two = xlsxRow(1, tables) + xlsxRow(2, ['Ann', 40, null, 'Bern', 7]) + xlsxRow(3, ['Bob', 50, null, 'Graz', 8])
    const [page] = read(makeXlsx([{ name: 'S', data: two }])).pages
    expect(page?.text).toBe('Name\tAge\nAnn\t40\nBob\t50\n\nCity\tSize\nBern\t7\nGraz\t8')
    expect(page?.tables).toHaveLength(2)
    const form = xlsxRow(1, ['Voltage', null, null, '130']) + xlsxRow(2, ['Frequency', null, null, '50'])
    expect(read(makeXlsx([{ name: 'S', data: form }])).pages[0]?.text).toBe('Voltage\t130\nFrequency\t50')
  })

  test('charts are named by their titles, and a sheet without anything is an empty page', () => {
    const chart = root('c:chartSpace', '<c:chart><c:title><a:p><a:r><a:t>Sales</a:t></a:r></a:p></c:title><c:plotArea><c:valAx><c:title><a:p><a:r><a:t>Euro</a:t></a:r></a:p></c:title></c:valAx></c:plotArea></c:chart>')
    const { pages } = read(makeXlsx([{ name: 'Chart', data: '', relations: relationships({ d: ['drawing', '../drawings/d.xml'] }) }, { name: 'Sheet2', data: '<row r="9"><c r="XFD9" s="3"/></row>' }], {
      'xl/drawings/d.xml': root('wsDr', '<a:p><a:r><a:t>Beside it</a:t></a:r></a:p>'), 'xl/drawings/_rels/d.xml.rels': relationships({ c: ['chart', '../charts/c.xml'] }), 'xl/charts/c.xml': chart,
    }))
    expect(pages.map(({ text, coverage, label }) => [label, coverage, text])).toEqual([['Chart', 'text', 'Chart: Sales · Euro\n\nBeside it'], ['Sheet2', 'empty', '']])
  })

  test('a table that begins with its data has no header', () => {
    expect(read(makeXlsx([{ name: 'S', data: xlsxRow(1, ['Ann', 1]) + xlsxRow(2, ['Bob', 2]) }])).pages[0]?.headings).toEqual([{ offset: 0, level: 1, text: 'S' }])
  })
})

describe('tables of text', () => {
  test.each([
    ['commas', '.csv', 'Name,Note\nAnn,"Said ""yes"",\nthen no"\nBob,x\n'],
    ['semicolons', '.csv', 'Name;Note\nAnn;"Said ""yes"",\nthen no"\nBob;x\n'],
    ['tabs', '.tsv', 'Name\tNote\r\nAnn\t"Said ""yes"",\r\nthen no"\r\nBob\tx\r\n'],
    ['a named separator', '.csv', 'sep=|\nName|Note\nAnn|"Said ""yes"",\nthen no"\nBob|x\n'],
  ])('separated by %s', (_, extension, text) => {
    const [page] = read(text, extension).pages
    expect(page?.text).toBe('Name\tNote\nAnn\tSaid "yes", then no\nBob\tx')
    expect(page).toMatchObject({ label: null, method: 'plain', headings: [{ offset: 0, level: 2, text: 'Name | Note' }] })
    expect(page?.places.map(({ name }) => name)).toEqual(['A1:B1', 'A2:B2', 'A3:B3'])
  })

  test('a comma within numbers separates nothing where semicolons do', () => {
    expect(read('1,5;2,5\n3,7;4,1\n', '.csv').pages[0]?.text).toBe('1,5\t2,5\n3,7\t4,1')
    expect(read('a;b,1\nc;d,2\n', '.csv').pages[0]?.text).toBe('a;b\t1\nc;d\t2')
  })

  test('a quote that is never closed is a character, and costs no rows', () => {
    expect(read('a,b\n"c,d\ne,f\n', '.csv').pages[0]?.text).toBe('a\tb\n"c\td\ne\tf')
  })
})

describe('OpenDocument spreadsheets', () => {
  const cell = (text: string, attributes = ''): string => `<table:table-cell ${attributes}><text:p>${text}</text:p></table:table-cell>`
  test('shown texts, repeats, merges, notes and hidden sheets', () => {
    const body = `<table:table table:name="Q3"><table:table-row>${cell('Name')}${cell('Paid')}</table:table-row>
      <table:table-row table:number-rows-repeated="2">${cell('Ann', 'office:value-type="string"')}${cell('9,00 €', 'office:value-type="currency" office:value="9"')}<table:table-cell table:number-columns-repeated="16000"/></table:table-row>
      <table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>
      </table:table><table:table table:name="H" table:style-name="ta2"><table:table-row><table:table-cell><office:annotation><dc:creator>Ann</dc:creator><text:p>Why?</text:p></office:annotation><text:p>x</text:p></table:table-cell><table:table-cell table:formula="of:=SUM([.A1:.A3])"/></table:table-row></table:table>`
    const { pages, warnings } = read(makeOpenDocument('spreadsheet', body, { styles: '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>' }), '.ods')
    expect(pages[0]?.text).toBe('Name\tPaid\nAnn\t9,00 €\nAnn\t9,00 €')
    expect(pages[0]?.places.map(({ name }) => name)).toEqual(['Q3!A1:B1', 'Q3!A2:B2', 'Q3!A3:B3'])
    expect(pages[1]?.text).toBe('x\t=SUM(A1:A3)\n\nNote on A1: Why?')
    expect(warnings).toEqual(['1 hidden sheet was read too.'])
  })
})

test('cells are named as spreadsheets name them', () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(['A', 'Z', 'AA', 'ZZ', 'AAA', 'XFD'])
  expect([parseCellName('XFD1048576'), parseCellName('$B$4'), parseCellName('XFE1'), parseCellName('A0'), parseCellName('nonsense')]).toEqual([{ row: 1_048_575, column: 16_383 }, { row: 3, column: 1 }, null, null, null])
})

describe("Excel's binary formats", () => {
  const book = utils.book_new()
  const sheet = utils.aoa_to_sheet([['Name', 'Paid'], ['Ännchen', 12.5], ['Bob', 3]])
  utils.book_append_sheet(book, sheet, 'Q3')
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Secret']]), 'Kept back')
  book.Workbook = { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] }
  const made = (bookType: 'biff8' | 'xlsb'): Uint8Array => new Uint8Array(z.instanceof(Uint8Array).parse(write(book, { bookType, type: 'buffer' })))

  test.each(['biff8', 'xlsb'] as const)('%s: the same cells, header, places and warnings', (kind) => {
    const { pages, warnings } = read(made(kind), '.xls')
    expect(pages.map(({ label, text }) => [label, text])).toEqual([['Q3', 'Name\tPaid\nÄnnchen\t12.5\nBob\t3'], ['Kept back', 'Secret']])
    expect(pages[0]?.headings.map(({ text }) => text)).toEqual(['Q3', 'Name | Paid'])
    expect(pages[0]?.places.map(({ name }) => name)).toEqual(['Q3!A1:B1', 'Q3!A2:B2', 'Q3!A3:B3'])
    expect(warnings).toEqual(['1 hidden sheet was read too.'])
  })

  test('one that is cut off ends in an error of ours or in what was left', () => {
    const whole = made('biff8')
    const outcome = (bytes: number): string => {
      try {
        return read(whole.subarray(0, bytes), '.xls').pages.length > 0 ? 'read' : 'nothing'
      } catch (error) {
        return error instanceof AppError ? error.code : String(error)
      }
    }
    const lengths = Array.from({ length: Math.floor((whole.length - 512) / 97) }, (_, i) => 512 + i * 97)
    expect(new Set(lengths.map(outcome))).toEqual(new Set(['document-damaged', 'read']))
  })
})

describe('hostile workbooks', () => {
  test('a row repeated a million times is bounded', () => {
    const row = '<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row>'
    const { pages, warnings } = read(makeOpenDocument('spreadsheet', `<table:table table:name="S">${row.repeat(30)}</table:table>`), '.ods')
    expect(pages.at(-1)?.coverage).toBe('partly')
    expect(warnings.join(' ')).toContain('Only the first 2,000,000 cells')
  })

  test('cells in every column do not multiply', () => {
    const name = (i: number): string => columnName(i)
    const rows = Array.from({ length: 3_000 }, (_, i) => `<row r="${i + 1}"><c r="${name(i * 5)}${i + 1}"><v>${i}</v></c></row>`).join('')
    const total = read(makeXlsx([{ name: 'S', data: rows }])).pages.reduce((sum, { text }) => sum + text.length, 0)
    expect(total).toBeLessThan(100_000)
  })

  test('what is no workbook is refused by name', () => {
    expect(() => read(makeXlsx([]).subarray(0, 100))).toThrow(expect.objectContaining({ code: 'document-damaged' }))
    expect(() => read(makeOpenDocument('text', '').slice(0, 60))).toThrow(expect.objectContaining({ code: 'document-damaged' }))
    expect(() => read(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]), '.xls')).toThrow(expect.objectContaining({ code: 'document-damaged' }))
  })
})
