import { foldWord } from '../normalise/fold.ts'
import { escapes } from '../normalise/unescape.ts'
import type { WantedValues } from './wanted-values.ts'

/** No shorter value is looked for without word boundaries. */
const lettersLength = 8
const digitsLength = 6

/** Whether a long look for disguised values can find anything in a text whose plain mentions are walled off by U+0000. Cheap, and may only err on the side of yes. */
export function mayBeDisguised(text: string, wanted: WantedValues): boolean {
  if (wanted.compact.size === 0 && wanted.digits.size === 0 && wanted.words.size === 0) return false
  // `search` and `matchAll` leave these shared patterns as they are: a `test` that succeeds would let the next user begin in the middle.
  if (/[\\%=&]/.test(text) && text.search(escapes) >= 0) return true
  if (looksEncoded(text)) return true
  const starts = new Map<string, string[]>()
  /** The first two characters together: told apart without cutting a piece out of the text. */
  const firsts = new Set<number>()
  const add = (value: string): void => {
    const start = value.slice(0, /^\d/.test(value) ? digitsLength : lettersLength)
    starts.set(start, [...(starts.get(start) ?? []), value])
    firsts.add(value.charCodeAt(0) * 65_536 + value.charCodeAt(1))
  }
  for (const value of wanted.compact.keys()) {
    add(value)
    add([...value].reverse().join(''))
  }
  for (const value of wanted.digits.keys()) add(value)
  if (starts.size === 0) return false
  // A word that touches a mask stands alone once the mask is there.
  if (/\u0000[\p{L}\p{N}\u200b-\u200f]|[\p{L}\p{N}\u200b-\u200f]\u0000/u.test(text)) return true
  const rest = foldWord(text).replaceAll(/[^\p{L}\p{N}\u0000]+/gu, '')
  for (let i = 0; i + digitsLength <= rest.length; i += 1) {
    const code = rest.charCodeAt(i)
    if (!firsts.has(code * 65_536 + rest.charCodeAt(i + 1))) continue
    const values = starts.get(rest.slice(i, i + (code >= 48 && code <= 57 ? digitsLength : lettersLength)))
    if (values?.some((value) => rest.startsWith(value, i))) return true
  }
  return false
}

/** Base64 and hexadecimal mix cases and digits as words do not. */
export const encodedRun = /(?<![A-Za-z\d+/_-])[A-Za-z\d+/_-]{8,}={0,2}/g
export const mixesCases = (run: string): boolean => run.split(/[-_/+]/).some((piece) => (piece.length >= 5 && /\d/.test(piece) && /[A-Za-z]/.test(piece)) || /[a-z][A-Z]/.test(piece) || /^\d{12,}$/.test(piece))

function looksEncoded(text: string): boolean {
  for (const match of text.matchAll(encodedRun)) if (mixesCases(match[0])) return true
  return false
}
