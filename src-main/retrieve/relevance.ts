import type { Candidate } from './gather-candidates.ts'
import { coverage, type QueryTerms } from './query-terms.ts'

/**
 * Weights of BM25 and of word coverage beside cosine similarity. Found by grid search for nDCG@10 on the dev queries of
 * bench/retrieval-quality.ts, all collections weighing the same. A weighted sum of scores, after Bruch, Gai and Ingber
 * ("An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023): it beat reciprocal-rank fusion (k = 60) in every
 * collection, because ranks hide how far ahead a hit is, most of all where the model does not know the language.
 */
const bm25Weight = 0.4
const coverageWeight = 0.2

/** Logistic regression of "judged relevant" on the weighted sum, fitted on the same dev queries and on questions put to the wrong collection. */
const slope = 6.6
const midpoint = 1.13

/** How much speaks for a passage: not a probability yet, for ordering. `passages`: how many the matter has. */
function evidence({ passage, cosine, bm25 }: Candidate, terms: QueryTerms, passages: number): number {
  // BM25 grows with the number of words asked and with the logarithm of the number of passages: taken out, so that the sum means the same in any matter.
  const perWord = bm25 / (Math.sqrt(Math.max(1, terms.stems.size)) * Math.log1p(passages))
  return cosine + bm25Weight * perWord + coverageWeight * coverage(terms, passage.text)
}

/** How likely a passage is relevant to the question, 0–1; comparable between questions and matters, rising with {@link evidence}. */
export function relevance(candidate: Candidate, terms: QueryTerms, passages: number): number {
  return 1 / (1 + Math.exp(-slope * (evidence(candidate, terms, passages) - midpoint)))
}
