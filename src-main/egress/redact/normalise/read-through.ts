import { wordsOf } from '../recognise/text-facts.ts'
import type { Word } from '../recognise/text-facts.ts'
import { misreadCharacters } from './misread-letters.ts'
import { hasSpelledDigits, spelledDigits } from './digit-words.ts'
import { plainEscapes, unescapeOne } from './unescape.ts'
import { invisible, lookalikes } from './lookalikes.ts'

/** A text with its disguises undone, and for every UTF-16 unit of it the place in the original. */
export interface Reading {
  readonly text: string
  /** Whether anything was undone; if not, offsets are the original's. */
  readonly changed: boolean
  /** Stretches of the reading where something was undone. */
  readonly changes: readonly { readonly start: number; readonly end: number }[]
  toOriginal(start: number, end: number): { readonly start: number; readonly end: number }
}

const suspicious = /[^\x00-\x7f]|%[\da-fA-F]{2}|\\u[\da-fA-F]{4}|&#?\w{2,7};|-[ \t]{0,3}\r?\n|(?:^|[^\p{L}])\p{L}[ .\-_*]\p{L}[ .\-_*]\p{L}[ .\-_*]\p{L}(?!\p{L})/u

/** Words of letters with one sign between each two, and two or three blanks between words. */
const spacedRuns = /(?<![\p{L}\p{N}])\p{L}(?:([ .\-_*])\p{L}(?:\1\p{L}){0,40})(?:[ \u00a0]{2,3}\p{L}(?: \p{L}){1,40}){0,8}(?![\p{L}\p{N}])/gu

/**
 * Reads through escapes of URLs, JSON and HTML, zero-width characters, soft hyphens, full-width and other compatibility forms (NFKC), letters of other scripts in Latin words,
 * words hyphenated at a line's end, s p a c e d letters, digits in words and characters that stand for others that look like them.
 */
export function readThrough(text: string, words: readonly Word[] = wordsOf(text)): Reading {
  const spelled = hasSpelledDigits(words)
  const misread = /[A-Za-z]\d|\d[A-Za-z]/.test(text) ? misreadCharacters(text) : []
  if (!spelled && misread.length === 0 && !suspicious.test(text)) return same(text)
  const units = new Units(text)
  // Spaced letters: the separators go. Initials of capitals with full stops are initials, not a disguise.
  if (hasSpacedLetters(words)) for (const match of text.matchAll(spacedRuns)) {
    if (/^(?:\p{Lu}\.){1,3}\p{Lu}$/u.test(match[0]) || (match[0].match(/\p{L}/gu)?.length ?? 0) < 4) continue
    for (let i = 1; i < match[0].length; i += 1) if (!/\p{L}/u.test(match[0][i] ?? '') && (/\p{L}/u.test(match[0][i - 1] ?? ''))) units.drop(match.index + i)
  }
  for (const { at, by } of misread) units.replace(at, at + 1, by)
  for (const match of text.matchAll(/(?<=\p{L})[-‐\u00ad][ \t]{0,3}\r?\n[ \t]{0,6}(?=\p{Ll})/gu)) for (let i = 0; i < match[0].length; i += 1) units.drop(match.index + i)
  if (spelled) {
    const digits = spelledDigits(text)
    for (const [index, each] of digits.entries()) {
      const previous = digits[index - 1]
      if (previous && each.start - previous.end <= 4 && each.start >= previous.end) for (let i = previous.end; i < each.start; i += 1) units.drop(i)
      units.replace(each.start, each.end, (previous?.start === each.start ? units.at(each.start) : '') + each.digit)
    }
  }
  for (const match of text.matchAll(plainEscapes)) units.replace(match.index, match.index + match[0].length, unescapeOne(match[0]))
  foldCharacters(text, units)
  return units.reading()
}

/** Whether four single letters stand in a row with one character between each two. */
function hasSpacedLetters(words: readonly Word[]): boolean {
  let inRow = 0
  let end = 0
  for (const word of words) {
    inRow = word.lower.length > 1 ? 0 : word.start - end === 1 ? inRow + 1 : 1
    if (inRow >= 4) return true
    end = word.end
  }
  return false
}

/** Character by character: what has no width goes, compatibility forms become what they stand for, lookalikes in Latin words become Latin. */
function foldCharacters(text: string, units: Units): void {
  for (const match of text.matchAll(/[^\x00-\x7f]+/gu)) {
    for (let i = match.index; i < match.index + match[0].length;) {
      const character = String.fromCodePoint(text.codePointAt(i) ?? 0)
      if (invisible.test(character)) units.replace(i, i + character.length, '')
      else if (lookalikes.has(character) && latinWordAround(text, i)) units.replace(i, i + character.length, lookalikes.get(character) ?? character)
      else {
        const folded = character.normalize('NFKC')
        if (folded !== character && !/^[’…]$/.test(character)) units.replace(i, i + character.length, folded)
      }
      i += character.length
    }
  }
}

/** A lookalike counts only where Latin letters or digits stand in the same word: Russian and Greek stay as they are. */
function latinWordAround(text: string, at: number): boolean {
  const before = /[\p{L}\p{M}\p{N}@.]{0,30}$/u.exec(text.slice(Math.max(0, at - 30), at))?.[0] ?? ''
  const after = /^[\p{L}\p{M}\p{N}@.]{0,30}/u.exec(text.slice(at, at + 31))?.[0] ?? ''
  return /[A-Za-z\d]/.test(before + after)
}

function same(text: string): Reading {
  return { text, changed: false, changes: [], toOriginal: (start, end) => ({ start, end }) }
}

/** Replacements by original place; put together once at the end. */
class Units {
  readonly #text: string
  readonly #replacements = new Map<number, { readonly end: number; readonly by: string }>()

  constructor(text: string) { this.#text = text }

  drop(at: number): void { this.#replacements.set(at, { end: at + 1, by: '' }) }
  replace(start: number, end: number, by: string): void { if (!this.#covered(start)) this.#replacements.set(start, { end, by }) }
  at(start: number): string { return this.#replacements.get(start)?.by ?? '' }

  /** A dropped unit stays dropped. */
  #covered(start: number): boolean { return this.#replacements.get(start)?.by === '' }

  reading(): Reading {
    if (this.#replacements.size === 0) return same(this.#text)
    const starts: number[] = []
    const ends: number[] = []
    const changes: { start: number; end: number }[] = []
    const pieces: string[] = []
    let length = 0
    for (let i = 0; i < this.#text.length;) {
      const replacement = this.#replacements.get(i)
      const end = replacement?.end ?? i + 1
      const by = replacement?.by ?? this.#text.slice(i, end)
      if (replacement) changes.push({ start: length, end: length + by.length })
      for (let j = 0; j < by.length; j += 1) {
        starts.push(i)
        ends.push(end)
      }
      pieces.push(by)
      length += by.length
      i = end
    }
    const original = this.#text.length
    return {
      text: pieces.join(''),
      changed: true,
      changes,
      toOriginal: (start, end) => ({ start: starts[start] ?? original, end: end > start ? (ends[end - 1] ?? original) : (starts[start] ?? original) }),
    }
  }
}
