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
  for (const sheet of text.replace(/\r\n?/g, '\n').split('\f')) {
    if (!first) pages.breakPage()
    first = false
    for (const paragraph of sheet.split(/\n[ \t]*\n/)) pages.block(paragraph)
  }
}
