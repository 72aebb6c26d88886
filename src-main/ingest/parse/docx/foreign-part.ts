import { AppError } from '../../../support/errors.ts'
import { parseHtml } from '../parse-html.ts'
import { parseText } from '../parse-text.ts'
import { parseWebArchive } from '../parse-web-archive.ts'
import type { ParsedDocument } from '../parsed-document.ts'
import { parseRtf } from '../rtf/parse-rtf.ts'
import { sniffFormat } from '../sniff-format.ts'

/**
 * A part of another format that Word shows as part of the document (`altChunk`, ECMA-376 part 1, § 17.17.2): HTML, RTF, plain
 * text or another Word document, which `parseInner` reads. Null for anything else, and for a part that cannot be read.
 */
export function readForeignPart(bytes: Uint8Array, extension: string, parseInner: (bytes: Uint8Array) => ParsedDocument): ParsedDocument | null {
  try {
    const format = sniffFormat(bytes, extension)
    if (format === 'docx') return parseInner(bytes)
    if (format === 'html') return parseHtml(bytes)
    if (format === 'rtf') return parseRtf(bytes)
    if (format === 'web-archive') return parseWebArchive(bytes)
    return format === 'text' ? parseText(bytes) : null
  } catch (error) {
    if (error instanceof AppError) return null
    throw error
  }
}
