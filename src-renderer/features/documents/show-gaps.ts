import { showView } from '../frame/app-store.ts'
import { everything, withQuickView } from './document-filter.ts'
import { changeFilter } from './document-list-store.ts'

/** Shows the documents with pages that are unread or in doubt, those with the most first. */
export function showGaps(): void {
  void changeFilter(() => ({ ...withQuickView(everything, 'gaps'), sort: 'gaps', descending: true }))
  showView('documents')
}

/** Shows the documents that could not be read. */
export function showFailed(): void {
  void changeFilter(() => withQuickView(everything, 'failed'))
  showView('documents')
}
