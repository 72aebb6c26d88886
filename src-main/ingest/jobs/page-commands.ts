import type { OcrEngine, Page } from '../../../src-preload/contract/index.ts'
import type { DocumentRow } from '../../store/documents-table.ts'
import { AppError } from '../../support/errors.ts'
import { canonicalText } from '../parse/canonical-text.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { replacePageText } from './replace-page-text.ts'

export type PagePorts = Pick<IngestionPorts, 'store' | 'splitPassages'>

/** Queues these pages, or all unread and doubtful ones, before what waits already. Errors: `not-found`, `conflict`, `format-unsupported`. */
export function queueRecognition(documentId: string, pages: readonly number[] | null, engine: OcrEngine, { store }: PagePorts): void {
  const document = readDocument(documentId, store)
  if (document.mediaType !== 'pdf' && document.mediaType !== 'image') throw new AppError('format-unsupported')
  if (pages?.some((page) => page > document.pageCount)) throw new AppError('not-found')
  store.pageTasks.queue(documentId, pages ?? store.pages.gaps(documentId), { engine, isUrgent: true })
}

/** Stores what a person typed as a page's text; it is found soon after. Errors: `not-found`, `conflict`. */
export function storeTypedPage(documentId: string, number: number, typed: string, ports: PagePorts): Page {
  const { store } = ports
  readDocument(documentId, store)
  const before = store.pages.get(documentId, number)
  if (!before) throw new AppError('not-found')
  const text = canonicalText(typed)
  const page: Page = {
    page: number, label: before.label, text, headings: [], method: 'typed', confidence: 1, engine: null, places: [], tables: [],
    coverage: text === '' ? 'empty' : 'text',
  }
  replacePageText(documentId, page, [], ports)
  return page
}

/** A document whose pages can be changed: read, and not an older version. */
function readDocument(documentId: string, store: IngestionPorts['store']): DocumentRow {
  const document = store.documents.get(documentId)
  if (!document) throw new AppError('not-found')
  if (document.state !== 'committed' || document.supersededBy !== null) throw new AppError('conflict')
  return document
}
