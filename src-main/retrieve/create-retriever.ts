import type { Hit } from '../../src-preload/contract/index.ts'
import type { Embedder } from '../model/embedder/embedder.ts'
import type { DocumentReader, PassageIndex } from '../store/ports.ts'
import { AppError } from '../support/errors.ts'
import { chooseSentences } from './choose-sentences.ts'
import { queryTerms } from './query-terms.ts'
import { rankPassages } from './rank-passages.ts'
import type { Retriever } from './retriever.ts'

export interface RetrieverOptions { readonly index: PassageIndex; readonly embedder: Pick<Embedder, 'embed'>; readonly documents: DocumentReader }

/** Errors of `retrieve`: those of the index and of the embedder, and `cancelled`. */
export function createRetriever({ index, embedder, documents }: RetrieverOptions): Retriever {
  return {
    async retrieve(query, { k, signal }) {
      const terms = queryTerms(query)
      if (query.trim() === '' || k <= 0 || await index.count() === 0) return []
      const [vector] = await embedder.embed([query], { kind: 'query', ...(signal ? { signal } : {}) })
      if (!vector) throw new AppError('embedder-failed')
      const ranked = await rankPassages(index, terms, vector, k, ({ documentId }) => documents.documentName(documentId) ?? '')
      throwIfAborted(signal)
      const sentences = await chooseSentences(ranked.map(({ passage }) => passage.text), terms, vector, embedder, signal)
      throwIfAborted(signal)
      return ranked.map(({ passage, score }, position): Hit => {
        const { passageId, documentId, page, start, end, text } = passage
        const sentence = sentences[position] ?? { start: 0, end: text.length }
        return {
          passageId, documentId, page, start, end, text, score,
          documentName: documents.documentName(documentId) ?? '',
          pageLabel: documents.page(documentId, page)?.label ?? null,
          headingPath: [...passage.headingPath],
          bestSentence: { start: start + sentence.start, end: start + sentence.end },
        }
      })
    },
  }
}

function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('cancelled')
}
