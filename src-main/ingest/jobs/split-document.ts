import type { NewPassageSpan } from '../../store/passages-table.ts'
import { createBreather } from './yield-to-others.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { deleteParts } from './remove-documents.ts'

const pagesPerSlice = 25
/** A page that waits for recognition with less than this is letters by chance; what is recognised takes their place. */
const leastConfidence = 0.4

/** `parsed → chunked`: passages page by page, so that none crosses a page and every one has its page number. */
export async function splitDocument(
  { id, pageCount }: { readonly id: string; readonly pageCount: number },
  { store, splitPassages }: Pick<IngestionPorts, 'store' | 'splitPassages'>,
  signal: AbortSignal,
): Promise<void> {
  await deleteParts(id, store, ['vectors', 'passages'])
  const breathe = createBreather()
  let ordinal = 0
  for (let from = 1; from <= pageCount; from += pagesPerSlice) {
    signal.throwIfAborted()
    const spans: NewPassageSpan[] = []
    for (const page of store.pages.slice(id, from, pagesPerSlice)) {
      if (page.coverage === 'waiting' && page.confidence < leastConfidence) continue
      for (const { start, end, headingPath } of splitPassages(page)) spans.push({ ordinal: ordinal++, page: page.page, start, end, headingPath: [...headingPath] })
      await breathe()
    }
    store.passages.put(id, spans)
  }
  signal.throwIfAborted()
  store.transaction(() => {
    store.documents.setPassageCount(id, ordinal)
    store.documents.setEmbedded(id, 0)
    store.documents.setState(id, 'chunked')
  })
}
