import { z } from 'zod'
import { documentIdSchema } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from './matter-database.ts'

/**
 * Documents whose rows in the passage index must not be found: half-committed, or removed and not yet erased.
 * SQLite decides what is in a matter; this list is what makes a change of the index atomic with it.
 */
export interface HiddenDocuments {
  ids(): readonly string[]
  /** Those whose rows are to go though the document stays: older versions, and documents that failed. */
  unwanted(): string[]
  /** Those of documents that are gone. */
  gone(): string[]
  hide(documentId: string): void
  show(documentId: string): void
}

export function createHiddenDocuments(database: MatterDatabase): HiddenDocuments {
  const read = (rest = ''): string[] => database.all(z.object({ id: documentIdSchema }), `SELECT document_id AS id FROM hidden_documents ${rest}`).map(({ id }) => id)
  return {
    ids: () => read(),
    unwanted: () => read(`JOIN documents ON id = document_id WHERE removing = 0 AND (superseded_by IS NOT NULL OR state = 'failed')`),
    gone: () => read('WHERE document_id NOT IN (SELECT id FROM documents)'),
    hide: (documentId) => void database.run('INSERT OR IGNORE INTO hidden_documents (document_id) VALUES (?)', documentId),
    show: (documentId) => void database.run('DELETE FROM hidden_documents WHERE document_id = ?', documentId),
  }
}
