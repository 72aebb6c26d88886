import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { recordErasedDocument, recordErasedPassages } from '../../ledger/record-erasure.ts'
import type { GoneDocuments } from '../../store/forget-documents.ts'
import { yieldToOthers } from './yield-to-others.ts'
import type { DocumentClaims } from './document-claims.ts'
import type { IngestionPorts } from './ingestion-ports.ts'

const rowsPerSlice = 200
const messagesPerSlice = 20

/** Deletes the data of every document that is being removed: index rows, what chats quote, original, pages, row. Repeatable after a crash. */
export async function deleteRemoved({ store, index, filesFolder }: Pick<IngestionPorts, 'store' | 'index' | 'filesFolder'>, claims: DocumentClaims): Promise<void> {
  const removed = store.documents.removing()
  if (removed.length === 0) return
  await claims.takeAway(removed.map(({ id }) => id))
  // After a power cut the list must not name documents whose originals are gone.
  await store.flush()
  await index.removeDocuments(removed.map(({ id }) => id))
  await forgetInChats(new Map(removed.map(({ id, name }) => [id, name])), store)
  for (const document of removed) {
    const { id, storedName } = document
    if (storedName) await rm(join(filesFolder, storedName), { force: true })
    await deleteParts(id, store)
    store.transaction(() => {
      store.documents.delete(id)
      recordErasedDocument(document, store.ledger)
    })
  }
}

async function forgetInChats(gone: GoneDocuments, store: IngestionPorts['store']): Promise<void> {
  for (let last: number | null = 0; last !== null;) {
    last = store.chats.messages.forgetDocuments(gone, last, messagesPerSlice)
    await yieldToOthers()
  }
}

/** Deletes pages, their words, passages and vectors in slices, so that the window stays responsive. */
export async function deleteParts(documentId: string, store: IngestionPorts['store'], parts: readonly ('pages' | 'words' | 'passages' | 'vectors')[] = ['vectors', 'passages', 'words', 'pages']): Promise<void> {
  for (const part of parts) {
    while (store[part].deleteSome(documentId, rowsPerSlice) > 0) await yieldToOthers()
  }
}

/** Takes the bytes of removed documents off the disk: out of the index's files and SQLite's log. Then they need not be hidden. */
export async function eraseRemoved({ store, index }: Pick<IngestionPorts, 'store' | 'index'>): Promise<void> {
  const erased = store.hidden.gone()
  if (erased.length === 0) return
  // Recovery hides rows whose document it does not know.
  await index.removeDocuments(erased)
  await index.erase()
  store.checkpoint()
  const stillGone = new Set(store.hidden.gone())
  store.transaction(() => {
    for (const id of erased) if (stillGone.has(id)) store.hidden.show(id)
    recordErasedPassages(erased, store.ledger)
  })
}

/** Takes rows out of the index that are hidden for good though their document stays: older versions, and documents that failed. */
export async function dropHiddenRows({ store, index }: Pick<IngestionPorts, 'store' | 'index'>, claims: DocumentClaims): Promise<void> {
  const unwanted = store.hidden.unwanted()
  // Whoever works on one of them may be adding rows.
  await claims.takeAway(unwanted)
  await index.removeDocuments(unwanted)
  const stillUnwanted = new Set(store.hidden.unwanted())
  store.transaction(() => {
    for (const id of unwanted) if (stillUnwanted.has(id)) store.hidden.show(id)
  })
}
