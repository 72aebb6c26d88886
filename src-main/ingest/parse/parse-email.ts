import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime'
import { AppError, isAbort } from '../../support/errors.ts'
import { canonicalLine } from './canonical-text.ts'
import { decodeText } from './decode-text.ts'
import { parseDocx } from './docx/parse-docx.ts'
import { readHtml } from './parse-html.ts'
import { readMarkdown } from './parse-markdown.ts'
import { readText } from './parse-text.ts'
import type { ParsedDocument } from './parsed-document.ts'
import { SectionPages } from './section-pages.ts'

/** RFC 5322 sets no limit; real mails nest a handful of parts and forward a handful of messages. */
const maxPartDepth = 100
const maxForwardedDepth = 10

/**
 * An e-mail: page 1 begins with its header fields, then its text (the HTML part where there is no plain one); attachments
 * of text kinds follow as pages labelled "Attachment: name". Error: `document-too-deep`, `document-damaged`.
 */
export async function parseEmail(bytes: Uint8Array): Promise<ParsedDocument> {
  const email = await readMessage(bytes)
  const pages = new SectionPages('markup')
  const warnings = new Set<string>()
  pages.block(headerFields(email).join('\n'))
  readBody(email, pages, warnings)
  let unread = 0
  for (const attachment of email.attachments) {
    if (!readAttachment(attachment, pages)) unread++
  }
  if (unread > 0) warnings.add(unread === 1 ? '1 attachment of a kind that cannot be read yet.' : `${unread} attachments of kinds that cannot be read yet.`)
  return { mediaType: 'email', pages: pages.finish(), warnings: [...warnings] }
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
    ['Attachments', email.attachments.map(({ filename }) => filename ?? 'unnamed').join(', ')],
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
function readAttachment(attachment: Attachment, pages: SectionPages): boolean {
  const name = canonicalLine(attachment.filename ?? '')
  const label = `Attachment: ${name === '' ? 'unnamed' : name}`
  const kind = attachmentKind(attachment.mimeType, name)
  if (kind === null) return false
  const content = attachment.content
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
  try {
    if (kind === 'docx') {
      const parsed = parseDocx(bytes)
      for (const page of parsed.pages) {
        pages.startPart(label)
        pages.block(page.text)
      }
      return true
    }
    pages.startPart(label)
    const { text } = decodeText(bytes)
    if (kind === 'html') readHtml(text, pages)
    else if (kind === 'markdown') readMarkdown(text, pages)
    else readText(text, pages)
    return true
  } catch (error) {
    if (error instanceof AppError) return false
    throw error
  }
}

function attachmentKind(mimeType: string, name: string): 'text' | 'markdown' | 'html' | 'docx' | null {
  const extension = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  if (mimeType === 'text/html' || extension === 'html' || extension === 'htm') return 'html'
  if (mimeType === 'text/markdown' || extension === 'md') return 'markdown'
  if (extension === 'docx' || mimeType === 'application/vnd.openxmlformats-officedocument.wordprocessingml.document') return 'docx'
  if (['txt', 'csv', 'log', 'eml', 'ics'].includes(extension)) return 'text'
  return mimeType.startsWith('text/') || mimeType === 'message/rfc822' || mimeType === 'message/delivery-status' ? 'text' : null
}
