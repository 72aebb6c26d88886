import { AppError } from '../../../support/errors.ts'

/** Real documents nest a few dozen groups. */
const maxDepth = 1_000

/** What an RTF file is made of (Rich Text Format 1.9.1, "Syntax"). */
export interface RtfTokens {
  open(): void
  close(): void
  /** `\wordN`; null without a number. */
  word(name: string, value: number | null): void
  /** `\` and a sign that is no letter. */
  symbol(sign: string): void
  /** A byte of text, as it stands or written `\'hh`. */
  byte(value: number): void
}

/**
 * Reads a file token by token, without recursion and without looking back. True when its outermost group is closed: what
 * follows it is not part of the document. Error: `document-too-deep`.
 */
export function readTokens(bytes: Uint8Array, tokens: RtfTokens): boolean {
  let depth = 0
  for (let at = 0; at < bytes.length;) {
    const byte = bytes[at++] ?? 0
    if (byte === 0x7b) {
      if (++depth > maxDepth) throw new AppError('document-too-deep', { limit: maxDepth })
      tokens.open()
    } else if (byte === 0x7d) {
      if (depth > 0) tokens.close()
      if (--depth <= 0) return true
    } else if (byte === 0x5c) at = readControl(bytes, at, tokens)
    else if (byte !== 0x0d && byte !== 0x0a && byte !== 0) tokens.byte(byte)
  }
  return false
}

/** Reads what follows a backslash; gives back where the next token begins. */
function readControl(bytes: Uint8Array, start: number, tokens: RtfTokens): number {
  let at = start
  while (at < bytes.length && at - start < 64 && isLetter(bytes[at] ?? 0)) at++
  if (at === start) return readSymbol(bytes, start, tokens)
  const name = String.fromCharCode(...bytes.subarray(start, at))
  const signAt = at
  if (bytes[at] === 0x2d) at++
  const digitsAt = at
  while (at - digitsAt < 10 && isDigit(bytes[at] ?? 0)) at++
  const value = at === digitsAt ? null : Number(String.fromCharCode(...bytes.subarray(signAt, at)))
  if (value === null) at = signAt
  if (bytes[at] === 0x20) at++
  // Bytes of any kind follow, braces and backslashes among them.
  if (name === 'bin') return at + Math.max(0, value ?? 0)
  tokens.word(name, value)
  return at
}

function readSymbol(bytes: Uint8Array, at: number, tokens: RtfTokens): number {
  const sign = bytes[at] ?? 0x20
  if (sign !== 0x27) {
    tokens.symbol(String.fromCharCode(sign))
    return at + 1
  }
  const value = Number.parseInt(String.fromCharCode(...bytes.subarray(at + 1, at + 3)), 16)
  if (Number.isNaN(value)) return at + 1
  tokens.byte(value)
  return at + 3
}

function isLetter(byte: number): boolean {
  return (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a)
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39
}
