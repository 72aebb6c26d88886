import type { MediaType } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { latin1 } from './bytes.ts'
import { plainExtension } from './plain-extension.ts'
import { isImage } from './sniff/sniff-image.ts'
import { sniffOle } from './sniff/sniff-ole.ts'
import { sniffText, textExtensions } from './sniff/sniff-text.ts'
import { sniffZip } from './sniff/sniff-zip.ts'
import { isTar } from './zip/tar-entries.ts'

/** Extensions of formats that are not text: a file of text under one of these names is not what its name says. */
const binaryExtensions: ReadonlySet<string> = new Set([
  '.pdf', '.docx', '.docm', '.dotx', '.dotm', '.doc', '.dot', '.odt', '.ott', '.xlsx', '.xlsm', '.xltx', '.xltm', '.xlsb', '.xls', '.xlt', '.ods', '.ots',
  '.pptx', '.pptm', '.ppsx', '.ppsm', '.potx', '.potm', '.ppt', '.pps', '.pot', '.odp', '.otp', '.msg', '.tnef', '.epub', '.zip', '.tar', '.gz', '.tgz', '.p7m',
  '.jpg', '.jpeg', '.jfif', '.png', '.tif', '.tiff', '.webp', '.gif', '.bmp', '.heic', '.heif',
])

/** Extensions of files that can be read, with the dot and in lower case; '' stands for none, where the content decides. */
export const readableExtensions: ReadonlySet<string> = new Set([...Object.keys(textExtensions), ...binaryExtensions])

/** Whether a file of this name is looked into: others are of kinds that cannot be read, whatever they hold. */
export function isReadableName(name: string): boolean {
  return readableExtensions.has(plainExtension(name)) || /(?:^|[/\\])winmail\.dat$/i.test(name)
}

/** First bytes of formats that cannot be read, and what a person is told about them. */
const foreignSignatures: readonly (readonly [RegExp, string])[] = [
  [/^7z\xbc\xaf/, 'archive'], [/^Rar!/, 'archive'], [/^BZh[1-9]/, 'archive'], [/^\xfd7zXZ\0/, 'archive'], [/^!BDN/, 'pst'],
  [/^\x7fELF/, 'other'], [/^MZ[^]{58}[^]{0,4}\0\0/, 'other'], [/^%!PS/, 'other'], [/^RIFF/, 'other'], [/^....ftyp/s, 'other'], [/^(?:ID3|OggS|fLaC)/, 'other'], [/^SQLite format 3\0/, 'other'],
]

/** The first record of a workbook of Excel 2 to 5 that is no compound file ([MS-XLS] 2.4.21): its number, its length, what it begins. */
const bareWorkbook = /^\t[\0\x02\x04\x08][\x04\x06\x08\x10]\0..[\x05\x10\x20\x40\0][\0\x01]/s

/**
 * Decides what a file is by its content, and by its extension only where content cannot tell one kind of text from another.
 * The rule for names that say something else: what is recognised for certain (PDF, packages, OLE files, pictures, RTF) is
 * read as what it is, whatever its name; text under the name of a binary format is refused, since it mostly is an error page
 * that was saved under the name of the file that somebody wanted.
 * Errors: `format-unsupported`, `format-mismatch`, `document-encrypted`, `document-damaged`, `archive-expands-too-far`.
 */
export function sniffFormat(bytes: Uint8Array, named: string): MediaType {
  const extension = plainExtension(`name${named}`)
  const head = latin1(bytes.subarray(0, 1_024))
  if (/^PK(?:\x03\x04|\x05\x06|00PK\x03\x04)/.test(head)) return sniffZip(bytes, extension)
  if (head.startsWith('\xd0\xcf\x11\xe0')) return sniffOle(bytes)
  if (isImage(bytes)) return 'image'
  if (head.startsWith('\x1f\x8b') || isTar(bytes) || holdsSigned(head, extension)) return 'archive'
  // A winmail.dat of Outlook ([MS-OXTNEF]).
  if (head.startsWith('\x78\x9f\x3e\x22')) return 'email'
  if (bareWorkbook.test(head)) return 'spreadsheet'
  const foreign = foreignSignatures.find(([pattern]) => pattern.test(head))?.[1]
  if (foreign !== undefined) throw new AppError('format-unsupported', { kind: foreign })
  if (holdsPdf(head, extension)) return 'pdf'
  if (extension === '.pdf' && holdsPdfRemains(bytes)) return 'pdf'
  return sniffText(bytes, extension, binaryExtensions.has(extension))
}

/** A file inside its signature (PKCS #7, RFC 5652), as bytes or as base64: its first object identifier tells. */
function holdsSigned(head: string, extension: string): boolean {
  return /^\x30[\x80-\x84][^]{0,4}\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07[\x02\x03]/.test(head) || (extension === '.p7m' && /^(?:-----BEGIN (?:PKCS7|CMS)-----\s+)?MI[A-Za-z0-9+/\s]{20}/.test(head))
}

/** ISO 32000-2 wants the header at byte 0; Acrobat and PDFium accept it within the first 1,024 bytes. A text may speak of it. */
function holdsPdf(head: string, extension: string): boolean {
  const at = head.indexOf('%PDF-')
  return at >= 0 && (at < 8 || extension === '' || !(extension in textExtensions))
}

/** A PDF whose head is gone but whose objects are there is damaged, not something else; it may be read all the same. */
function holdsPdfRemains(bytes: Uint8Array): boolean {
  return /%PDF|\d+ \d+ obj\b|startxref/.test(latin1(bytes.subarray(0, 65_536)))
}
