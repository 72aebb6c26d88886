import { canonicalLine } from '../canonical-text.ts'
import { charsetText, encodingOfPage } from './charset-text.ts'
import { attachmentName, type MailAttachment, type MailBody, type MailMessage } from './mail-message.ts'
import { mapiText, mapiTime, readMapiProperties, type MapiProperty } from './mapi-properties.ts'
import { htmlOfRtf, unpackRtf } from './rtf-body.ts'

const signature = 0x223e9f78
/** Attributes by the low half of their id ([MS-OXTNEF] 2.1.3.2). */
const attributes = { subject: 0x8004, body: 0x800c, message: 0x9003, codePage: 0x9007, begin: 0x9002, title: 0x8010, data: 0x800f, properties: 0x9005 } as const
/** Properties of a message and of what is attached to it ([MS-OXPROPS]). */
const tags = { subject: 0x0037, sent: 0x0039, sender: 0x0c1a, senderAddress: 0x5d01, to: 0x0e04, cc: 0x0e03, bcc: 0x0e02, text: 0x1000, html: 0x1013, rtf: 0x1009, data: 0x3701, name: 0x3707, shortName: 0x3704, display: 0x3001, type: 0x370e } as const

/** True for a winmail.dat. */
const isTnef = (bytes: Uint8Array): boolean => bytes.length >= 6 && new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true) === signature

/**
 * The message in a winmail.dat, which Outlook sends where it takes the receiver for another Outlook ([MS-OXTNEF]), with the
 * files in it; null for anything else. Ends where the data ends, however it was cut.
 */
export function readTnef(bytes: Uint8Array): MailMessage | null {
  if (!isTnef(bytes)) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let encoding = 'windows-1252'
  let properties = new Map<number, MapiProperty>()
  let [subject, text] = ['', '']
  const files: { title: string; data: Uint8Array; properties: Map<number, MapiProperty> }[] = []
  for (let at = 6; at + 9 <= bytes.length;) {
    const id = view.getUint16(at + 1, true)
    const length = view.getUint32(at + 5, true)
    const data = bytes.subarray(at + 9, Math.min(bytes.length, at + 9 + length))
    at += 9 + length + 2
    const file = files.at(-1)
    if (id === attributes.codePage && data.length >= 4) encoding = encodingOfPage(new DataView(data.buffer, data.byteOffset, 4).getUint32(0, true))
    else if (id === attributes.message) properties = readMapiProperties(data)
    else if (id === attributes.subject) subject = textOf(data, encoding)
    else if (id === attributes.body) text = textOf(data, encoding)
    else if (id === attributes.begin) files.push({ title: '', data: new Uint8Array(), properties: new Map() })
    else if (file === undefined) continue
    else if (id === attributes.title) file.title = textOf(data, encoding)
    else if (id === attributes.data) file.data = data
    else if (id === attributes.properties) file.properties = readMapiProperties(data)
  }
  const field = (tag: number): string => mapiText(properties.get(tag), encoding)
  const sender = [field(tags.sender), field(tags.senderAddress)].filter((part) => part !== '')
  subject = field(tags.subject) || subject
  const date = mapiTime(properties.get(tags.sent))
  return {
    subject, date, bodies: bodiesOf(properties, text, encoding), reports: [], thread: null, encrypted: false,
    fields: [['From', sender.length > 1 ? `${sender[0]} <${sender[1]}>` : sender[0] ?? ''], ['To', field(tags.to)], ['Cc', field(tags.cc)], ['Bcc', field(tags.bcc)], ['Date', date], ['Subject', subject]],
    attachments: files.map((file) => attachmentOf(file, encoding)).filter(({ bytes: content }) => content().length > 0),
  }
}

function bodiesOf(properties: ReadonlyMap<number, MapiProperty>, stated: string, encoding: string): MailBody[] {
  const text = mapiText(properties.get(tags.text), encoding) || stated
  const html = properties.get(tags.html)
  const rtf = unpackRtf(properties.get(tags.rtf)?.bytes ?? new Uint8Array())
  const markup = html === undefined ? htmlOfRtf(rtf) : charsetText(html.bytes, undefined)
  if (text.trim() === '' && markup === null && rtf === '') return []
  return [{ text: text === '' ? null : text, html: markup, ...(rtf === '' ? {} : { rtf: Buffer.from(rtf, 'latin1') }) }]
}

function attachmentOf({ title, data, properties }: { readonly title: string; readonly data: Uint8Array; readonly properties: ReadonlyMap<number, MapiProperty> }, encoding: string): MailAttachment {
  const named = mapiText(properties.get(tags.name), encoding) || title || mapiText(properties.get(tags.shortName), encoding) || mapiText(properties.get(tags.display), encoding)
  const object = properties.get(tags.data)
  // A message inside stands behind the id of its interface, as a winmail.dat of its own.
  const inner = object !== undefined && object.type === 0x0d && isTnef(object.bytes.subarray(16)) ? object.bytes.subarray(16) : null
  const mediaType = mapiText(properties.get(tags.type), encoding).toLowerCase()
  const name = canonicalLine(named)
  return { name: inner !== null ? `${name === '' ? 'message' : name}.tnef` : attachmentName(name, mediaType), mediaType, inline: false, bytes: () => inner ?? (data.length > 0 ? data : object?.bytes ?? data) }
}

const textOf = (bytes: Uint8Array, encoding: string): string => charsetText(bytes, encoding).replace(/\0[^]*$/, '')
