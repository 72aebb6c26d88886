import type { Page, PageWord } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { rowsOf } from './indexed-rows.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { searchedText } from './searched-text.ts'

/** Passages per call of the embedder. */
const batchPassages = 32

/**
 * Puts another text in the place of a page's: its words, its passages, the counts of its document, all in one durable step.
 * From then on no search finds the old text; the new one is found after {@link indexPage}. Errors: `not-found`, `disk-full`.
 */
export function replacePageText(documentId: string, page: Page, words: readonly PageWord[], { store, splitPassages }: Pick<IngestionPorts, 'store' | 'splitPassages'>): void {
  const spans = splitPassages(page).map(({ start, end, headingPath }) => ({ start, end, headingPath: [...headingPath] }))
  store.transaction(() => {
    const document = store.documents.get(documentId)
    const before = store.pages.get(documentId, page.page)
    if (!document || !before) throw new AppError('not-found')
    store.pages.put(documentId, [page])
    store.words.put(documentId, page.page, words)
    const more = store.passages.replacePage(documentId, page.page, spans)
    store.documents.setPassageCount(documentId, document.passageCount + more)
    store.documents.setEmbedded(documentId, document.passagesEmbedded + more)
    store.documents.pageChanged(documentId, before.coverage, page.coverage)
    store.pageTasks.written(documentId, page.page)
  })
}

/** Takes a page's stored text into the index in the place of what the index has of it. Repeatable. How many rows it has now; the caller says so with `pageTasks.indexed`. */
export async function indexPage(documentId: string, page: number, { store, index, embedder }: Pick<IngestionPorts, 'store' | 'index' | 'embedder'>, signal: AbortSignal): Promise<number> {
  const spans = store.passages.ofPage(documentId, page)
  const vectors: Float32Array[] = []
  while (vectors.length < spans.length) {
    const texts = spans.slice(vectors.length, vectors.length + batchPassages).map(searchedText)
    const batch = await embedder.embed(texts, { kind: 'passage', signal })
    signal.throwIfAborted()
    if (batch.length !== texts.length) throw new AppError('embedder-failed')
    vectors.push(...batch)
  }
  await index.removePage(documentId, page)
  await index.add(rowsOf(documentId, spans, vectors))
  signal.throwIfAborted()
  return spans.length
}
