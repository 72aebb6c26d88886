import { foldWord } from '../normalise/fold.ts'
import { escapes } from '../normalise/unescape.ts'
import type { WantedValues } from './wanted-values.ts'

const pieceLength = 6

/** Whether a long look for disguised values can find anything in a text whose plain mentions are already known (`covered`). Cheap, and may only err on the side of yes. */
export function mayBeDisguised(text: string, covered: readonly { readonly start: number; readonly end: number }[], wanted: WantedValues): boolean {
  // `search` and `matchAll` leave these shared patterns as they are: a `test` that succeeds would let the next user begin in the middle.
  if (/[\\%=&]/.test(text) && text.search(escapes) >= 0) return true
  if (looksEncoded(text)) return true
  const starts = new Set<string>()
  for (const value of [...wanted.compact.keys(), ...wanted.digits.keys()]) starts.add(value.slice(0, pieceLength)).add([...value].reverse().join('').slice(0, pieceLength))
  if (starts.size === 0) return false
  const pieces: string[] = []
  let at = 0
  for (const { start, end } of covered) {
    pieces.push(text.slice(at, start))
    at = Math.max(at, end)
  }
  pieces.push(text.slice(at))
  // A word that touches a mask stands alone once the mask is there.
  if (pieces.some((piece, index) => (index > 0 && /^[\p{L}\p{N}\u200b-\u200f]/u.test(piece)) || (index < pieces.length - 1 && /[\p{L}\p{N}\u200b-\u200f]$/u.test(piece)))) return true
  const rest = foldWord(pieces.join('\u0000')).replaceAll(/[^\p{L}\p{N}\u0000]+/gu, '')
  for (let i = 0; i + pieceLength <= rest.length; i += 1) if (starts.has(rest.slice(i, i + pieceLength))) return true
  return false
}

/** Base64 and hexadecimal mix cases and digits as words do not. */
export const encodedRun = /(?<![A-Za-z\d+/_-])[A-Za-z\d+/_-]{8,}={0,2}/g
export const mixesCases = (run: string): boolean => /\d/.test(run) ? /[A-Za-z]/.test(run) || run.length >= 12 : /[a-z]/.test(run.slice(1)) && /[A-Z]/.test(run.slice(1))

function looksEncoded(text: string): boolean {
  for (const match of text.matchAll(encodedRun)) if (mixesCases(match[0])) return true
  return false
}
