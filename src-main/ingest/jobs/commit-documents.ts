import { createHash } from 'node:crypto'
import type { DocumentRow } from '../../store/documents-table.ts'
import type { IndexedPassage } from '../../store/passage-rows.ts'
import { AppError } from '../../support/errors.ts'
import { yieldToOthers } from './yield-to-others.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { deleteParts, startRemoving } from './remove-documents.ts'

const rowsPerWrite = 500

/**
 * `embedded → committed`. The rows go into the index while their documents are hidden; one SQLite transaction then shows
 * the new documents and takes the versions they replace off the list. Killed anywhere, the rows are removed and written again.
 */
export async function commitDocuments(documents: readonly DocumentRow[], { store, index }: Pick<IngestionPorts, 'store' | 'index'>, signal: AbortSignal): Promise<void> {
  const ids = documents.map(({ id }) => id)
  const hidden = new Set(store.hidden.ids())
  const leftOver = ids.filter((id) => hidden.has(id))
  store.transaction(() => {
    for (const id of ids) store.hidden.hide(id)
  })
  await index.removeDocuments(leftOver)

  let rows: IndexedPassage[] = []
  for (const document of documents) {
    for (const slice of batchesOf(document, store)) {
      rows.push(...slice)
      if (rows.length >= rowsPerWrite) {
        signal.throwIfAborted()
        await index.add(rows)
        rows = []
      }
      await yieldToOthers()
    }
  }
  signal.throwIfAborted()
  await index.add(rows)
  signal.throwIfAborted()

  store.transaction(() => {
    for (const id of ids) {
      // Removed meanwhile: then it takes nobody's place either.
      if (!store.documents.get(id)) continue
      store.documents.setState(id, 'committed')
      store.hidden.show(id)
      for (const { oldId } of store.origins.replacedBy(id)) {
        store.origins.keep(oldId)
        startRemoving([oldId], store)
      }
    }
  })
  for (const id of ids) await deleteParts(id, store, ['vectors'])
}

/** A document's passages with their stored vectors, batch by batch. */
function* batchesOf({ id, passageCount }: DocumentRow, store: IngestionPorts['store']): Generator<IndexedPassage[]> {
  for (let first = 0; first < passageCount;) {
    const vectors = store.vectors.get(id, first)
    if (!vectors) throw new AppError('store-damaged')
    const spans = store.passages.slice(id, first, vectors.length)
    yield spans.map(({ ordinal, ...span }) => {
      const vector = vectors[ordinal - first]
      if (!vector) throw new AppError('store-damaged')
      return {
        ...span, vector, documentId: id, passageId: `${id}:${span.page}:${span.start}`, contentHash: createHash('sha256').update(span.text).digest('hex'),
      }
    })
    first += vectors.length
  }
}
