import { strToU8, zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { sniffFormat } from '../../src-main/ingest/parse/sniff-format.ts'
import { toFailure } from '../../src-main/support/errors.ts'
import { makeDocx, wordParagraph } from '../support/make-docx.ts'
import { makeOle } from '../support/make-ole.ts'
import { makePdf } from '../support/make-pdf.ts'

const sniff = (bytes: Uint8Array | string, extension: string): string => {
  try {
    return sniffFormat(typeof bytes === 'string' ? strToU8(bytes) : bytes, extension)
  } catch (error) {
    return toFailure(error).code
  }
}

const types = (main: string): Uint8Array => strToU8(`<Types><Override PartName="/x.xml" ContentType="application/vnd.${main}+xml"/></Types>`)
const stream = new Uint8Array(64)
const zipOf = (files: Record<string, Uint8Array>): Uint8Array => zipSync(files)
const ftyp = (brands: string): Uint8Array => strToU8(`\0\0\0\x18ftyp${brands}`)

describe('a file is what its content says, whatever its name', () => {
  test.each<[string, Uint8Array | string, string]>([
    ['pdf', makePdf([['Hello.']]), '.docx'],
    ['docx', makeDocx(wordParagraph('Hello.')), '.pdf'],
    ['docx', zipOf({ '[Content_Types].xml': types('openxmlformats-officedocument.wordprocessingml.document.main'), 'odd/place.xml': stream }), '.zip'],
    ['spreadsheet', zipOf({ '[Content_Types].xml': types('openxmlformats-officedocument.spreadsheetml.sheet.main') }), '.xlsx'],
    ['spreadsheet', zipOf({ '[Content_Types].xml': types('ms-excel.sheet.macroEnabled.main') }), '.xlsm'],
    ['presentation', zipOf({ '[Content_Types].xml': types('openxmlformats-officedocument.presentationml.slideshow.main') }), '.ppsx'],
    ['odt', zipOf({ mimetype: strToU8('application/vnd.oasis.opendocument.text') }), '.zip'],
    ['spreadsheet', zipOf({ mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet') }), ''],
    ['presentation', zipOf({ mimetype: strToU8('application/vnd.oasis.opendocument.presentation') }), '.odp'],
    ['book', zipOf({ mimetype: strToU8('application/epub+zip') }), '.epub'],
    ['archive', zipOf({ 'letters/one.txt': stream, 'docx/word/document.xml': stream }), '.zip'],
    ['archive', zipSync({ 'scan.pdf': [makePdf([['Stored.']]), { level: 0 }] }), '.zip'],
    ['format-unsupported', zipOf({ 'Index/Document.iwa': stream }), '.pages'],
    ['doc', makeOle({ WordDocument: stream, ObjectPool: { _1: { Workbook: stream } } }), '.doc'],
    ['spreadsheet', makeOle({ Workbook: stream }), '.doc'],
    ['email', makeOle({ '__properties_version1.0': stream, '__attach_version1.0_#00000000': { WordDocument: stream } }), '.msg'],
    ['presentation', makeOle({ 'PowerPoint Document': stream }), '.ppt'],
    ['document-encrypted', makeOle({ EncryptionInfo: stream, EncryptedPackage: stream }), '.xlsx'],
    ['image', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0]), '.txt'],
    ['image', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), '.png'],
    ['image', 'GIF89a', '.gif'], ['image', 'II*\0', '.tif'], ['image', 'MM\0*', '.tif'], ['image', 'RIFF\0\0\0\0WEBPVP8 ', '.webp'],
    ['image', ftyp('heic\0\0\0\0mif1heic'), '.heic'], ['format-unsupported', ftyp('isom\0\0\0\0isomiso2'), '.mp4'],
    ['image', Uint8Array.from({ length: 60 }, (_, i) => [0x42, 0x4d][i] ?? (i === 14 ? 40 : 0)), '.bmp'],
    ['rtf', String.raw`{\rtf1 Hello}`, '.doc'],
    ['archive', Uint8Array.from([0x1f, 0x8b, 8, 0]), '.txt'], ['email', Uint8Array.from([0x78, 0x9f, 0x3e, 0x22, 1, 0]), '.dat'],
    ['format-unsupported', 'Rar!\x1a\x07', '.zip'],
  ])('%s', (expected, bytes, extension) => {
    expect(sniff(bytes, extension)).toBe(expected)
  })
})

describe('kinds of text are told apart by what they say of themselves, else by their names', () => {
  const mail = 'From: a@example.org\r\nMessage-ID: <1@example.org>\r\nSubject: s\r\n\r\nHello'
  test.each<[string, string, string]>([
    ['html', '<!doctype html><p>Hello', ''], ['html', '<html><body>1</body></html>', '.xls'], ['format-mismatch', '<html></html>', '.pdf'],
    ['email', mail, ''], ['text', mail, '.txt'], ['email', mail, '.eml'], ['email', `From a@example.org Mon Jan  1 00:00:00 2024\n${mail}`, '.eml'],
    ['mailbox', `From a@example.org Mon Jan  1 00:00:00 2024\n${mail}`, '.mbox'], ['mailbox', `From a@example.org Mon Jan  1 00:00:00 2024\n${mail}`, ''],
    ['web-archive', 'From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nSubject: s\r\nContent-Type: multipart/related; boundary=b\r\n\r\n', '.mhtml'],
    ['web-archive', 'From: <Saved by Blink>\r\nSnapshot-Content-Location: x\r\nSubject: s\r\nContent-Type: multipart/related; boundary=b\r\n\r\n', '.doc'],
    ['contacts', 'BEGIN:VCARD\r\nVERSION:3.0\r\n', '.vcf'], ['calendar', 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\n', '.ics'], ['calendar', 'BEGIN:VCALENDAR\r\n', '.txt'],
    ['spreadsheet', 'a;b\n1;2', '.csv'], ['markdown', '# A', '.md'], ['text', 'The header %PDF- comes first.', '.txt'], ['text', 'From here on 2024.\nNo mail.', ''],
    ['email', mail, '.msg'], ['format-mismatch', 'Hello', '.msg'], ['email', mail, '.2'], ['text', 'a: 1', '.yaml'],
    ['text', `line\n${'\0'.repeat(500)}line\n`, '.log'], ['text', 'B\bBo\bol\bld', '.txt'], ['spreadsheet', 'a,b\n1,\0\n', '.csv'], ['format-mismatch', 'abcdef\0\x01\x02\x03\x04', '.txt'],
    ['email', `${mail}\0\0\0\0\x01\0`, '.eml'], ['format-mismatch', 'Hello\0\0\0\0\x01\0', '.eml'], ['calendar', 'BEGIN:VCALENDAR\r\nX:a\0\0\0\0\0\0', '.ics'], ['contacts', 'ENCODING:UTF-8\r\nBEGIN:VCARD\r\n', '.vcf'],
    ['mailbox', 'From a@example.org Mon Jan  1 00:00:00 2024\nNo head.', '.mbox'],
    ['text', 'Hello', '.unknown'], ['format-unsupported', 'a\0\0\0\0\0b', '.unknown'], ['format-mismatch', 'Hello', '.zip'], ['text', 'Hello', '.doc'], ['format-mismatch', 'a\0\0\0\0\0b', '.doc'],
  ])('%s: %j as %j', (expected, text, extension) => {
    expect(sniff(text, extension)).toBe(expected)
  })
})
