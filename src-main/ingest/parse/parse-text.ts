import { decodeText, decodingWarning } from './decode-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

/** A plain text or CSV file as pages of about 4,000 characters, cut at empty lines; a form feed begins a page, as on a printer. */
export function parseText(bytes: Uint8Array): ParsedDocument {
  const decoded = decodeText(bytes)
  const pages = new SectionPages('plain', decoded.replaced > 0 || !decoded.certain ? 0.7 : 1)
  readText(decoded.text, pages)
  const warning = decodingWarning(decoded)
  return { mediaType: 'text', pages: pages.finish(), warnings: warning === null ? [] : [warning], children: [], language: null, thread: null }
}

export function readText(text: string, pages: SectionPages): void {
  let first = true
  for (const sheet of printed(text).replace(/\r\n?/g, '\n').split('\f')) {
    if (!first) pages.breakPage()
    first = false
    for (const paragraph of sheet.split(/\n[ \t]*\n/)) pages.block(paragraph)
  }
}

/** Without what tells a terminal its colours (ECMA-48 5.4), and with a letter that a printer strikes twice or underlines as that letter. */
function printed(text: string): string {
  const plain = text.includes('\u001B') ? text.replace(/\u001B\[[\d;?]{0,40}[@-~]/g, '') : text
  return plain.includes('\b') ? plain.replace(/[^\n](?:\u0008)+(?=[^\n\u0008])/gu, '') : plain
}
