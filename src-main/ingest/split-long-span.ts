import type { Span } from '../../src-preload/contract/index.ts'
import { pushTrimmed } from './push-trimmed.ts'
import { addTokens, countTokens, estimateTokens, noTokens, tokensIn } from './split-token-estimate.ts'

/** Where a long stretch may be cut, best first: line ends, cell ends, clauses, spaces. The mark stays with what is before it. */
const marks = [/\n/g, /\t/g, /[;:.!?]\s/g, /,\s/g, /\s/g] as const

/**
 * Cuts a span that holds more than `maxTokens` estimated tokens into spans that do not; one that fits comes back as it is.
 * Without any white space it is cut between characters, never inside a surrogate pair.
 */
export function cutLongSpan(text: string, span: Span, maxTokens: number): Span[] {
  const pieces: Span[] = []
  const pending: { readonly span: Span; readonly mark: number }[] = [{ span, mark: 0 }]
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    const { start, end } = next.span
    // A character is never more than about one token, so short spans need no estimate.
    if (end - start <= maxTokens / 2 || estimateTokens(text.slice(start, end)) <= maxTokens) {
      pieces.push(next.span)
      continue
    }
    const mark = marks[next.mark]
    const parts = mark === undefined ? cutAnywhere(text, next.span, maxTokens) : pack(text, splitAt(text, next.span, mark), maxTokens)
    const deeper = mark === undefined ? next.mark : next.mark + 1
    if (mark === undefined) pieces.push(...parts)
    else pending.push(...parts.toReversed().map((part) => ({ span: part, mark: deeper })))
  }
  return pieces
}

/** The parts between the marks, without white space around them. */
function splitAt(text: string, { start, end }: Span, mark: RegExp): Span[] {
  const parts: Span[] = []
  let from = start
  for (const found of text.slice(start, end).matchAll(mark)) {
    const to = start + found.index + found[0].length
    pushTrimmed(text, from, to, parts)
    from = to
  }
  pushTrimmed(text, from, end, parts)
  return parts
}

/** Joins neighbouring parts for as long as they fit together, so that cuts are few. */
function pack(text: string, parts: readonly Span[], maxTokens: number): Span[] {
  const packed: Span[] = []
  let count = noTokens
  for (const part of parts) {
    const own = countTokens(text.slice(part.start, part.end))
    const joined = addTokens(count, own)
    const last = packed.at(-1)
    if (last !== undefined && tokensIn(joined) <= maxTokens) {
      packed[packed.length - 1] = { start: last.start, end: part.end }
      count = joined
    } else {
      packed.push(part)
      count = own
    }
  }
  return packed
}

function cutAnywhere(text: string, { start, end }: Span, maxTokens: number): Span[] {
  const parts: Span[] = []
  const step = Math.max(2, Math.floor(maxTokens / 2))
  let from = start
  while (from < end) {
    let to = Math.min(end, from + step)
    const splitsPair = to < end && text.charCodeAt(to) >= 0xdc00 && text.charCodeAt(to) <= 0xdfff
    if (splitsPair) to--
    parts.push({ start: from, end: to })
    from = to
  }
  return parts
}
