import { canonicalLine } from '../canonical-text.ts'
import { htmlCharset } from '../html-charset.ts'
import { charsetText, encodingOfPage } from './charset-text.ts'
import { decodeHeader } from './encoded-words.ts'
import { attachmentName, idField, threadOf, type MailAttachment, type MailBody, type MailMessage } from './mail-message.ts'
import { itemFields, type MsgAttachment, type MsgFields } from './msg-fields.ts'
import { tidyPeople } from './mime-head.ts'
import { openMsg, type OpenMsg } from './open-msg.ts'
import { readEml } from './read-eml.ts'
import { htmlOfRtf, unpackRtf } from './rtf-body.ts'
import { openSigned } from './signed-content.ts'
import { transportHeader } from './transport-headers.ts'

/** An Outlook message ([MS-OXMSG]). Its attachments are unpacked one by one, when asked for. Error: `document-damaged`. */
export function readMsg(bytes: Uint8Array): MailMessage {
  const msg = openMsg(bytes)
  const { data } = msg
  const transport = data.headers ?? ''
  const own = bodyOf(data)
  const message: MailMessage = {
    subject: data.subject ?? '', date: dateOf(data), fields: fieldsOf(data), bodies: [own], reports: [],
    attachments: data.attachments.map((attachment, index) => describe(attachment, own.html ?? '', () => msg.attachment(index))),
    thread: threadOf(transportHeader(transport, 'references'), transportHeader(transport, 'in-reply-to'), data.messageId ?? transportHeader(transport, 'message-id')),
    encrypted: data.attachments.some(({ attachMimeTag, fileName }) => attachMimeTag === 'application/pgp-encrypted' || /\.pgp-encrypted$/i.test(fileName ?? '')),
  }
  return /\.SMIME\b/i.test(data.messageClass ?? '') ? openSealed(message, msg) : message
}

/** A signed or encrypted message has one attachment: the message as it was sent, its attachments in it. */
function openSealed(message: MailMessage, { data, attachment }: OpenMsg): MailMessage {
  const clear = /\.MultipartSigned\b/i.test(data.messageClass ?? '')
  if (data.attachments.length === 0) return { ...message, encrypted: !clear }
  const source = attachment(0)
  const opened = clear ? { content: source } : openSigned(source)
  if (opened === 'encrypted') return { ...message, encrypted: true, attachments: [] }
  const inner = readEml(opened?.content ?? source)
  const nothing = inner.bodies.length === 0 && inner.attachments.length === 0
  if (nothing || (opened === null && !inner.encrypted)) return { ...message, encrypted: opened === null }
  return { ...message, bodies: [...message.bodies, ...inner.bodies.map((body) => ({ ...body, spare: true }))], attachments: inner.attachments, encrypted: inner.encrypted }
}

function bodyOf(data: MsgFields): MailBody {
  const rtf = data.compressedRtf === undefined ? '' : unpackRtf(data.compressedRtf)
  const page = data.internetCodepage ?? data.messageCodepage
  const html = data.bodyHtml ?? (data.html === undefined ? htmlOfRtf(rtf) : charsetText(data.html, htmlCharset(data.html) ?? (page === undefined ? undefined : encodingOfPage(page))))
  return { text: data.body ?? null, html, ...(rtf === '' ? {} : { rtf: Buffer.from(rtf, 'latin1') }) }
}

function dateOf(data: MsgFields): string {
  return transportHeader(data.headers ?? '', 'date') || data.clientSubmitTime || data.messageDeliveryTime || data.creationTime || ''
}

function fieldsOf(data: MsgFields): [string, string][] {
  const header = (name: string): string => tidyPeople(decodeHeader(transportHeader(data.headers ?? '', name)))
  const listed = (kind: 'to' | 'cc' | 'bcc'): string => data.recipients.filter(({ recipType }) => recipType === kind).map((person) => mailbox(person.name, person.smtpAddress ?? person.email)).filter((text) => text !== '').join(', ')
  const date = dateOf(data)
  const received = data.messageDeliveryTime ?? ''
  return [
    // Headers as they were sent name people more fully than Outlook's own list, which may hold addresses of Exchange alone.
    ['From', header('from') || sender(data)], ['To', header('to') || listed('to')], ['Cc', header('cc') || listed('cc')], ['Bcc', listed('bcc')], ['Reply-To', header('reply-to')],
    ['Date', date], ['Received', received === date ? '' : received], ['Subject', data.subject ?? ''], ['Message-ID', idField(data.messageId ?? transportHeader(data.headers ?? '', 'message-id'))],
    ...itemFields(data),
  ]
}

function sender(data: MsgFields): string {
  const address = data.senderSmtpAddress ?? data.sentRepresentingSmtpAddress ?? data.creatorSMTPAddress
  return mailbox(data.senderName, address ?? data.senderEmail)
}

/** Exchange's own addresses ("/O=ORG/OU=…") tell a reader nothing. */
function mailbox(name = '', address = ''): string {
  const shown = address.startsWith('/') ? '' : canonicalLine(address)
  const called = canonicalLine(name)
  if (called === '' || called === shown) return shown
  return shown === '' ? called : `${called} <${shown}>`
}

function describe(attachment: MsgAttachment, html: string, bytes: () => Uint8Array): MailAttachment {
  const inner = attachment.innerMsgContent === true
  const own = canonicalLine(attachment.fileName ?? attachment.name ?? attachment.fileNameShort ?? '')
  const mediaType = (attachment.attachMimeTag ?? '').toLowerCase()
  const id = attachment.pidContentId?.replace(/^<|>$/g, '') ?? ''
  const picture = mediaType.startsWith('image/') || /\.(?:png|jpe?g|gif|bmp)$/i.test(own)
  return {
    name: inner ? `${own === '' ? 'message' : own.replace(/\.msg$/i, '')}.msg` : attachmentName(own, mediaType), mediaType,
    inline: picture && id !== '' && html.includes(`cid:${id}`), bytes,
  }
}
