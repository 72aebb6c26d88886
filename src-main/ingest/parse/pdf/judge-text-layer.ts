import { textLikeness } from '../text-likeness.ts'

/** Mean share (per mille) of each letter a–z in English, German, French, Spanish, Italian, Dutch and Portuguese, diacritics taken off. */
const usualLetters = [82, 14, 33, 43, 148, 13, 15, 24, 78, 3, 6, 46, 27, 74, 66, 25, 7, 64, 69, 68, 38, 14, 9, 3, 7, 6]
/** Fewer letters say nothing certain about their frequencies. */
const enoughLetters = 90
/**
 * Of 615 pages measured the lowest has 0.83; languages further away (Indonesian, Vietnamese) reach 0.78 by their published
 * frequencies. Letters shifted by a font without a map have 0.55 in the middle, and 0.75 or more in one page of a thousand.
 */
const leastLikeness = 0.75

/** Of a text's different words so many can be spoken: of real ones nearly all, of shifted ones about half. */
const leastSpeakable = 0.85

/**
 * How far a text layer is text, 0–1: 1 for text, 0 for signs that stand for glyphs alone. Looks at replacement characters
 * and private-use characters, at control signs among letters, and, where most letters are Latin, at how often each occurs
 * in different words and whether these can be spoken: a table may say the same few words on and on.
 */
export function judgeText(text: string): number {
  const signs = text.replace(/\s/g, '')
  if (signs === '') return 1
  const strange = signs.match(/[\uFFFD\p{Co}\p{Cn}\p{Cc}]/gu)?.length ?? 0
  const strangeShare = strange / signs.length
  if (strangeShare > 0.3) return 0
  const words = differentWords(text)
  const counts = latinCounts(words.join(''))
  const latin = counts.reduce((sum, n) => sum + n, 0)
  const letters = words.reduce((sum, word) => sum + word.length, 0)
  if (latin >= enoughLetters && latin > letters * 0.8 && likeness(counts) < leastLikeness && speakable(words) < leastSpeakable) return 0
  return 1 - strangeShare
}

/**
 * Whether letters that a font does not vouch for make up words: then the numbers of its glyphs are the letters' own codes,
 * as old programs write them. One word is too little to tell.
 */
export function readsAsWords(guessed: string): boolean {
  const signs = guessed.replace(/\s/g, '')
  const letters = signs.match(/[\p{L}\p{M}]/gu)?.length ?? 0
  const usual = signs.match(/[\p{L}\p{M}\p{N}.,:;!?()"'„“”‘’«»/&%€$§°•–-]/gu)?.length ?? 0
  if (letters === 0 || usual < signs.length * 0.9) return false
  const latin = signs.match(/[a-z\u00C0-\u017F]/giu)?.length ?? 0
  if (latin < letters * 0.8) return letters >= 8 && textLikeness(guessed) >= 0.6
  const words = differentWords(guessed)
  if (words.length < 2 || speakable(words) < leastSpeakable) return false
  const counts = latinCounts(words.join(''))
  return counts.reduce((sum, n) => sum + n, 0) < enoughLetters || likeness(counts) >= leastLikeness
}

/** Of four letters and more: formulas are full of single ones. In lower case, without diacritics. */
function differentWords(text: string): string[] {
  const words = text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().match(/\p{L}{4,}/gu) ?? []
  return [...new Set(words)].filter((word) => !/^(.)\1*$/u.test(word))
}

/** Share of the words that have vowels and consonants in turn; words in other letters count as well. */
function speakable(words: readonly string[]): number {
  if (words.length === 0) return 1
  const mute = words.filter((word) => /^[a-z]+$/.test(word) && (!/[aeiouy]/.test(word) || /[^aeiouy]{5}|[aeiou]{5}/.test(word) || /(.)\1\1/.test(word) || /q[^u]|[jqvwx]{2}|[bcdfghklmnprstz]x|j[bcdfghklmnprstz]|v[bcdfghkmnpt]/.test(word)))
  return 1 - mute.length / words.length
}

function latinCounts(text: string): number[] {
  const counts = Array.from({ length: 26 }, () => 0)
  for (const character of text) {
    const code = character.charCodeAt(0) | 32
    if (character.length === 1 && code >= 97 && code <= 122 && /[a-z]/i.test(character)) counts[code - 97] = (counts[code - 97] ?? 0) + 1
  }
  return counts
}

function likeness(counts: readonly number[]): number {
  let product = 0
  let own = 0
  let usual = 0
  for (const [i, count] of counts.entries()) {
    const share = usualLetters[i] ?? 0
    product += count * share
    own += count * count
    usual += share * share
  }
  return own === 0 ? 1 : product / Math.sqrt(own * usual)
}
