import type { Hit } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'
import type { Embedder } from '../model/embedder/embedder.ts'
import type { DocumentReader, PassageIndex, StoredPassage } from '../store/ports.ts'
import { chooseSentences } from './choose-sentences.ts'
import { gatherCandidates } from './gather-candidates.ts'
import { queryTerms } from './query-terms.ts'
import { relevance } from './relevance.ts'
import type { Retriever } from './retriever.ts'

export interface RetrieverOptions { readonly index: PassageIndex; readonly embedder: Pick<Embedder, 'embed'>; readonly documents: DocumentReader }

/** Passages asked of each search. */
const depth = 100

/** Errors of `retrieve`: those of the index and of the embedder, and `cancelled`. */
export function createRetriever({ index, embedder, documents }: RetrieverOptions): Retriever {
  return {
    async retrieve(query, { k, signal }) {
      const terms = queryTerms(query)
      if (query.trim() === '' || k <= 0) return []
      const [passages, [vector]] = await Promise.all([index.count(), embedder.embed([query], { kind: 'query', ...(signal ? { signal } : {}) })])
      if (passages === 0 || !vector) return []
      const candidates = await gatherCandidates(index, terms.searchText, vector, Math.max(depth, k))
      throwIfAborted(signal)
      const rated = candidates
        .map((candidate) => ({ passage: candidate.passage, score: relevance(candidate, terms, passages) }))
        .sort((a, b) => b.score - a.score || (a.passage.passageId < b.passage.passageId ? -1 : 1))
      const best = withoutRepeats(rated).slice(0, k)
      const sentences = await chooseSentences(best.map(({ passage }) => passage.text), terms, vector, embedder, signal)
      throwIfAborted(signal)
      return best.map(({ passage, score }, position): Hit => {
        const sentence = sentences[position] ?? { start: 0, end: passage.text.length }
        return {
          passageId: passage.passageId,
          documentId: passage.documentId,
          documentName: documents.documentName(passage.documentId) ?? '',
          page: passage.page,
          pageLabel: documents.page(passage.documentId, passage.page)?.label ?? null,
          start: passage.start,
          end: passage.end,
          headingPath: [...passage.headingPath],
          text: passage.text,
          score,
          bestSentence: { start: passage.start + sentence.start, end: passage.start + sentence.end },
        }
      })
    },
  }
}

/** The same text in several places (copies, quoted mails, running clauses) is shown once, where it scored best. */
function withoutRepeats<T extends { readonly passage: StoredPassage }>(hits: readonly T[]): T[] {
  const seen = new Set<string>()
  return hits.filter(({ passage }) => {
    const key = passage.text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' ').trim()
    if (seen.has(key)) return false
    seen.add(key)
    return true
  })
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled')
}
