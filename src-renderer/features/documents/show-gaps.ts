import { openDocument, setPagesShown } from '../evidence/viewer-store.ts'
import { showView } from '../frame/app-store.ts'
import { everything, withQuickView } from './document-filter.ts'
import { changeFilter } from './document-list-store.ts'

/** Shows the documents with pages that are unread or in doubt, those with the most first. */
export function showGaps(): void {
  void changeFilter(() => ({ ...withQuickView(everything, 'gaps'), sort: 'gaps', descending: true }))
  showView('documents')
}

/** Shows a document among those with pages to look at, open at the first of these pages, with all such pages listed beside it. */
export function showUnseen({ documentId, documentName, pages }: { readonly documentId: string; readonly documentName: string; readonly pages: readonly number[] }): void {
  void changeFilter(() => ({ ...withQuickView(everything, 'gaps'), name: documentName.slice(0, 200) }))
  showView('documents')
  setPagesShown(true)
  openDocument(documentId, documentName, pages[0] ?? 1)
}

/** Shows the documents that could not be read. */
export function showFailed(): void {
  void changeFilter(() => withQuickView(everything, 'failed'))
  showView('documents')
}
