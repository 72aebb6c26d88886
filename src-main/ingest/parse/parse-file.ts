import { AppError } from '../../support/errors.ts'
import { parseDocx } from './docx/parse-docx.ts'
import { parseEmail } from './parse-email.ts'
import { parseHtml } from './parse-html.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { parseText } from './parse-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { parsePdf } from './pdf/parse-pdf.ts'
import { sniffFormat } from './sniff-format.ts'
import { maxTextBytes, readSourceFile } from './source-file.ts'

/** Reads one file in this thread. Throws AppError for what is expected to go wrong; anything else is a crash of the reader. */
export async function parseFile(path: string, onPages: (done: number, total: number) => void): Promise<ParsedDocument> {
  const { bytes, extension } = await readSourceFile(path)
  const format = sniffFormat(bytes, extension)
  if (format !== 'pdf' && format !== 'docx' && bytes.length > maxTextBytes) throw new AppError('file-too-large', { limitBytes: maxTextBytes })
  if (format === 'pdf') return parsePdf(bytes, onPages)
  const parsed = await parseWhole(bytes, format)
  onPages(parsed.pages.length, parsed.pages.length)
  return parsed
}

function parseWhole(bytes: Uint8Array, format: Exclude<ParsedDocument['mediaType'], 'pdf'>): ParsedDocument | Promise<ParsedDocument> {
  switch (format) {
    case 'docx': return parseDocx(bytes)
    case 'html': return parseHtml(bytes)
    case 'markdown': return parseMarkdown(bytes)
    case 'email': return parseEmail(bytes)
    case 'text': return parseText(bytes)
  }
}
