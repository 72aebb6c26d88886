import { utils, write } from '@e965/xlsx'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { countingSink } from '../../src-main/ingest/parse/child-folder.ts'
import type { ParsedDocument } from '../../src-main/ingest/parse/parsed-document.ts'
import { sniffFormat } from '../../src-main/ingest/parse/sniff-format.ts'
import { parseSpreadsheet } from '../../src-main/ingest/parse/spreadsheet/parse-spreadsheet.ts'
import { toFailure } from '../../src-main/support/errors.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
const read = (bytes: Uint8Array | string, extension = '.xls'): ParsedDocument =>
  parseSpreadsheet(typeof bytes === 'string' ? bytesOf(bytes) : bytes, { onPages: () => {}, children: countingSink(), extension, password: null })
const sniff = (bytes: Uint8Array | string, extension = '.xls'): string => {
  try {
    return sniffFormat(typeof bytes === 'string' ? bytesOf(bytes) : bytes, extension)
  } catch (error) {
    return toFailure(error).code
  }
}

describe('XML Spreadsheet 2003, as banks and accounting programs export it', () => {
  const styles = `<Styles><Style ss:ID="b"><Font ss:Bold="1"/></Style><Style ss:ID="d"><NumberFormat ss:Format="Short Date"/></Style>
    <Style ss:ID="m"><NumberFormat ss:Format="#,##0.00\\ &quot;€&quot;"/></Style><Style ss:ID="p"><NumberFormat ss:Format="Percent"/></Style></Styles>`
  const cell = (type: string, value: string, attributes = ''): string => `<Cell ${attributes}><Data ss:Type="${type}">${value}</Data></Cell>`
  const sheet = `<Worksheet ss:Name="Konto"><Table><Column ss:Hidden="1"/>
    <Row>${cell('String', 'Datum', 'ss:StyleID="b"')}${cell('String', 'Betrag', 'ss:StyleID="b" ss:MergeAcross="1"')}${cell('String', 'Anteil', 'ss:StyleID="b"')}</Row>
    <Row ss:Index="4">${cell('DateTime', '2024-03-01T00:00:00.000', 'ss:StyleID="d"')}${cell('Number', '1234.5', 'ss:StyleID="m"')}<Cell ss:Index="4" ss:StyleID="p"><Data ss:Type="Number">0.25</Data><Comment ss:Author="Ann"><ss:Data>Check <B>this</B></ss:Data></Comment></Cell></Row>
    <Row>${cell('DateTime', '2024-03-01T08:30:00.000')}${cell('Boolean', '1')}${cell('Error', '#N/A')}<Cell ss:Formula="=R[-1]C"/></Row>
    </Table></Worksheet><Worksheet ss:Name="Intern"><Table><Row>${cell('String', 'Grüße')}</Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>`
  const file = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">${styles}${sheet}</Workbook>`

  test('values show their formats, cells their places, comments theirs; what is hidden is read and said', () => {
    const { pages, warnings } = read(file('utf-8'))
    expect(pages.map(({ text }) => text)).toEqual(['Datum\tBetrag\tAnteil\n\n2024-03-01\t1,234.50 €\t\t25.00%\n2024-03-01 08:30:00\tTRUE\t#N/A\t=R[-1]C\n\nNote on D4: Check this', 'Grüße'])
    expect(pages[0]?.places.map(({ name }) => name)).toEqual(['Konto!A1:D1', 'Konto!A4:D4', 'Konto!A5:D5', 'Note on Konto!D4'])
    expect(warnings).toEqual(['1 hidden sheet was read too.', 'Hidden rows or columns of 1 sheet were read too.'])
  })

  test('the encoding that the file declares is the one it is read in', () => {
    const bytes = Uint8Array.from([...file('windows-1252').replaceAll('€', '\u0080')].map((character) => character.charCodeAt(0)))
    const { pages } = read(bytes)
    expect(pages[1]?.text).toBe('Grüße')
    expect(pages[0]?.text).toContain('1,234.50 €')
  })

  test.each(['.xls', '.xml', '.xlsx', ''])('it is recognised under the name %j', (extension) => {
    expect(sniff(file('utf-8'), extension)).toBe('spreadsheet')
  })
})

describe('rows of text under the name of a workbook', () => {
  test.each([['tabs', 'Name\tPaid\nAnn\t12\n'], ['semicolons', 'Name;Paid\nAnn;12'], ['commas', 'Name,Paid\r\nAnn,12\r\n']])('separated by %s are read', (_, text) => {
    expect(sniff(text)).toBe('spreadsheet')
    expect(read(text).pages[0]?.text).toBe('Name\tPaid\nAnn\t12')
  })

  test('in UTF-16, as "Unicode text" is saved', () => {
    const bytes = new Uint8Array(Buffer.from('\uFEFFName\tPaid\r\nÄnne\t12\r\n', 'utf16le'))
    expect(sniff(bytes)).toBe('spreadsheet')
    expect(read(bytes).pages[0]?.text).toBe('Name\tPaid\nÄnne\t12')
  })

  test.each([['an error page', '<html><body>Not found</body></html>', '.xlsx'], ['a sentence', 'Please sign in, then try again.', '.xls'], ['noise', '\0\u0001\u0002,\n\u0003\u0004,\n', '.xls']])('%s is not', (_, text, extension) => {
    expect(sniff(text, extension)).toBe('format-mismatch')
  })
})

test.each(['biff2', 'biff5', 'biff8'] as const)('a workbook in %s is recognised and read', (bookType) => {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet([['Name', 'Paid'], ['Ann', 12.5]]), 'Sheet1')
  const bytes = new Uint8Array(z.instanceof(Uint8Array).parse(write(book, { bookType, type: 'buffer' })))
  expect(sniff(bytes)).toBe('spreadsheet')
  expect(read(bytes).pages[0]?.text).toBe('Name\tPaid\nAnn\t12.5')
})
