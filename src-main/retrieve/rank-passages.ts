import type { PassageIndex, StoredPassage } from '../store/ports.ts'
import { gatherCandidates } from './gather-candidates.ts'
import type { QueryTerms } from './query-terms.ts'
import { rateCandidates, type MatterFacts } from './relevance.ts'

/** Passages asked of each search. */
const depth = 100

export interface RankedPassage {
  readonly passage: StoredPassage
  /** Calibrated relevance, 0–1. */
  readonly score: number
}

/** The best passages for a query, best first, at most `k`; equal texts once. `vector` is the query's. Errors: those of the index. */
export async function rankPassages(index: PassageIndex, terms: QueryTerms, vector: Float32Array, k: number, aboutPassage: MatterFacts['aboutPassage'] = () => ''): Promise<RankedPassage[]> {
  const [passages, candidates] = await Promise.all([index.count(), gatherCandidates(index, terms.searchText, vector, Math.max(depth, k))])
  const scores = rateCandidates(candidates, terms, { passages, aboutPassage })
  const ranked = candidates
    .map(({ passage }, at) => ({ passage, score: scores[at] ?? 0 }))
    .sort((a, b) => b.score - a.score || (a.passage.passageId < b.passage.passageId ? -1 : 1))
  return withoutRepeats(ranked).slice(0, k)
}

/** The same text in several places (copies, quoted mails, running clauses) is shown once, where it scored best. */
function withoutRepeats(ranked: readonly RankedPassage[]): RankedPassage[] {
  const seen = new Set<string>()
  return ranked.filter(({ passage }) => {
    const key = passage.text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}
