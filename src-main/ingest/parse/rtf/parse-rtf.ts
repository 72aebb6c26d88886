import { AppError } from '../../../support/errors.ts'
import type { ParsedDocument } from '../parsed-document.ts'
import { SectionPages } from '../section-pages.ts'
import { readTokens } from './read-tokens.ts'
import { RtfReader } from './rtf-reader.ts'

/**
 * An RTF document as sections: headings, lists with the labels it shows, tables, text boxes, notes and comments at the end of
 * the page that refers to them, headers and footers on a last page of their own. Errors: `document-damaged`, `document-too-deep`.
 */
export function parseRtf(bytes: Uint8Array): ParsedDocument {
  if (!new TextDecoder('latin1').decode(bytes.subarray(0, 16)).trimStart().startsWith('{\\rt')) throw new AppError('document-damaged')
  const pages = new SectionPages('markup')
  const margins = new Set<string>()
  const reader = new RtfReader({
    heading: (level, text) => pages.heading(level, text),
    paragraph: (text, isListItem) => pages.block(text, { tight: isListItem }),
    table: (rows) => pages.table(rows),
    note: (name, text) => pages.note(name, text),
    margin: (text) => margins.add(text),
  })
  const isWhole = readTokens(bytes, reader)
  reader.end()
  if (margins.size > 0) {
    pages.startPart('Headers and footers')
    for (const text of margins) pages.block(text, { tight: true })
  }
  const warnings: string[] = []
  if (!isWhole) warnings.push('The file ends before its text does; what it has was read.')
  if (reader.hasUnknownCodePage) warnings.push('The file is written in a code page of DOS that is not known here; letters with accents may be wrong.')
  if (reader.objects > 0) warnings.push(reader.objects === 1 ? '1 embedded file was not read.' : `${reader.objects} embedded files were not read.`)
  return { mediaType: 'rtf', pages: pages.finish(), warnings, children: [], language: null, thread: null }
}
