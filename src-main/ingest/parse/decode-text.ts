import { analyse } from 'chardet'

export interface DecodedText {
  readonly text: string
  /** Name of the encoding, as TextDecoder knows it. */
  readonly encoding: string
  /** True where the bytes say so (a byte-order mark, valid UTF-8, a declared charset); false for a statistical guess. */
  readonly certain: boolean
  /** Characters that the encoding could not make sense of (U+FFFD in the text). */
  readonly replaced: number
}

/**
 * Decodes a text file: byte-order mark, then strict UTF-8, then UTF-16 without a mark, then `declared` (of an HTML meta
 * element, say), then what the bytes look like. Never silently wrong: a guess is marked as one.
 */
export function decodeText(bytes: Uint8Array, declared?: string): DecodedText {
  const marked = byteOrderMark(bytes)
  if (marked !== null) return decodeAs(bytes, marked, true)
  const utf8 = tryStrict(bytes, 'utf-8')
  if (utf8 !== null && !looksLikeUtf16(bytes)) return { text: utf8, encoding: 'utf-8', certain: true, replaced: 0 }
  const wide = looksLikeUtf16(bytes)
  if (wide !== null) return decodeAs(bytes, wide, false)
  if (declared !== undefined && isKnownEncoding(declared)) return decodeAs(bytes, declared, true)
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
  const text = new TextDecoder(encoding).decode(bytes)
  return { text, encoding, certain, replaced: text.length - text.replaceAll('\uFFFD', '').length }
}

/** Latin text in UTF-16 has a zero in every second byte; no other text encoding has many. */
function looksLikeUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const sample = bytes.subarray(0, 4_096)
  if (sample.length < 4 || bytes.length % 2 !== 0) return null
  let even = 0
  let odd = 0
  for (let i = 0; i + 1 < sample.length; i += 2) {
    if (sample[i] === 0) even++
    if (sample[i + 1] === 0) odd++
  }
  const pairs = sample.length / 2
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le'
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be'
  return null
}

function isKnownEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== 'replacement'
  } catch {
    return false
  }
}

/**
 * Mostly valid UTF-8 with a few bad bytes stays UTF-8 (with replacement characters that the caller warns of); otherwise
 * chardet's best guess that reads without gaps; windows-1252, which maps every byte, as the last resort.
 */
function guessEncoding(bytes: Uint8Array): string {
  const sample = bytes.subarray(0, 256_000)
  const lenient = new TextDecoder('utf-8').decode(sample)
  const bad = lenient.length - lenient.replaceAll('\uFFFD', '').length
  const beyondAscii = lenient.length - lenient.replace(/[^\u0000-\u007F]/g, '').length
  if (bad * 4 < beyondAscii) return 'utf-8'
  const readable = analyse(sample).flatMap(({ name }) => {
    const label = encodingLabel(name)
    const text = label === null ? null : tryStrict(sample, label)
    return label === null || text === null ? [] : [{ label, letters: letterShare(text) }]
  })
  const best = readable[0]
  if (best === undefined) return 'windows-1252'
  // Short East Asian text looks like a Western encoding to chardet, but then it is full of stray signs.
  const eastAsian = readable.find(({ label, letters }) => /^(?:shift_jis|euc-|big5|gb)/.test(label) && letters > 0.95)
  return best.letters < 0.8 && eastAsian !== undefined ? eastAsian.label : best.label
}

/** Of the characters beyond ASCII, the share that are letters: near 1 for text in its own encoding. */
function letterShare(text: string): number {
  const beyond = text.match(/[^\u0000-\u007F]/gu) ?? []
  return beyond.length === 0 ? 1 : beyond.filter((character) => /\p{L}/u.test(character)).length / beyond.length
}

/** chardet's name as TextDecoder's label; the ISO Latin names mean their Windows supersets, as in the Encoding standard. */
function encodingLabel(name: string): string | null {
  if (/^(ascii|utf-8|iso-2022|utf-16|utf-32|mutf)/i.test(name)) return null
  return isKnownEncoding(name) ? new TextDecoder(name).encoding : null
}
