import type { MediaType } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { ZipArchive } from './zip-archive.ts'

const textExtensions: Readonly<Record<string, Extract<MediaType, 'text' | 'markdown' | 'html' | 'email'>>> = {
  '.txt': 'text', '.text': 'text', '.log': 'text', '.csv': 'text', '.tsv': 'text', '': 'text',
  '.md': 'markdown', '.markdown': 'markdown', '.mdown': 'markdown',
  '.html': 'html', '.htm': 'html', '.xhtml': 'html',
  '.eml': 'email',
}

/** Extensions of files that can be read, with the dot and in lower case; '' stands for none, where the content decides. */
export const readableExtensions: ReadonlySet<string> = new Set([...Object.keys(textExtensions), '.pdf', '.docx', '.docm', '.dotx'])

/** First bytes of formats that cannot be read yet, so that they are not taken for text. */
const foreignSignatures: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [0x47, 0x49, 0x46, 0x38], [0x49, 0x49, 0x2a, 0x00], [0x4d, 0x4d, 0x00, 0x2a],
  [0x52, 0x49, 0x46, 0x46], [0x1f, 0x8b], [0x37, 0x7a, 0xbc, 0xaf], [0x52, 0x61, 0x72, 0x21], [0x7f, 0x45, 0x4c, 0x46],
  [0x25, 0x21, 0x50, 0x53], [0x7b, 0x5c, 0x72, 0x74, 0x66],
]

/**
 * Decides what a file is by its content, and by its extension where content alone cannot tell one kind of text from
 * another. A text file that is HTML is read as HTML; a file that claims to be PDF or DOCX and is neither is refused.
 * Errors: `format-unsupported`, `format-mismatch`, `document-encrypted`, `document-damaged`.
 */
export function sniffFormat(bytes: Uint8Array, extension: string): MediaType {
  const claimsBinary = extension === '.pdf' || extension === '.docx' || extension === '.docm' || extension === '.dotx'
  if (holdsPdf(bytes)) return 'pdf'
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return sniffArchive(bytes, extension)
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw oleFailure(bytes, extension)
  const claimsReadable = readableExtensions.has(extension) && extension !== ''
  if (foreignSignatures.some((signature) => startsWith(bytes, signature))) throw new AppError(claimsReadable ? 'format-mismatch' : 'format-unsupported')
  if (extension === '.pdf' && holdsPdfRemains(bytes)) throw new AppError('document-damaged')
  if (claimsBinary) throw new AppError('format-mismatch')
  const byExtension = textExtensions[extension]
  if (byExtension === undefined) throw new AppError('format-unsupported')
  if (holdsBinary(bytes)) throw new AppError(claimsReadable ? 'format-mismatch' : 'format-unsupported')
  return byExtension === 'text' && extension !== '.csv' && extension !== '.tsv' ? sniffText(bytes, extension) : byExtension
}

/** ISO 32000-2 wants the header at byte 0; Acrobat and PDFium accept it within the first 1,024 bytes. */
function holdsPdf(bytes: Uint8Array): boolean {
  return latin1(bytes.subarray(0, 1_024)).includes('%PDF-')
}

/** A PDF whose head is gone but whose objects are there is damaged, not something else. */
function holdsPdfRemains(bytes: Uint8Array): boolean {
  return /%PDF|\d+ \d+ obj\b|startxref/.test(latin1(bytes.subarray(0, 65_536)))
}

function sniffArchive(bytes: Uint8Array, extension: string): 'docx' {
  const claimsWord = extension === '.docx' || extension === '.docm' || extension === '.dotx'
  if (!claimsWord && extension !== '' && !readableExtensions.has(extension)) {
    throw new AppError('format-unsupported')
  }
  const archive = new ZipArchive(bytes)
  if (archive.has('word/document.xml')) return 'docx'
  if (!archive.has('[Content_Types].xml')) throw new AppError(extension === '' ? 'format-unsupported' : 'format-mismatch')
  if (!claimsWord) throw new AppError(extension === '' ? 'format-unsupported' : 'format-mismatch')
  if (archive.has('xl/workbook.xml') || archive.has('ppt/presentation.xml')) throw new AppError('format-mismatch')
  return 'docx'
}

/** Old Office files and Outlook messages; also a DOCX with a password, which is an OLE file with an encrypted package inside. */
function oleFailure(bytes: Uint8Array, extension: string): AppError {
  const encrypted = latin1(bytes).includes([...'EncryptedPackage'].join('\0'))
  if (encrypted) return new AppError('document-encrypted')
  return new AppError(readableExtensions.has(extension) && extension !== '' ? 'format-mismatch' : 'format-unsupported')
}

/** HTML or a mail message under a plain name is read as what it is. */
function sniffText(bytes: Uint8Array, extension: string): 'text' | 'html' | 'email' {
  const head = new TextDecoder().decode(bytes.subarray(0, 4_096)).trimStart()
  if (/^(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]*?-->\s*)?<(?:!doctype html|html[\s>])/i.test(head)) return 'html'
  const mail = /^(?:received|return-path|from|to|date|subject|message-id|mime-version|delivered-to|x-[\w-]+): /i.test(head) && /^message-id: /im.test(head) && /^from: /im.test(head)
  return extension === '' && mail ? 'email' : 'text'
}

/** Text has no zero bytes unless it is UTF-16, and few other control characters. */
function holdsBinary(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, 8_192)
  if ((sample[0] === 0xff && sample[1] === 0xfe) || (sample[0] === 0xfe && sample[1] === 0xff)) return false
  let zeros = 0
  let controls = 0
  for (const byte of sample) {
    if (byte === 0) zeros++
    else if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls++
  }
  const maybeUtf16 = zeros > sample.length * 0.2 && zeros <= sample.length * 0.52
  return maybeUtf16 ? controls > sample.length * 0.05 : zeros > 0 && zeros > sample.length * 0.001 || controls > sample.length * 0.05
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, i) => bytes[i] === byte)
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
}
