import { describe, expect, test } from 'vitest'
import { parsePdf } from '../../src-main/ingest/parse/pdf/parse-pdf.ts'
import { makePdf } from '../support/make-pdf.ts'

const whole = Buffer.from(makePdf([['The notice of May']])).toString('latin1')
const read = async (file: string): Promise<string> => (await parsePdf(new Uint8Array(Buffer.from(file, 'latin1')), () => {})).pages.map(({ text }) => text).join('\f')

describe('a damaged PDF whose pages are all there is read', () => {
  test.each([
    ['the header is missing', whole.replace(/^%PDF-1\.7\n/, '')],
    ['a letter precedes it', `${'Dear reader, see below.\r\n'.repeat(90)}${whole}`],
    ['the table of objects points nowhere', whole.replace(/\d{10} 00000 n/g, '0000000007 00000 n').replace(/startxref\n\d+/, 'startxref\n5')],
    ['the trailer does not name the catalogue', whole.replace('/Root 1 0 R', '')],
    ['the end is missing', whole.slice(0, whole.indexOf('xref'))],
  ])('%s', async (_name, file) => {
    expect(await read(file)).toBe('The notice of May')
  })

  test('of one that was cut off within its pages, what is there is read, and what is missing is said', async () => {
    const pages = makePdf([['One', 'x'.repeat(200)], ['Two', 'x'.repeat(200)], ['Three', 'x'.repeat(200)]])
    const text = Buffer.from(pages).toString('latin1')
    const { pages: read, warnings } = await parsePdf(pages.slice(0, text.indexOf('(Three)') - 20), () => {})
    expect(read.map(({ text: said }) => said.slice(0, 3))).toEqual(['One', 'Two', ''])
    expect(read.at(-1)?.coverage).not.toBe('text')
    expect(warnings.join(' ')).toContain('could not be read')
  })

  test('and one without a catalogue says that it is damaged', async () => {
    await expect(read(whole.replace('/Type /Catalog', '/Type /Something').replace('/Root 1 0 R', ''))).rejects.toMatchObject({ code: 'document-damaged' })
  })
})
