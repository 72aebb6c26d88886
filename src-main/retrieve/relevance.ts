import { allStems } from '../support/content-words.ts'
import type { StoredPassage } from '../store/ports.ts'
import type { Candidate } from './gather-candidates.ts'
import type { QueryTerms } from './query-terms.ts'

/**
 * Weights of BM25 and of word coverage beside cosine similarity: grid search for nDCG@10 on the dev queries of
 * bench/retrieval-quality.ts, all collections weighing the same; a broad plateau. A weighted sum of scores, after Bruch,
 * Gai and Ingber ("An Analysis of Fusion Functions for Hybrid Retrieval", TOIS 2023). On dev it beat reciprocal-rank
 * fusion (k = 60) in every collection, .814 to .778 on average, because ranks hide how far ahead a hit is, most of all
 * where the model does not know the language; on the report queries in five of seven (not Cranfield, not PolicyQA).
 */
const bm25Weight = 0.4
const coverageWeight = 0.3

/**
 * Logistic regression of "judged relevant" on that sum, over the first 8 passages of the dev queries and of questions put
 * to a collection that cannot answer them. Of passages rated .8–.9, 75 % were relevant; of those below .1, 1 %.
 */
const slope = 5.91
const midpoint = 1.233

export interface MatterFacts {
  /** How many passages the matter has. */
  readonly passages: number
  /** Words about a passage that don't stand in it: its document's name. Its headings are counted without. */
  readonly aboutPassage: (passage: StoredPassage) => string
}

/** How likely each candidate is relevant to the question, 0–1, in their order. Comparable between questions and matters. */
export function rateCandidates(candidates: readonly Candidate[], { stems }: QueryTerms, { passages, aboutPassage }: MatterFacts): number[] {
  const present = candidates.map(({ passage }) => {
    // "How many keys did Jonas hand in?" is answered in "Statement of Jonas", which says "I".
    const all = allStems([passage.text, ...passage.headingPath, aboutPassage(passage)].join(' '))
    return new Set([...stems].filter((stem) => all.has(stem)))
  })
  // How rare a word is among all passages is not known here; how rare among the candidates says nearly as much.
  const weights = new Map([...stems].map((stem) => [stem, Math.log1p(candidates.length / (present.filter((found) => found.has(stem)).length + 0.5))]))
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  return candidates.map(({ cosine, bm25 }, at) => {
    const covered = [...present[at] ?? []].reduce((sum, stem) => sum + (weights.get(stem) ?? 0), 0)
    // BM25 grows with the number of words asked and with the logarithm of the number of passages: taken out, so that the sum means the same in any matter.
    const perWord = bm25 / (Math.sqrt(Math.max(1, stems.size)) * Math.log1p(passages))
    const evidence = cosine + bm25Weight * perWord + coverageWeight * (total > 0 ? covered / total : 0)
    return 1 / (1 + Math.exp(-slope * (evidence - midpoint)))
  })
}
