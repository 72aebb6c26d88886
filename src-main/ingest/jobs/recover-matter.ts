import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { IngestionPorts } from './ingestion-ports.ts'
import { deleteParts } from './remove-documents.ts'

/**
 * Makes the index follow SQLite again after a crash, a restored backup or a change of embedder: documents whose rows are
 * missing are embedded again from their stored pages, rows without a document are hidden until they are erased.
 */
export async function recoverMatter({ store, index, embedder, filesFolder }: Pick<IngestionPorts, 'store' | 'index' | 'embedder' | 'filesFolder'>): Promise<void> {
  await removePartFiles(filesFolder)
  for (const id of store.vectors.leftOver()) await deleteParts(id, store, ['vectors'])

  const again = new Set<string>()
  const lastEmbedder = store.matter.embedderId()
  if (lastEmbedder !== null && lastEmbedder !== embedder.id) {
    // Vectors of two embedders can't be compared.
    for (const { id } of store.documents.allIn(['committed'])) again.add(id)
  } else {
    await compareRows(store, index, again)
  }
  store.transaction(() => {
    store.matter.setEmbedderId(embedder.id)
    for (const id of again) {
      store.hidden.hide(id)
      store.documents.restart(id, 'parsed')
    }
    for (const { id, passageCount } of store.documents.allIn(['embedded'])) {
      if (store.vectors.embedded(id, embedder.id) < passageCount) store.documents.setState(id, 'chunked')
    }
  })
}

async function compareRows(store: IngestionPorts['store'], index: IngestionPorts['index'], again: Set<string>): Promise<void> {
  const hidden = new Set(store.hidden.ids())
  const expected = store.documents.allIn(['committed']).filter(({ id }) => !hidden.has(id))
  // One cheap count tells in nearly every case that nothing is missing.
  if (expected.reduce((sum, { passageCount }) => sum + passageCount, 0) === await index.count()) return
  const rows = await index.rowsByDocument()
  for (const { id, passageCount } of expected) {
    if ((rows.get(id) ?? 0) !== passageCount) again.add(id)
  }
  store.transaction(() => {
    for (const id of rows.keys()) if (!store.documents.get(id)) store.hidden.hide(id)
  })
}

/** Copies that a crash cut off. */
async function removePartFiles(filesFolder: string): Promise<void> {
  for (const name of await readdir(filesFolder)) {
    if (name.startsWith('.part-')) await rm(join(filesFolder, name), { force: true })
  }
}
