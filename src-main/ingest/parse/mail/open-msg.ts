import * as library from '@kenjiuno/msgreader'
import type { FieldsData } from '@kenjiuno/msgreader'
import { AppError } from '../../../support/errors.ts'
import { guessEncoding } from '../guess-encoding.ts'
import { assertSoundOle } from '../sniff/ole-soundness.ts'
import { encodingOfPage } from './charset-text.ts'
import { msgFieldsSchema, type MsgFields } from './msg-fields.ts'

interface Reader { parserConfig?: { readonly ansiEncoding: string }; getFileData(): FieldsData; getAttachment(attachment: FieldsData): { readonly content: Uint8Array } }
type MsgReaderClass = new (file: DataView) => Reader

// The package is CommonJS: depending on who loads it, its class is the default export or a property of that.
const isClass = (value: unknown): value is MsgReaderClass => typeof value === 'function'
const exported: unknown = library.default
const MsgReader = [exported, typeof exported === 'object' && exported !== null && 'default' in exported ? exported.default : null].find(isClass)

export interface OpenMsg {
  readonly data: MsgFields
  /** The content of an attachment by its place in {@link MsgFields.attachments}. Error: `document-damaged`. */
  readonly attachment: (index: number) => Uint8Array
}

/** Takes an Outlook message ([MS-OXMSG]) apart, its eight-bit texts in the code page that they are in. Error: `document-damaged`. */
export function openMsg(bytes: Uint8Array): OpenMsg {
  assertSoundOle(bytes)
  if (MsgReader === undefined) throw new Error('the reader of Outlook messages lacks its class')
  let reader = new MsgReader(new DataView(bytes.slice().buffer))
  let raw = guarded(() => reader.getFileData())
  const encoding = eightBitEncoding(msgFieldsSchema.parse(raw))
  if (encoding !== null) {
    // What a reader has read once it does not read again.
    reader = new MsgReader(new DataView(bytes.slice().buffer))
    reader.parserConfig = { ansiEncoding: encoding }
    raw = guarded(() => reader.getFileData())
  }
  const last = reader
  const data = msgFieldsSchema.parse(raw)
  if (data.error !== undefined) throw new AppError('document-damaged')
  return {
    data,
    attachment(index) {
      const whole = raw.attachments?.[index]
      return whole === undefined ? new Uint8Array() : guarded(() => last.getAttachment(whole).content)
    },
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

/**
 * How a message that is not in Unicode is written; null where that makes no difference. The message names a code page, which
 * is often the one of a machine that it passed through: the texts decide where they are no text in that one.
 */
function eightBitEncoding(data: MsgFields): string | null {
  // As the library reads them at first, eight-bit texts have one character for each byte.
  const texts = [data.subject, data.senderName, data.body, ...data.recipients.map(({ name }) => name), ...data.attachments.map(({ fileName }) => fileName)]
  const sample = Buffer.from(texts.filter((text) => text !== undefined && /[\u0080-\u00ff]/.test(text) && !/[^\u0000-\u00ff]/.test(text)).join('\n').slice(0, 100_000), 'latin1')
  if (sample.length === 0) return null
  const page = data.messageCodepage ?? data.internetCodepage
  if (page !== undefined && page !== 1_252 && page !== 20_127 && page !== 28_591 && fits(sample, encodingOfPage(page))) return encodingOfPage(page)
  return fits(sample, 'utf-8') ? 'utf-8' : guessEncoding(sample)
}

function fits(sample: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    return false
  }
}
