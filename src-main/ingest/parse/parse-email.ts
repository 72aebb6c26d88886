import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { AppError, isAbort } from '../../support/errors.ts'
import { canonicalLine } from './canonical-text.ts'
import { decodeText } from './decode-text.ts'
import { parseDocx } from './docx/parse-docx.ts'
import { readHtml } from './parse-html.ts'
import { readMarkdown } from './parse-markdown.ts'
import { readText } from './parse-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { parsePdf } from './pdf/parse-pdf.ts'
import { SectionPages } from './section-pages.ts'

/** RFC 5322 sets no limit; real mails nest a handful of parts and forward a handful of messages. */
const maxPartDepth = 100
const maxForwardedDepth = 10

/**
 * An e-mail: page 1 begins with its header fields, then its text (the HTML part where there is no plain one); attachments
 * of text kinds and attached messages follow as pages labelled "Attachment: name". Errors: `document-too-deep`,
 * `document-damaged`.
 */
export async function parseEmail(bytes: Uint8Array): Promise<ParsedDocument> {
  const pages = new SectionPages('markup')
  const tally: Tally = { unread: 0, warnings: new Set() }
  await readEmail(bytes, pages, tally, 0)
  const { unread, warnings } = tally
  if (unread > 0) warnings.add(unread === 1 ? '1 attachment of a kind that cannot be read yet.' : `${unread} attachments of kinds that cannot be read yet.`)
  return { mediaType: 'email', pages: pages.finish(), warnings: [...warnings], children: [], language: null, thread: null }
}

interface Tally { unread: number; readonly warnings: Set<string> }

async function readEmail(bytes: Uint8Array, pages: SectionPages, tally: Tally, depth: number): Promise<void> {
  const email = await readMessage(bytes)
  pages.block(headerFields(email).join('\n'))
  readBody(email, pages, tally.warnings)
  for (const attachment of email.attachments) {
    if (!(await readAttachment(attachment, pages, tally, depth))) tally.unread++
  }
}

async function readMessage(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: maxPartDepth, maxRfc822NestingDepth: maxForwardedDepth })
  } catch (error) {
    if (isAbort(error)) throw error
    const deep = error instanceof Error && /nesting/i.test(error.message)
    throw new AppError(deep ? 'document-too-deep' : 'document-damaged', deep ? { limit: maxPartDepth } : {}, { cause: error })
  }
}

function headerFields(email: Email): string[] {
  const fields: [string, string | undefined][] = [
    ['From', email.from && mailboxes([email.from])],
    ['To', email.to && mailboxes(email.to)],
    ['Cc', email.cc && mailboxes(email.cc)],
    ['Bcc', email.bcc && mailboxes(email.bcc)],
    ['Reply-To', email.replyTo && mailboxes(email.replyTo)],
    ['Date', email.headers.find(({ key }) => key === 'date')?.value ?? email.date],
    ['Subject', email.subject],
    ['Attachments', email.attachments.map(({ filename, description }) => filename ?? description ?? 'unnamed').join(', ')],
  ]
  return fields.flatMap(([name, value]) => (value === undefined || canonicalLine(value) === '' ? [] : [`${name}: ${canonicalLine(value)}`]))
}

function mailboxes(addresses: readonly Address[]): string {
  return addresses.map((entry) => {
    if (entry.group !== undefined) return `${entry.name}: ${mailboxes(entry.group)}`
    return entry.name === '' || entry.name === entry.address ? entry.address : `${entry.name} <${entry.address}>`
  }).join(', ')
}

function readBody(email: Email, pages: SectionPages, warnings: Set<string>): void {
  if (email.text !== undefined && email.text.trim() !== '') return readText(email.text, pages)
  if (email.html === undefined) return
  try {
    readHtml(email.html, pages)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'document-too-deep') throw error
    warnings.add('The HTML part of the message is nested too deep and was read only in part.')
  }
}

/** Adds the attachment's text as pages of its own; false when it is of another kind or cannot be read. */
async function readAttachment(attachment: Attachment, pages: SectionPages, tally: Tally, depth: number): Promise<boolean> {
  const name = canonicalLine(attachment.filename ?? attachment.description ?? '')
  const label = `Attachment: ${name === '' ? 'unnamed' : name}`
  const kind = attachmentKind(attachment.mimeType, name)
  if (kind === null || (kind === 'email' && depth >= maxForwardedDepth)) return false
  const content = attachment.content
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  try {
    pages.startPart(label)
    await readAs[kind](bytes, pages, tally, depth)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

type Reader = (bytes: Uint8Array, pages: SectionPages, tally: Tally, depth: number) => void | Promise<void>

const readAs = {
  text: (bytes, pages) => readText(decodeText(bytes).text, pages),
  markdown: (bytes, pages) => readMarkdown(decodeText(bytes).text, pages),
  html: (bytes, pages) => readHtml(decodeText(bytes).text, pages),
  docx: (bytes, pages) => readParsedPages(parseDocx(bytes), pages),
  pdf: async (bytes, pages) => readParsedPages(await parsePdf(bytes, () => {}), pages),
  email: (bytes, pages, tally, depth) => readEmail(bytes, pages, tally, depth + 1),
} satisfies Record<string, Reader>

/** Pages of an attachment stay pages, each under the attachment's label. */
function readParsedPages({ pages: read }: ParsedDocument, pages: SectionPages): void {
  for (const { text } of read) {
    pages.breakPage(pages.label)
    pages.block(text)
  }
}

const kindByExtension: Readonly<Record<string, keyof typeof readAs>> = {
  html: 'html', htm: 'html', md: 'markdown', docx: 'docx', pdf: 'pdf', eml: 'email', txt: 'text', csv: 'text', log: 'text', ics: 'text',
}
const kindByMediaType: Readonly<Record<string, keyof typeof readAs>> = {
  'text/html': 'html', 'text/markdown': 'markdown', 'message/rfc822': 'email', 'message/delivery-status': 'text', 'application/pdf': 'pdf',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'docx',
}

function attachmentKind(mediaType: string, name: string): keyof typeof readAs | null {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return kindByMediaType[mediaType] ?? kindByExtension[extension] ?? (mediaType.startsWith('text/') ? 'text' : null)
}
