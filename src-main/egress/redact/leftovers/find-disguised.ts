import { beginsSentence } from '../alias/tokens.ts'
import { foldWord } from '../normalise/fold.ts'
import { readThrough } from '../normalise/read-through.ts'
import type { VaultEntry } from '../redactor.ts'
import { folded, only, originalOf, replaceIn, unescaped, viewOf } from './view.ts'
import type { View } from './view.ts'
import { encodedRun, mixesCases } from './may-be-disguised.ts'
import type { WantedValues } from './wanted-values.ts'

export interface FoundValue { readonly start: number; readonly end: number; readonly entry: VaultEntry }

const issued = /\\{0,4}\[[A-Z]{2,20}(?:\\{0,4}_[A-Z]{2,20}){0,3}\\{0,4}_\d{1,9}\\{0,4}\]/g

/**
 * Every place in one stretch of text where a wanted value stands in any disguise: escaped, folded, with or without separators, digits only,
 * reversed, in base64 at any alignment, in hexadecimal. Offsets in the text that `offset` counts from.
 */
export function findDisguised(text: string, offset: number, wanted: WantedValues): readonly FoundValue[] {
  // A placeholder becomes a wall that no value can reach across.
  const plain = replaceIn(unescaped(viewOf(text, offset)), issued, () => '\u0000')
  const read = readThroughView(plain)
  const low = folded(read)
  const found: FoundValue[] = [...inWords(read, wanted), ...anywhere(low, wanted)]
  for (const match of text.matchAll(encodedRun)) {
    const entry = mixesCases(match[0]) ? inEncoded(match[0], wanted) : null
    if (entry) found.push({ start: offset + match.index, end: offset + match.index + match[0].length, entry })
  }
  return found
}

function readThroughView(view: View): View {
  const reading = readThrough(view.text)
  if (!reading.changed) return view
  const places = Array.from({ length: reading.text.length }, (_, i) => reading.toOriginal(i, i + 1))
  return { text: reading.text, starts: places.map(({ start }) => view.starts[start] ?? 0), ends: places.map(({ end }) => view.ends[end - 1] ?? 0) }
}

function inWords(view: View, wanted: WantedValues): FoundValue[] {
  if (wanted.words.size === 0) return []
  const found: FoundValue[] = []
  const tokens = [...view.text.matchAll(/[\p{L}\p{M}]+|\p{N}+/gu)].map((match) => ({ start: match.index, end: match.index + match[0].length, written: match[0], folded: foldWord(match[0]) }))
  for (const [position, token] of tokens.entries()) {
    for (const { tokens: expected, entry, ordinary } of wanted.words.get(token.folded) ?? []) {
      const last = tokens[position + expected.length - 1]
      if (!last || !expected.every((word, index) => tokens[position + index]?.folded === word)) continue
      // Three separators between two words are another sentence, not another writing of a name.
      if (expected.some((_, index) => index > 0 && (tokens[position + index]?.start ?? 0) - (tokens[position + index - 1]?.end ?? 0) > 3)) continue
      if (ordinary && !ordinaryMeansIt(view.text, token.start, token.written, entry)) continue
      found.push({ ...originalOf(view, token.start, last.end), entry })
    }
  }
  return found
}

/** May, Content, Bank: a name only as it was written, with a capital, and not where every word has one. */
function ordinaryMeansIt(text: string, start: number, written: string, entry: VaultEntry): boolean {
  return /^\p{Lu}/u.test(written) && !beginsSentence(text, start) && [entry.value, ...entry.forms].some((form) => form.includes(written))
}

function anywhere(low: View, wanted: WantedValues): FoundValue[] {
  const found: FoundValue[] = []
  const compact = only(low, /[\p{L}\p{N}\u0000]/u)
  for (const [value, entry] of wanted.compact) {
    const reversed = [...value].reverse().join('')
    for (const needle of reversed === value ? [value] : [value, reversed]) {
      for (let at = compact.text.indexOf(needle); at >= 0; at = compact.text.indexOf(needle, at + 1)) {
        if (plausible(compact, at, at + needle.length)) found.push({ ...originalOf(compact, at, at + needle.length), entry })
      }
    }
  }
  if (wanted.digits.size > 0) {
    const digits = only(low, /[\p{N}\u0000\p{L}]/u)
    for (const [value, entry] of wanted.digits) {
      for (let at = digits.text.indexOf(value); at >= 0; at = digits.text.indexOf(value, at + 1)) {
        const inside = /\d/.test(digits.text[at - 1] ?? '') || /\d/.test(digits.text[at + value.length] ?? '')
        if ((!inside || value.length >= 9) && plausible(digits, at, at + value.length)) found.push({ ...originalOf(digits, at, at + value.length), entry })
      }
    }
  }
  return found
}

/** Letters collected from all over a paragraph are chance: on average at most three characters between two of them. */
function plausible(view: View, start: number, end: number): boolean {
  const place = originalOf(view, start, end)
  return place.end - place.start <= (end - start) * 6 + 8
}

/** Base64 (both alphabets, any alignment) and hexadecimal runs, decoded and looked through. */
function inEncoded(run: string, wanted: WantedValues): VaultEntry | null {
  const texts: string[] = []
  if (/^[\da-f_-]+$/i.test(run)) {
    const hex = run.replaceAll(/[^\da-f]/gi, '')
    texts.push(Buffer.from(hex, 'hex').toString('utf8'), Buffer.from(hex.slice(1), 'hex').toString('utf8'))
  }
  for (let shift = 0; shift < 4; shift += 1) texts.push(Buffer.from(run.slice(shift), 'base64').toString('utf8'))
  for (const text of texts) {
    // Over the separators, too: a case number such as 30 O 110/23 has no four of them in a row.
    const low = foldWord(text).replaceAll(/[^\p{L}\p{N}]/gu, '')
    if (low.length < 4) continue
    for (const [value, entry] of wanted.compact) if (low.includes(value)) return entry
    for (const [value, entry] of wanted.digits) if (low.includes(value)) return entry
    for (const list of wanted.words.values()) for (const { tokens, entry } of list) { const value = tokens.join(''); if (value.length >= 4 && low.includes(value)) return entry }
  }
  return null
}
