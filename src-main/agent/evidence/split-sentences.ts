import type { Span } from '../../../src-preload/contract/index.ts'
import { sentenceSpans } from '../../ingest/sentence-spans.ts'

/** Longer ones are cut at semicolons, so that a quote is no longer than what can be read at a glance. */
const longSentence = 280

/** The sentences of a stretch of text as offsets into `text`, without white space at their edges, in order. */
export function splitSentences(text: string, from = 0, to = text.length): Span[] {
  const slice = text.slice(from, to)
  return sentenceSpans(slice).flatMap((span) => cutLong(slice, span)).map(({ start, end }) => ({ start: from + start, end: from + end }))
}

function cutLong(text: string, span: Span): Span[] {
  if (span.end - span.start <= longSentence) return [span]
  const cuts = [...text.slice(span.start, span.end).matchAll(/;\s+(?=\S)/gu)].map((match) => ({ end: span.start + match.index + 1, next: span.start + match.index + match[0].length }))
  return [span.start, ...cuts.map(({ next }) => next)].map((start, index) => ({ start, end: cuts[index]?.end ?? span.end }))
}
