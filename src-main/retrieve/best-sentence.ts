import type { Span } from '../../src-preload/contract/index.ts'
import { allStems } from '../agent/citations/content-words.ts'
import { sentenceSpans } from '../ingest/sentence-spans.ts'
import type { QueryTerms } from './query-terms.ts'

/** Sentences per passage that words alone cannot choose between. */
const mostRivals = 2
/** Weight of word overlap (0–1) beside cosine similarity. */
const wordWeight = 0.5

export interface SentenceChoice {
  /** Spans within the passage's text, best by words first. Never empty. */
  readonly rivals: readonly { readonly span: Span; readonly overlap: number }[]
}

/**
 * The sentences of a passage that share most with the query, rare words counting more: by words alone 81 % of English
 * and 79 % of German answers were in the first (SQuAD 2, XQuAD dev), by vectors alone 76 % and 58 %.
 */
export function rivalSentences(text: string, { stems }: QueryTerms): SentenceChoice {
  const sentences = sentenceSpans(text).map((span) => ({ span, present: allStems(text.slice(span.start, span.end)) }))
  if (sentences.length === 0) return { rivals: [{ span: { start: 0, end: text.length }, overlap: 0 }] }
  const weights = new Map([...stems].map((stem) => {
    const holding = sentences.filter(({ present }) => present.has(stem)).length
    return [stem, Math.log1p(sentences.length / (holding + 0.5))]
  }))
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const rated = sentences.map(({ span, present }) => {
    let shared = 0
    for (const [stem, weight] of weights) if (present.has(stem)) shared += weight
    return { span, overlap: total > 0 ? shared / total : 0 }
  })
  return { rivals: rated.toSorted((a, b) => b.overlap - a.overlap).slice(0, mostRivals) }
}

/** The rival that words and vectors together prefer. `cosines`: similarity to the query of each rival, where known. */
export function bestOf({ rivals }: SentenceChoice, cosines: readonly number[]): Span {
  const rate = (index: number): number => wordWeight * (rivals[index]?.overlap ?? 0) + (cosines[index] ?? 0)
  const best = [...rivals.keys()].reduce((best, index) => (rate(index) > rate(best) ? index : best), 0)
  return rivals[best]?.span ?? { start: 0, end: 0 }
}
