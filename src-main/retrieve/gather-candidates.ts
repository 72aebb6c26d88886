import type { PassageIndex, StoredPassage } from '../store/ports.ts'

/** A passage that one of the two searches found. */
export interface Candidate {
  readonly passage: StoredPassage
  /** Cosine similarity to the query; where only full text found the passage, that of the last one that vectors found. */
  readonly cosine: number
  /** BM25; 0 where only vectors found the passage. */
  readonly bm25: number
}

/** Runs both searches at once and joins what they found. `depth`: passages asked of each. */
export async function gatherCandidates(index: PassageIndex, searchText: string, vector: Float32Array, depth: number): Promise<Candidate[]> {
  const [near, worded] = await Promise.all([index.vectorSearch(vector, depth), searchText === '' ? [] : index.textSearch(searchText, depth)])
  const leastCosine = near.at(-1)?.score ?? 0
  const candidates = new Map<string, Candidate>()
  for (const { score, ...passage } of near) candidates.set(passage.passageId, { passage, cosine: score, bm25: 0 })
  for (const { score, ...passage } of worded) {
    const known = candidates.get(passage.passageId)
    candidates.set(passage.passageId, { passage, cosine: known?.cosine ?? leastCosine, bm25: score })
  }
  return [...candidates.values()]
}
