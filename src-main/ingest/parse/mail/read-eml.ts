import { posix } from 'node:path'
import { canonicalLine } from '../canonical-text.ts'
import { htmlCharset } from '../html-charset.ts'
import { charsetText } from './charset-text.ts'
import { idField, attachmentName, threadOf, type MailAttachment, type MailBody, type MailMessage } from './mail-message.ts'
import { mailSource } from './mail-source.ts'
import { readHead, type MimeHead } from './mime-head.ts'
import { parseMime, type MimePart } from './mime-part.ts'
import { readTnef } from './read-tnef.ts'
import { openSigned } from './signed-content.ts'
import { takeUuFiles } from './transfer-encoding.ts'
import { unflow } from './unflow.ts'

/** A message of RFC 5322 and MIME. Messages inside it are attachments. Errors: `document-too-deep`, `document-too-many-parts`. */
export function readEml(bytes: Uint8Array): MailMessage {
  const root = parseMime(mailSource(bytes))
  const { head } = root
  const found = collect(root)
  const html = found.bodies.map((body) => body.html ?? '').join('')
  return {
    subject: head.text('subject'), date: head.text('date'), fields: fieldsOf(head), bodies: found.bodies, reports: found.reports, encrypted: found.encrypted,
    attachments: found.attachments.map(({ id, ...attachment }) => ({ ...attachment, inline: id !== '' && attachment.mediaType.startsWith('image/') && html.includes(`cid:${id}`) })),
    thread: threadOf(head.raw('references'), head.raw('in-reply-to'), head.raw('message-id')),
  }
}

function fieldsOf(head: MimeHead): [string, string][] {
  const sender = head.people('sender')
  // The server that took the message last wrote first, and when it did so stands at the end.
  const received = head.raw('received').split(';').at(-1)?.trim() ?? ''
  return [
    ['From', head.people('from')], ['Sender', sender === head.people('from') ? '' : sender], ['To', head.people('to') || head.people('apparently-to')], ['Cc', head.people('cc')], ['Bcc', head.people('bcc')],
    ['Reply-To', head.people('reply-to')], ['Resent-From', head.people('resent-from')], ['Resent-To', head.people('resent-to')],
    ['Date', head.text('date')], ['Received', /\d{4}/.test(received) ? received : ''], ['Subject', head.text('subject')], ['Message-ID', idField(head.text('message-id'))],
  ]
}

interface Found {
  bodies: MailBody[]
  reports: string[]
  attachments: (MailAttachment & { readonly id: string })[]
  encrypted: boolean
}

const signatures = new Set(['application/pkcs7-signature', 'application/x-pkcs7-signature', 'application/pgp-signature'])
/** Parts of delivery and disposition reports (RFC 3462, 3464, 8098, 5965), which are the message for its reader. */
const reportTypes = new Set(['message/delivery-status', 'message/disposition-notification', 'message/feedback-report', 'message/global-delivery-status', 'text/rfc822-headers'])
const sealed = /^application\/(?:x-)?pkcs7-mime$/

function collect(root: MimePart): Found {
  const found: Found = { bodies: [], reports: [], attachments: [], encrypted: false }
  add(root, found)
  return found
}

function add(part: MimePart, found: Found): void {
  if (part.type === 'multipart/encrypted') found.encrypted = true
  else if (part.type === 'multipart/alternative') addAlternative(part, found)
  else if (part.parts.length > 0) for (const inner of part.parts) add(inner, found)
  else addLeaf(part, found)
}

/** One text in several forms. What else lies in it, such as an invitation or a picture that its HTML shows, is attached. */
function addAlternative(part: MimePart, found: Found): void {
  const texts: string[] = []
  const htmls: string[] = []
  for (const inner of part.parts.map(collect)) {
    found.attachments.push(...inner.attachments)
    found.reports.push(...inner.reports)
    if (inner.encrypted) found.encrypted = true
    const isHtml = inner.bodies.some(({ html }) => html !== null)
    if (isHtml) htmls.push(...inner.bodies.map(({ text, html }) => html ?? `<pre>${(text ?? '').replace(/&/g, '&amp;').replace(/</g, '&lt;')}</pre>`))
    else texts.push(...inner.bodies.flatMap(({ text }) => text ?? []))
  }
  if (texts.length + htmls.length > 0) found.bodies.push({ text: texts.length > 0 ? texts.join('\n\n') : null, html: htmls.length > 0 ? htmls.join('\n') : null })
}

