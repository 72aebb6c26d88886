import type { Hit, Span } from '../../src-preload/contract/index.ts'
import { sentenceSpans } from '../ingest/sentence-spans.ts'
import type { Embedder } from '../model/embedder/embedder.ts'
import type { DocumentReader, PassageIndex, ScoredPassage } from '../store/ports.ts'
import type { Retriever } from './retriever.ts'

export interface RetrieverOptions { readonly index: PassageIndex; readonly embedder: Pick<Embedder, 'embed'>; readonly documents: DocumentReader }

/** Reciprocal-rank fusion constant of Cormack, Clarke and Büttcher, SIGIR 2009. */
const fusionK = 60
const depth = 40

export function createRetriever({ index, embedder, documents }: RetrieverOptions): Retriever {
  return {
    async retrieve(query, { k, signal }) {
      if (await index.count() === 0) return []
      const [vector] = await embedder.embed([query], { kind: 'query', ...(signal ? { signal } : {}) })
      const [near, worded] = await Promise.all([vector ? index.vectorSearch(vector, depth) : [], index.textSearch(query, depth)])
      const cosine = new Map(near.map((passage) => [passage.passageId, passage.score]))
      const fused = new Map<string, { passage: ScoredPassage; rank: number }>()
      for (const list of [near, worded]) {
        for (const [rank, passage] of list.entries()) {
          const entry = fused.get(passage.passageId) ?? { passage, rank: 0 }
          fused.set(passage.passageId, { passage, rank: entry.rank + 1 / (fusionK + rank + 1) })
        }
      }
      return [...fused.values()].toSorted((a, b) => b.rank - a.rank).slice(0, k).map(({ passage }): Hit => ({
        passageId: passage.passageId, documentId: passage.documentId, documentName: documents.documentName(passage.documentId) ?? '',
        page: passage.page, pageLabel: documents.page(passage.documentId, passage.page)?.label ?? null,
        start: passage.start, end: passage.end, headingPath: [...passage.headingPath], text: passage.text,
        score: Math.max(0, Math.min(1, cosine.get(passage.passageId) ?? 0.2)), bestSentence: bestSentence(query, passage),
      }))
    },
  }
}

function bestSentence(query: string, passage: ScoredPassage): Span {
  const wanted = new Set(query.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu))
  const overlap = (span: Span): number => (passage.text.slice(span.start, span.end).toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []).filter((word) => wanted.has(word)).length
  const best = sentenceSpans(passage.text).toSorted((a, b) => overlap(b) - overlap(a))[0] ?? { start: 0, end: passage.text.length }
  return { start: passage.start + best.start, end: passage.start + best.end }
}
