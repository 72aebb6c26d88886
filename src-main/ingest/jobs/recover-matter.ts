import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { IngestionPorts } from './ingestion-ports.ts'
import { deleteParts } from './remove-documents.ts'

type Ports = Pick<IngestionPorts, 'store' | 'index' | 'embedder' | 'filesFolder' | 'recognition'>

/**
 * Makes the index follow SQLite again after a crash, a restored backup or a change of embedder: documents whose rows are
 * missing are embedded again from their stored pages, rows without a document are hidden until they are erased.
 */
export async function recoverMatter({ store, index, embedder, filesFolder, recognition }: Ports): Promise<void> {
  await removeStrayFiles(filesFolder, new Set(store.documents.storedNames()))
  for (const id of store.vectors.leftOver()) await deleteParts(id, store, ['vectors'])

  const again = new Set<string>()
  const lastEmbedder = store.matter.embedderId()
  const isOtherEmbedder = lastEmbedder !== null && lastEmbedder !== embedder.id
  const embedding = store.documents.allIn(['chunked', 'embedded'])
  store.transaction(() => {
    for (const { id, passagesEarly, indexDirty, state, passageCount } of embedding) {
      const embedded = store.vectors.embedded(id, embedder.id)
      if (state === 'embedded' && embedded < passageCount) store.documents.setState(id, 'chunked')
      // Nobody knows how many of its rows are in the index; or they were made with vectors that are gone.
      if (indexDirty || embedded < passagesEarly) forgetRows(id, store)
    }
  })
  if (isOtherEmbedder) {
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
    if (recognition) store.pageTasks.queueWaiting(recognition.engine())
  })
}

async function compareRows(store: Ports['store'], index: Ports['index'], again: Set<string>): Promise<void> {
  const hidden = new Set(store.hidden.ids())
  // Pages whose new text the index does not have yet are in no count.
  const missing = new Map<string, number>()
  for (const { documentId, page } of store.pageTasks.hiddenPages()) {
    await index.removePage(documentId, page)
    missing.set(documentId, (missing.get(documentId) ?? 0) + store.passages.countOnPage(documentId, page))
  }
  const expected = store.documents.allIn(['chunked', 'embedded', 'committed']).filter(({ id }) => !hidden.has(id)).map(({ id, state, passageCount, passagesEarly }) => (
    { id, state, rows: state === 'committed' ? passageCount - (missing.get(id) ?? 0) : passagesEarly }
  ))
  // One cheap count tells in nearly every case that nothing is missing.
  if (expected.reduce((sum, { rows }) => sum + rows, 0) === await index.count()) return
  const found = await index.rowsByDocument()
  store.transaction(() => {
    for (const { id, state, rows } of expected) {
      if ((found.get(id) ?? 0) === rows) continue
      if (state === 'committed') again.add(id)
      else forgetRows(id, store)
    }
    const known = new Set(expected.map(({ id }) => id))
    for (const id of found.keys()) if (!known.has(id)) store.hidden.hide(id)
  })
}

/** Whoever adds rows of this document next removes first what there is. */
function forgetRows(id: string, store: Ports['store']): void {
  store.hidden.hide(id)
  store.documents.setEarly(id, { passages: 0, dirty: false })
}

/** Copies and folders that a crash cut off, and files found inside a document that was not listed in the end. */
async function removeStrayFiles(filesFolder: string, known: ReadonlySet<string>): Promise<void> {
  for (const name of await readdir(filesFolder)) {
    if (!known.has(name)) await rm(join(filesFolder, name), { recursive: true, force: true })
  }
}
