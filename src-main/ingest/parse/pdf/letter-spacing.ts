/** A word of a line, with the distance to the word before it where that was seen, not written. */
export interface SpacedWord {
  /** White before it in font sizes, where no space was written; null where one was, at a tab, and at the start of the line. */
  readonly gap: number | null
  /** White between its own letters, in font sizes. */
  readonly inner: readonly number[]
  readonly text: string
}

/** Wider than this lies between words, whatever the letters of the line do. */
export const narrowGapEms = 0.2
const leastSlackEms = 0.06
const widestLetterGapEms = 0.6

/**
 * Which of the words go on with the one before: where letters are set apart, a library that knows of no other line takes
 * some of the gaps for spaces. True at the index of a word that belongs to the word before.
 */
export function joinSpacedLetters(words: readonly SpacedWord[]): boolean[] {
  const inner = words.flatMap((word) => word.inner)
  if (inner.length >= 3) {
    const usual = median(inner)
    const most = usual + Math.max(leastSlackEms, usual * 0.35)
    return words.map(({ gap }) => gap !== null && gap <= most)
  }
  return joinSingleLetters(words)
}

/** "C H A P T E R  O N E": every letter is taken for a word. */
function joinSingleLetters(words: readonly SpacedWord[]): boolean[] {
  const gaps = words.flatMap(({ gap }) => (gap === null ? [] : [gap]))
  const single = words.filter(({ text }) => /^\p{L}$/u.test(text)).length
  const none = words.map(() => false)
  if (gaps.length < 3 || single < words.length * 0.8) return none
  const least = Math.max(0.02, gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length * 0.2)] ?? 0)
  const most = Math.min(widestLetterGapEms, least * 1.45)
  const hasWords = gaps.some((gap) => gap > least * 1.6)
  const isHeading = words.length >= 4 && words.every(({ text }) => !/\p{Ll}/u.test(text))
  return hasWords || isHeading ? words.map(({ gap }) => gap !== null && gap <= most) : none
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
