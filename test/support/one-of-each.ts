import { readFileSync } from 'node:fs'
import { utils, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'
import sharp from 'sharp'
import { z } from 'zod'
import { makeDocx, wordParagraph } from './make-docx.ts'
import { makeMsg } from './make-msg.ts'
import { makeOpenDocument, makePptx, makeXlsx, slideBox, slideLine, xlsxRow } from './make-package.ts'
import { makePdf } from './make-pdf.ts'
import { paintPage } from './paint-page.ts'
import { fixturePath } from './read-fixture.ts'

/** A file of one format and what the documents screen must say of it. */
export interface OneOfEach { readonly name: string; readonly bytes: Uint8Array; readonly kind: string; readonly coverage: RegExp; readonly pages: number }

const said = 'The deposit of twelve hundred pounds was paid on the third of May.'
const message = `From: Ada <ada@example.org>\r\nTo: Ben <ben@example.org>\r\nSubject: The deposit\r\nDate: Sat, 3 May 2025 10:00:00 +0000\r\nMessage-ID: <1@example.org>\r\nMIME-Version: 1.0\r\n`
const openWorkbook = (): Uint8Array => new Uint8Array(z.instanceof(Uint8Array).parse(write({ SheetNames: ['Rent'], Sheets: { Rent: utils.aoa_to_sheet([['Party', 'Sum'], ['Ada', 1200]]) } }, { bookType: 'ods', type: 'buffer' })))
const withAttachment = `${message}Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${said}\r\n--b\r\nContent-Type: text/plain; name=note.txt\r\nContent-Disposition: attachment; filename=note.txt\r\n\r\nA note of its own.\r\n--b--\r\n`
const archived = `${message}Content-Type: multipart/related; boundary=b; type="text/html"\r\n\r\n--b\r\nContent-Type: text/html\r\nContent-Location: http://example.org/\r\n\r\n<html><body><p>${said}</p></body></html>\r\n--b--\r\n`
const fixture = (name: string): Uint8Array => readFileSync(fixturePath(name))

/** One small file of each format that is listed as read, by other programs where `test/fixtures` has one; pictures are painted in `folder`. */
export async function oneOfEach(folder: string): Promise<OneOfEach[]> {
  const scan = await paintPage(folder, ['THE DEPOSIT OF TWELVE HUNDRED', 'POUNDS WAS PAID ON THE THIRD', 'OF MAY TO THE LANDLORD.'], 200)
  const read = /^1 read$/
  const recognised = /^1 (?:recognised|in part)$/
  const file = (name: string, bytes: Uint8Array | string, kind: string, coverage: RegExp = read, pages = 1): OneOfEach => ({ name, bytes: typeof bytes === 'string' ? strToU8(bytes) : bytes, kind, coverage, pages })
  return [
    file('pages.pdf', makePdf([[said], ['Page two says more of the deposit.']]), 'PDF', /^2 read$/, 2),
    file('scan.png', scan, 'Image', recognised), file('scan.jpg', await sharp(scan).jpeg().toBuffer(), 'Image', recognised), file('scan.tif', await sharp(scan).tiff().toBuffer(), 'Image', recognised),
    file('page.heic', fixture('picture/typed-page.heic'), 'Image', recognised),
    file('word.docx', makeDocx(wordParagraph(said)), 'Word'), file('old.doc', fixture('office/harmless-clean.doc'), 'Word (old)'),
    file('open.odt', makeOpenDocument('text', `<text:p>${said}</text:p>`), 'OpenDocument'), file('rich.rtf', `{\\rtf1\\ansi ${said}\\par}`, 'Rich text'),
    file('sheet.xlsx', makeXlsx([{ name: 'Rent', data: xlsxRow(1, ['Party', 'Sum']) + xlsxRow(2, ['Ada', 1200]) }]), 'Spreadsheet'), file('old.xls', fixture('office/ragged.xls'), 'Spreadsheet', /^1 read · 2 empty$/, 3), file('open.ods', openWorkbook(), 'Spreadsheet'), file('list.csv', 'Party,Sum\nAda,1200\nBen,300\n', 'Spreadsheet'),
    file('slides.pptx', makePptx([{ tree: slideBox(slideLine(said)) }]), 'Slides'), file('open.odp', makeOpenDocument('presentation', `<draw:page draw:name="One"><draw:frame><draw:text-box><text:p>${said}</text:p></draw:text-box></draw:frame></draw:page>`), 'Slides'),
    file('letter.eml', withAttachment, 'E-mail'), file('letter.msg', makeMsg({ text: { '001A': 'IPM.Note', '0037': 'The deposit', '1000': said } }), 'E-mail'),
    file('box.mbox', fixture('mail/test-4-message.mbox'), 'Mailbox', /^4 read$/, 4),
    file('page.html', `<html><body><h1>Rent</h1><p>${said}</p></body></html>`, 'Web page'), file('saved.mhtml', archived, 'Web archive'),
    file('notes.md', `# Rent\n\n${said}\n`, 'Markdown'), file('notes.txt', Buffer.from(`\uFEFF${said} Größe, naïve, 保証金.`, 'utf16le'), 'Text'),
    file('book.epub', fixture('book/example.epub'), 'Book', /^3 read$/, 3), file('bundle.zip', zipSync({ 'inside/one.txt': strToU8(`One. ${said}`) }), 'Archive', /./),
    file('people.vcf', fixture('calendar/vcard_input.vcf'), 'Contacts'),
    file('dates.ics', fixture('calendar/o365_meeting.ics'), 'Calendar'),
  ]
}
