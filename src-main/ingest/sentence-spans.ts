import type { Span } from '../../src-preload/contract/index.ts'
import { pushTrimmed } from './push-trimmed.ts'
import { leadingAbbreviations, ordinalLeads, ordinalNouns, sentenceStarters, trailingAbbreviations, wordLikeAbbreviations } from './sentence-abbreviations.ts'
import { lineBlocks } from './sentence-lines.ts'

/**
 * The sentences of a stored page, in order, not overlapping, without the white space around them; together they hold all
 * text that is not white space. Table rows, list items and headings count as sentences of their own; a line break inside
 * a paragraph does not end one.
 *
 * By rules of its own: `Intl.Segmenter` ends a sentence at every line break and after every "Art.", "No." and "Dr.", and
 * takes three times as long. Linear in the length of the text.
 */
export function sentenceSpans(text: string): Span[] {
  const spans: Span[] = []
  // One scan for the stops of the whole text: a search per block would run past the block's end each time.
  const marks = text.matchAll(/[.!?…。！？｡]+/gu)
  let mark = marks.next().value
  for (const block of lineBlocks(text)) {
    let start = block.start
    for (; mark !== undefined && mark.index < block.end; mark = marks.next().value) {
      if (mark.index < start) continue
      const end = boundaryAfter(text, mark.index, mark[0], block, start)
      if (end === null) continue
      pushTrimmed(text, start, end, spans)
      start = end
    }
    pushTrimmed(text, start, block.end, spans)
  }
  return spans
}

const closers = /["'”’»“)\]]*/y
/** A footnote mark that sticks to the stop before it, as PDF text has it: "end.12 Next". */
const noteMark = /\d{1,3}(?=\s+[\p{Lu}"“„(])/uy

/** Where the sentence ends that these stops may close; null when they close none. */
function boundaryAfter(text: string, at: number, stops: string, block: Span, start: number): number | null {
  let end = at + stops.length
  const wide = /[。！？｡]$/u.test(stops)
  end += matchLength(closers, text, end)
  if (stops === '.' && /[\p{L})”"]/u.test(text[at - 1] ?? '')) end += matchLength(noteMark, text, end)
  end = Math.min(end, block.end)
  if (end >= block.end || wide) return end
  if (!/\s/.test(text[end] ?? '')) return null
  const next = nextWord(text, end, block.end)
  if (next === '' || /^\p{Ll}/u.test(next)) return null
  if (stops !== '.') return end
  return stopEndsSentence(text, at, next, start) ? end : null
}

function stopEndsSentence(text: string, at: number, next: string, start: number): boolean {
  const before = wordBefore(text, at, start)
  if (before === '') return false
  // A numbering that opens the sentence: "II. Facts", "A. Parties".
  if (/^(?:[IVXLC]{1,6}|\p{Lu})$/u.test(before) && text.slice(start, at).trim() === before) return false
  const nextIsNumber = /^[\d§]/.test(next)
  if (nextIsNumber && /^[IVXLC]{1,6}$/.test(before)) return false
  const word = before.toLowerCase()
  const starter = sentenceStarters.has(next.toLowerCase())
  if (leadingAbbreviations.has(word)) return starter && wordLikeAbbreviations.has(word)
  if (trailingAbbreviations.has(word)) return starter
  // Initials and dotted abbreviations: "J. Smith", "z. B.", "U.S. Senate".
  if (/^(?:\p{L}\.)*\p{L}$/u.test(before)) return starter && !/^\p{Ll}$/u.test(before)
  if (!/^[\d.]+$/.test(before)) return true
  // Parts of a date or a numbering: "29. 10. 1987".
  return !(nextIsNumber && before.length <= 2) && numberEndsSentence(text, at, before, next, start)
}

function numberEndsSentence(text: string, at: number, before: string, next: string, start: number): boolean {
  const lead = text.slice(start, at - before.length).trimEnd()
  if (lead === '' || /^[(§[]$/.test(lead)) return false
  if (before.length > 2) return true
  if (ordinalNouns.has(next.toLowerCase())) return false
  return !ordinalLeads.has(wordBefore(text, start + lead.length, start).toLowerCase())
}

/** The run of letters, digits and inner stops that ends at `at`, looked for no further back than 24 characters. */
function wordBefore(text: string, at: number, start: number): string {
  const window = text.slice(Math.max(start, at - 24), at)
  return /[\p{L}\p{M}\p{N}]+(?:\.[\p{L}\p{N}]+)*$/u.exec(window)?.[0] ?? (/["”’»)\]%°]$/u.test(window) ? window.slice(-1) : '')
}

/** The next word, or the sign that stands in its place; quotes and brackets before it are passed over. */
function nextWord(text: string, from: number, end: number): string {
  return /^[\s"'“”„«»‘’([]*([\p{L}\p{M}]+|\S)/u.exec(text.slice(from, Math.min(end, from + 80)))?.[1] ?? ''
}

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0].length ?? 0
}
