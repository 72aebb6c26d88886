import PostalMime, { decodeWords, type Address, type Attachment, type Email } from 'postal-mime'
import { AppError, isAbort } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import { decodeText } from '../decode-text.ts'
import { attachmentName, threadOf, type MailAttachment, type MailMessage } from './mail-message.ts'

/** RFC 5322 sets no limit; real mails nest a handful of parts. */
const maxPartDepth = 100

/** A message of RFC 5322 and MIME. Messages inside it are attachments. Errors: `document-too-deep`, `document-damaged`. */
export async function readEml(bytes: Uint8Array): Promise<MailMessage> {
  const email = await readMime(bytes)
  const parts = email.attachments.filter(({ mimeType }) => !signatures.has(mimeType))
  const reports = parts.filter(({ mimeType }) => reportTypes.has(mimeType))
  const attachments = parts.filter(({ mimeType }) => !reportTypes.has(mimeType)).map((part) => describe(part, email.html ?? ''))
  const fields: [string, string][] = [
    ['From', email.from ? mailboxes([email.from]) : ''], ['To', mailboxes(email.to ?? [])], ['Cc', mailboxes(email.cc ?? [])],
    ['Bcc', mailboxes(email.bcc ?? [])], ['Reply-To', mailboxes(email.replyTo ?? [])], ['Date', header(email, 'date') || (email.date ?? '')], ['Subject', email.subject ?? ''],
  ]
  return {
    subject: email.subject ?? '', date: header(email, 'date'), fields, text: email.text ?? null, html: email.html ?? null, attachments,
    reports: reports.map(({ content }) => decodeText(contentBytes(content)).text),
    thread: threadOf(email.references ?? '', email.inReplyTo ?? '', email.messageId ?? ''), encrypted: isEncrypted(email),
  }
}

/** Parses MIME alone, for what is built on it. */
export async function readMime(bytes: Uint8Array): Promise<Email> {
  try {
    return await PostalMime.parse(bytes, { maxNestingDepth: maxPartDepth, forceRfc822Attachments: true })
  } catch (error) {
    if (isAbort(error)) throw error
    const deep = error instanceof Error && /nesting/i.test(error.message)
    throw new AppError(deep ? 'document-too-deep' : 'document-damaged', deep ? { limit: maxPartDepth } : {}, { cause: error })
  }
}

export function contentBytes(content: Attachment['content']): Uint8Array {
  return typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content)
}

const signatures = new Set(['application/pkcs7-signature', 'application/x-pkcs7-signature', 'application/pgp-signature'])
/** Parts of delivery and disposition reports (RFC 3462, 3464, 8098, 5965), which are the message for its reader. */
const reportTypes = new Set(['message/delivery-status', 'message/disposition-notification', 'message/feedback-report', 'message/global-delivery-status', 'text/rfc822-headers'])

function describe(part: Attachment, html: string): MailAttachment {
  const id = part.contentId?.replace(/^<|>$/g, '') ?? ''
  const own = canonicalLine(part.filename ?? part.description ?? '')
  return {
    name: attachmentName(own === '' && part.mimeType === 'message/rfc822' ? subjectOf(part) : own, part.mimeType), mediaType: part.mimeType,
    inline: id !== '' && part.mimeType.startsWith('image/') && html.includes(`cid:${id}`), bytes: () => contentBytes(part.content),
  }
}

/** What an attached message without a name is called in a mail program. */
function subjectOf(part: Attachment): string {
  const head = Buffer.from(contentBytes(part.content).subarray(0, 65_536)).toString('latin1').split(/\r?\n\r?\n/, 1)[0] ?? ''
  const subject = /^subject:[ \t]*((?:.*(?:\r?\n[ \t].*)*))/im.exec(head)?.[1] ?? ''
  return canonicalLine(decodeWords(subject.replace(/\r?\n[ \t]+/g, ' '))).slice(0, 120)
}

function isEncrypted(email: Email): boolean {
  const type = header(email, 'content-type').toLowerCase()
  if (type.startsWith('multipart/encrypted')) return true
  if (/^application\/(?:x-)?pkcs7-mime/.test(type)) return !type.includes('signed-data')
  return /^-----BEGIN PGP MESSAGE-----/m.test(email.text ?? '')
}

const header = (email: Email, name: string): string => email.headers.find(({ key }) => key === name)?.value ?? ''

function mailboxes(addresses: readonly Address[]): string {
  return addresses.map((entry) => {
    if (entry.group !== undefined) return `${entry.name}: ${mailboxes(entry.group)}`
    return entry.name === '' || entry.name === entry.address ? entry.address : `${entry.name} <${entry.address}>`
  }).join(', ')
}