function addLeaf(part: MimePart, found: Found): void {
  const name = nameOf(part)
  if (signatures.has(part.type)) return
  if (reportTypes.has(part.type)) found.reports.push(charsetText(part.content(), part.charset))
  else if (isText(part, name, found)) addText(part, found)
  else if ((sealed.test(part.type) || /^smime\.p7m$/i.test(name)) && addSealed(part, found)) return
  else if (part.type === 'application/ms-tnef' || /^winmail\.dat$/i.test(name)) addTnef(part, name, found)
  else {
    const shown = name === '' && part.type === 'message/rfc822' ? readHead(part.content()).head.text('subject').slice(0, 120) : name
    found.attachments.push({ name: attachmentName(shown, part.type), mediaType: part.type, inline: false, id: part.head.raw('content-id').trim().replace(/^<|>$/g, ''), bytes: part.content })
  }
}

/** Whether a reader sees the part as text; one with a name counts as a file, unless the message has no other text before it. */
function isText({ type, head }: MimePart, name: string, found: Found): boolean {
  if (!['text/plain', 'text/html', 'text/enriched', 'text/x-amp-html', 'text/watch-html', 'application/xhtml+xml'].includes(type)) return false
  if (/^\s*attachment/i.test(head.raw('content-disposition'))) return false
  return name === '' || found.bodies.length === 0
}

function addText(part: MimePart, found: Found): void {
  const bytes = part.content()
  if (part.type === 'text/x-amp-html' || part.type === 'text/watch-html') return
  if (part.type !== 'text/plain') {
    found.bodies.push({ text: null, html: charsetText(bytes, part.charset ?? htmlCharset(bytes)) })
    return
  }
  const source = charsetText(bytes, part.charset)
  // Old programs send web pages without saying that they are.
  if (/^\s*<(?:!doctype html|html)[\s>]/i.test(source)) {
    found.bodies.push({ text: null, html: source })
    return
  }
  const { text, files } = takeUuFiles(source)
  for (const file of files) found.attachments.push({ name: attachmentName(canonicalLine(file.name), ''), mediaType: '', inline: false, id: '', bytes: () => file.bytes })
  if (/^-----BEGIN PGP MESSAGE-----/m.test(text)) found.encrypted = true
  found.bodies.push({ text: unflow(text, part.head.parameters('content-type')), html: null })
}

/** A message signed in the way that hides it in the signature (RFC 8551 3.5.3) is opened; false where nothing can be. */
function addSealed(part: MimePart, found: Found): boolean {
  const opened = openSigned(part.content())
  const stated = part.head.parameters('content-type').get('smime-type')?.toLowerCase() ?? ''
  if (opened === 'encrypted' || (opened === null && sealed.test(part.type) && stated !== 'signed-data' && stated !== 'certs-only')) found.encrypted = true
  else if (opened === null) return stated === 'certs-only'
  else add(parseMime(opened.content), found)
  return true
}

function addTnef(part: MimePart, name: string, found: Found): void {
  const message = readTnef(part.content())
  if (message === null) {
    found.attachments.push({ name: name === '' ? 'winmail.dat' : name, mediaType: 'application/ms-tnef', inline: false, id: '', bytes: part.content })
    return
  }
  found.bodies.push(...message.bodies.map((body) => ({ ...body, spare: true })))
  found.attachments.push(...message.attachments.map((attachment) => ({ ...attachment, id: '' })))
}

function nameOf({ head }: MimePart): string {
  const stated = head.parameters('content-disposition').get('filename') ?? head.parameters('content-type').get('name') ?? head.text('content-description')
  if (canonicalLine(stated) !== '') return canonicalLine(stated)
  const location = head.text('content-location')
  return /^[^?#]*\.[a-z0-9]{1,5}$/i.test(location) ? canonicalLine(posix.basename(location)) : ''
}
