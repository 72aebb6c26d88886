import type { MediaType } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { parseBook } from './book/parse-book.ts'
import { countingSink } from './child-folder.ts'
import { parseDoc } from './doc/parse-doc.ts'
import { documentLanguage } from './document-language.ts'
import { parseDocx } from './docx/parse-docx.ts'
import { unlockPackage } from './ooxml/unlock-package.ts'
import { parseArchive } from './parse-archive.ts'
import { parseCalendar } from './parse-calendar.ts'
import { parseContacts } from './parse-contacts.ts'
import { parseOdt } from './opendocument/parse-odt.ts'
import { parseEmail } from './parse-email.ts'
import { parseHtml } from './parse-html.ts'
import { parseMailbox } from './parse-mailbox.ts'
import { parseMarkdown } from './parse-markdown.ts'
import { parseText } from './parse-text.ts'
import { parseWebArchive } from './parse-web-archive.ts'
import type { ParseContext, ParsedDocument } from './parsed-document.ts'
import { parsePresentation } from './presentation/parse-presentation.ts'
import { parsePdf } from './pdf/parse-pdf.ts'
import { parseRtf } from './rtf/parse-rtf.ts'
import { sniffFormat } from './sniff-format.ts'
import { maxTextBytes, readSourceFile } from './source-file.ts'

/** Reads the bytes of one kind of file. Throws AppError for what is expected to go wrong. */
type Reader = (bytes: Uint8Array, context: ParseContext) => ParsedDocument | Promise<ParsedDocument>

const readers: Readonly<Record<MediaType, Reader>> = {
  pdf: (bytes, context) => parsePdf(bytes, context.onPages, context),
  // Loaded with the first picture: its decoders are native and large.
  image: async (bytes) => (await import('../ocr/parse-image.ts')).parseImage(bytes),
  docx: parseDocx,
  doc: parseDoc,
  odt: parseOdt,
  rtf: parseRtf,
  // Loaded with the first spreadsheet: its library is large.
  spreadsheet: async (bytes, context) => (await import('./spreadsheet/parse-spreadsheet.ts')).parseSpreadsheet(bytes, context),
  presentation: parsePresentation,
  text: parseText,
  markdown: parseMarkdown,
  html: parseHtml,
  'web-archive': parseWebArchive,
  email: parseEmail,
  mailbox: parseMailbox,
  book: parseBook,
  archive: parseArchive,
  contacts: parseContacts,
  calendar: parseCalendar,
}

/** Formats that are held in memory several times over while they are read. */
const textual: ReadonlySet<MediaType> = new Set(['text', 'markdown', 'html', 'web-archive', 'email', 'rtf', 'contacts', 'calendar'])

/** Reads one file in this thread. Throws AppError for what is expected to go wrong; anything else is a crash of the reader. */
export async function parseFile(path: string, context: Partial<ParseContext> = {}): Promise<ParsedDocument> {
  const { bytes: source, extension } = await readSourceFile(path)
  const { onPages = () => {}, children = countingSink(), password = null } = context
  const bytes = unlockPackage(source, password)
  const format = sniffFormat(bytes, extension)
  if (textual.has(format) && bytes.length > maxTextBytes) throw new AppError('file-too-large', { limitBytes: maxTextBytes })
  const parsed = await readers[format](bytes, { onPages, children, password, extension })
  onPages(parsed.pages.length, parsed.pages.length)
  return { ...parsed, language: parsed.language ?? await documentLanguage(parsed.pages) }
}
