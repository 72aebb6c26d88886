import type { SentenceSpan } from './answer-text.ts'
import type { Words } from './markdown.ts'

/** Words of one sentence, or of none. */
interface Piece { readonly text: string; readonly span: SentenceSpan | null }

/** Cuts words where one sentence ends and the next begins. */
export function pieces({ text, start }: Words, spans: readonly SentenceSpan[]): Piece[] {
  const end = start + text.length
  const cut: Piece[] = []
  let at = start
  for (const span of spans) {
    if (span.end <= at || span.start >= end) continue
    if (span.start > at) cut.push({ text: text.slice(at - start, span.start - start), span: null })
    const from = Math.max(at, span.start)
    at = Math.min(end, span.end)
    cut.push({ text: text.slice(from - start, at - start), span })
  }
  if (at < end) cut.push({ text: text.slice(at - start), span: null })
  return cut
}

/** The last words of each sentence: behind them stand its citations. */
export function lastWords(words: readonly Words[], spans: readonly SentenceSpan[]): ReadonlyMap<number, Words> {
  const last = new Map<number, Words>()
  for (const span of spans) {
    const own = words.findLast(({ text, start }) => start < span.end && start + text.length > span.start && text.trim() !== '')
    if (own !== undefined) last.set(span.index, own)
  }
  return last
}
