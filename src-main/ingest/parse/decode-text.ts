import { decodeDosPage, isDosPage } from './dos-pages.ts'
import { guessEncoding } from './guess-encoding.ts'
import { wideOrder } from './wide-order.ts'

export interface DecodedText {
  readonly text: string
  /** Name of the encoding, as TextDecoder knows it, or of a code page of DOS. */
  readonly encoding: string
  /** True where the bytes say so (a byte-order mark, valid UTF-8, a declared charset); false for a statistical guess. */
  readonly certain: boolean
  /** Characters that the encoding could not make sense of (U+FFFD in the text). */
  readonly replaced: number
}

/**
 * Decodes a text file: byte-order mark, then strict UTF-8, then UTF-16 and UTF-32 without a mark, then `declared` (of an HTML meta
 * element, say), then what the bytes look like. Never silently wrong: a guess is marked as one.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const quads = utf32Order(bytes)
  if (quads !== null) return decodeUtf32(bytes, quads)
  const marked = byteOrderMark(bytes)
  if (marked !== null) return decodeAs(bytes, marked, true)
  if (switchesJapanese(bytes)) return decodeAs(bytes, 'iso-2022-jp', true)
  const utf8 = tryStrict(bytes, 'utf-8')
  const wide = utf8 !== null && !utf8.includes('\0') ? null : wideOrder(bytes)
  if (utf8 !== null && wide === null) return { text: utf8, encoding: 'utf-8', certain: true, replaced: 0 }
  if (wide !== null) return decodeAs(bytes, wide, false)
  if (declared !== undefined && helps(declared)) return decodeAs(bytes, declared, true)
  return decodeAs(bytes, guessEncoding(bytes), false)
}

/** What to tell the user about a decoding that may be wrong; null when it can be relied on. */
export function decodingWarning(decoded: DecodedText): string | null {
  if (decoded.replaced > 0) return `${decoded.replaced} characters could not be decoded (read as ${decoded.encoding}).`
  return decoded.certain ? null : `The file does not say how its text is encoded; it was read as ${decoded.encoding}.`
}

function byteOrderMark(bytes: Uint8Array): string | null {
  const [a, b, c] = bytes
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xff && b === 0xfe) return 'utf-16le'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return null
}

function tryStrict(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function decodeAs(bytes: Uint8Array, encoding: string, certain: boolean): DecodedText {
  const text = isDosPage(encoding) ? decodeDosPage(bytes, encoding) : new TextDecoder(encoding).decode(bytes)
  return { text, encoding, certain, replaced: text.length - text.replaceAll('\uFFFD', '').length }
}

/** Characters of text lie in these planes; beyond them a tab or line feed of UTF-16 would pass for one. */
const maxPlane = 3

/** Text in UTF-32 has two zeros in every four bytes, in the same places; TextDecoder does not know it. */
function utf32Order(bytes: Uint8Array): 'utf-32le' | 'utf-32be' | null {
  if (bytes.length < 8 || bytes.length % 4 !== 0) return null
  let little = 0
  let big = 0
  const quads = Math.min(1_024, bytes.length / 4)
  for (let i = 0; i < quads * 4; i += 4) {
    if (bytes[i + 3] === 0 && (bytes[i + 2] ?? 255) <= maxPlane) little++
    if (bytes[i] === 0 && (bytes[i + 1] ?? 255) <= maxPlane) big++
  }
  // Two of UTF-16's letters before a zero would need a zero character after each other letter.
  return little === quads ? 'utf-32le' : big === quads ? 'utf-32be' : null
}

function decodeUtf32(bytes: Uint8Array, encoding: 'utf-32le' | 'utf-32be'): DecodedText {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts: string[] = []
  let replaced = 0
  for (let at = 0; at < bytes.length; at += 4) {
    const code = view.getUint32(at, encoding === 'utf-32le')
    const valid = code <= 0x10_ffff && (code < 0xd800 || code > 0xdfff)
    if (!valid) replaced++
    if (code !== 0xfeff || at > 0) parts.push(valid ? String.fromCodePoint(code) : '\uFFFD')
  }
  return { text: parts.join(''), encoding, certain: true, replaced }
}

/** ISO-2022-JP, as in old Japanese mail, is seven-bit and would pass for ASCII: it switches to its signs by an escape sequence. */
function switchesJapanese(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 65_536)).toString('latin1')
  return /\x1b\$[@B]/.test(head) && /\x1b\([BJ]/.test(head)
}

/** Whether a declared encoding is to be followed where strict UTF-8 has failed: UTF-8 then was a template's word, not the writer's. */
function helps(label: string): boolean {
  if (isDosPage(label)) return true
  try {
    const { encoding } = new TextDecoder(label)
    return encoding !== 'replacement' && encoding !== 'utf-8'
  } catch {
    return false
  }
}
