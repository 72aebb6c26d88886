import type { ReactElement } from 'react'
import type { Document, Matter } from '../../../src-preload/contract/index.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { removeDocuments } from './document-actions.ts'

/** Asks before documents are removed, and says how much goes. */
export function RemoveDialog({ matter, documents, onClose }: { readonly matter: Matter; readonly documents: readonly Document[]; readonly onClose: () => void }): ReactElement {
  const words = t.documents
  const count = documents.length
  const sum = (of: (each: Document) => number): number => documents.reduce((total, each) => total + of(each), 0)
  return (
    <ConfirmDialog
      open={count > 0} onClose={onClose} onConfirm={() => { void removeDocuments(matter.id, documents) }}
      title={words.removeTitle(count, documents[0]?.name ?? '')} hint={words.removeHint(count, sum((each) => each.pageCount), sum((each) => each.passageCount))} action={words.removeAction(count)}
    />
  )
}
