/** Text with typography folded away, and where each folded character came from. */
export interface FoldedText {
  readonly text: string
  /** For each folded character: UTF-16 offsets of its source, half-open. Two folded characters can share one source (a ligature). */
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const replacements: ReadonlyMap<string, string> = new Map([
  ...[...'\u2018\u2019\u201A\u201B\u2032\u00B4\u0060'].map((quote) => [quote, "'"] as const),
  ...[...'\u201C\u201D\u201E\u201F\u2033\u00AB\u00BB'].map((quote) => [quote, '"'] as const),
  ...[...'\u2010\u2011\u2012\u2013\u2014\u2015\u2212'].map((dash) => [dash, '-'] as const),
  ['\uFB00', 'ff'], ['\uFB01', 'fi'], ['\uFB02', 'fl'], ['\uFB03', 'ffi'], ['\uFB04', 'ffl'], ['\uFB05', 'st'], ['\uFB06', 'st'],
  ['\u2026', '...'],
])
/** Soft hyphen, zero-width characters and direction marks: invisible on the page. */
const invisible = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2064\uFEFF]/u
const space = /\s/u
const letter = /\p{L}/u

/**
 * Folds what typesetting changes and a reader does not see: runs of white space, quotation marks, dashes, ligatures,
 * invisible characters, and hyphens inside words (at a line end they can't be told from real ones, so all go:
 * `long-term`, `long-\nterm` and `longterm` are one).
 */
export function foldText(source: string): FoldedText {
  const starts: number[] = []
  const ends: number[] = []
  let text = ''
  const add = (piece: string, start: number, end: number): void => {
    for (const unit of piece.split('')) {
      text += unit
      starts.push(start)
      ends.push(end)
    }
  }
  let at = 0
  while (at < source.length) {
    const end = at + charLength(source, at)
    const char = source.slice(at, end)
    if (invisible.test(char)) {
      at = end
    } else if (space.test(char)) {
      const runEnd = endOfSpace(source, at)
      if (!text.endsWith(' ')) add(' ', at, runEnd)
      at = runEnd
    } else {
      const folded = replacements.get(char) ?? char
      const wordHyphenEnd = folded === '-' && letter.test(lastChar(text)) ? endOfWordHyphen(source, end) : null
      if (wordHyphenEnd === null) add(folded, at, end)
      at = wordHyphenEnd ?? end
    }
  }
  return { text, starts, ends }
}

function charLength(source: string, at: number): number {
  return (source.codePointAt(at) ?? 0) > 0xffff ? 2 : 1
}

function lastChar(text: string): string {
  return Array.from(text.slice(-2)).at(-1) ?? ''
}

function endOfSpace(source: string, at: number): number {
  let end = at
  while (end < source.length && (space.test(source.charAt(end)) || invisible.test(source.charAt(end)))) end++
  return end
}

/** Where the word goes on after a hyphen: at once, or on the next line. Null when it does not. */
function endOfWordHyphen(source: string, at: number): number | null {
  const next = endOfSpace(source, at)
  const gap = source.slice(at, next)
  if (gap.trim() === '' && gap !== '' && !gap.includes('\n')) return null
  return letter.test(source.slice(next, next + charLength(source, next))) ? next : null
}
