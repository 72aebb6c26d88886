/** Mean share (per mille) of each letter a–z in English, German, French, Spanish, Italian, Dutch and Portuguese, diacritics taken off. */
const usualLetters = [82, 14, 33, 43, 148, 13, 15, 24, 78, 3, 6, 46, 27, 74, 66, 25, 7, 64, 69, 68, 38, 14, 9, 3, 7, 6]
/** Fewer letters say nothing certain about their frequencies. */
const enoughLetters = 120
/**
 * Of 615 pages measured the lowest has 0.83; languages further away (Indonesian, Vietnamese) reach 0.78 by their published
 * frequencies. Letters shifted by a font without a map have 0.55 in the middle, and 0.75 or more in one page of a thousand.
 */
const leastLikeness = 0.75

/**
 * How far a text layer is text, 0–1: 1 for text, 0 for signs that stand for glyphs alone. Looks at replacement characters
 * and private-use characters, at control signs among letters, and, where most letters are Latin, at how often each occurs.
 */
export function judgeText(text: string): number {
  const signs = text.replace(/\s/g, '')
  if (signs === '') return 1
  const strange = signs.match(/[\uFFFD\p{Co}\p{Cn}\p{Cc}]/gu)?.length ?? 0
  const strangeShare = strange / signs.length
  if (strangeShare > 0.3) return 0
  const letters = signs.match(/\p{L}/gu)?.length ?? 0
  if (letters < enoughLetters) return 1 - strangeShare
  // Words of four letters and more: formulas are full of single ones.
  const words = text.match(/\p{L}{4,}/gu)?.join('') ?? ''
  const counts = latinCounts(words)
  const latin = counts.reduce((sum, n) => sum + n, 0)
  if (latin >= enoughLetters && latin > words.length * 0.8 && likeness(counts) < leastLikeness) return 0
  return 1 - strangeShare
}

function latinCounts(text: string): number[] {
  const counts = Array.from({ length: 26 }, () => 0)
  for (const character of text.normalize('NFD')) {
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
