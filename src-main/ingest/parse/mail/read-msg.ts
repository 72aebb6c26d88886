import * as library from '@kenjiuno/msgreader'
import type { FieldsData } from '@kenjiuno/msgreader'
import { decodeWords } from 'postal-mime'
import { AppError } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import { decodeText } from '../decode-text.ts'
import { assertSoundOle } from '../sniff/ole-soundness.ts'
import { attachmentName, threadOf, type MailAttachment, type MailMessage } from './mail-message.ts'
import { msgFieldsSchema, type MsgAttachment, type MsgFields } from './msg-fields.ts'
import { htmlOfRtf, unpackRtf } from './rtf-body.ts'
import { transportHeader } from './transport-headers.ts'

type MsgReaderClass = new (file: DataView) => { getFileData(): FieldsData; getAttachment(attachment: FieldsData): { readonly content: Uint8Array } }

// The package is CommonJS: depending on who loads it, its class is the default export or a property of that.
const isClass = (value: unknown): value is MsgReaderClass => typeof value === 'function'
const exported: unknown = library.default
const MsgReader = [exported, typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : null].find(isClass)

/** An Outlook message ([MS-OXMSG]). Its attachments are unpacked one by one, when asked for. Error: `document-damaged`. */
export function readMsg(bytes: Uint8Array): MailMessage {
  assertSoundOle(bytes)
  if (MsgReader === undefined) throw new Error('the reader of Outlook messages lacks its class')
  const reader = new MsgReader(new DataView(bytes.slice().buffer))
  const raw = guarded(() => reader.getFileData())
  const data = msgFieldsSchema.parse(raw)
  if (data.error !== undefined) throw new AppError('document-damaged')
  const transport = data.headers ?? ''
  const rtf = data.compressedRtf === undefined ? '' : unpackRtf(data.compressedRtf)
  const html = data.bodyHtml ?? (data.html === undefined ? htmlOfRtf(rtf) : decodeText(data.html, codePage(data.internetCodepage)).text)
  const date = transportHeader(transport, 'date') || data.clientSubmitTime || data.messageDeliveryTime || data.creationTime || ''
  const listed = (kind: 'to' | 'cc' | 'bcc'): string => data.recipients.filter(({ recipType }) => recipType === kind).map((person) => mailbox(person.name, person.smtpAddress ?? person.email)).filter((text) => text !== '').join(', ')
  const fields: [string, string][] = [
    // Headers as they were sent name people more fully than Outlook's own list, which may hold addresses of Exchange alone.
    ['From', decodeWords(transportHeader(transport, 'from')) || sender(data)], ['To', decodeWords(transportHeader(transport, 'to')) || listed('to')], ['Cc', decodeWords(transportHeader(transport, 'cc')) || listed('cc')], ['Bcc', listed('bcc')], ['Date', date], ['Subject', data.subject ?? ''],
    ['Start', data.apptStartWhole ?? ''], ['End', data.apptEndWhole ?? ''], ['Location', data.apptLocation ?? ''],
  ]
  return {
    subject: data.subject ?? '', date, fields, text: data.body ?? null, html, reports: [],
    attachments: data.attachments.map((attachment, index) => describe(attachment, html ?? '', () => {
      const whole = raw.attachments?.[index]
      return whole === undefined ? new Uint8Array() : guarded(() => reader.getAttachment(whole).content)
    })),
    thread: threadOf(transportHeader(transport, 'references'), transportHeader(transport, 'in-reply-to'), data.messageId ?? transportHeader(transport, 'message-id')),
    encrypted: /^IPM\.Note\.SMIME(?!\.MultipartSigned)/i.test(data.messageClass ?? ''),
  }
}

/** The library throws what it stumbles over in a damaged file. */
function guarded<T>(read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new AppError('document-damaged', {}, { cause: error })
  }
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

function codePage(number: number | undefined): string | undefined {
  if (number === undefined) return undefined
  if (number === 65_001) return 'utf-8'
  return { 932: 'shift_jis', 936: 'gbk', 949: 'euc-kr', 950: 'big5', 20_127: 'us-ascii', 20_866: 'koi8-r', 50_220: 'iso-2022-jp', 51_932: 'euc-jp' }[number]
    ?? (number >= 28_591 && number <= 28_605 ? `iso-8859-${number - 28_590}` : `windows-${number}`)
}
