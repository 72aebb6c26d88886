import type { DocumentRow } from '../../store/documents-table.ts'
import { supersede } from './document-family.ts'
import { groupSimilar, signatureOf } from './group-similar.ts'
import { addStored } from './indexed-rows.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { deleteParts } from './remove-documents.ts'

type Ports = Pick<IngestionPorts, 'store' | 'index'>

/**
 * `embedded → committed`. The rows go into the index while their documents are hidden, or, where the first ones are found
 * already, marked as incomplete; one SQLite transaction then counts the new documents and takes the versions they replace
 * out of every search. Killed anywhere, the rows are removed and written again.
 */
export async function commitDocuments(documents: readonly DocumentRow[], { store, index }: Ports, signal: AbortSignal): Promise<void> {
  const hidden = new Set(store.hidden.ids())
  const known = documents.map(({ id }) => store.documents.get(id)).filter((document) => document !== null)
  const early = new Map(known.flatMap(({ id, passagesEarly, indexDirty }) => (passagesEarly > 0 && !indexDirty && !hidden.has(id) ? [[id, passagesEarly]] : [])))
  const leftOver = known.filter(({ id, indexDirty }) => hidden.has(id) || indexDirty).map(({ id }) => id)
  store.transaction(() => {
    for (const { id, passagesEarly } of known) {
      if (early.has(id)) store.documents.setEarly(id, { passages: passagesEarly, dirty: true })
      else store.hidden.hide(id)
    }
  })
  await index.removeDocuments(leftOver)
  await addStored(known.map(({ id, passageCount }) => ({ documentId: id, from: early.get(id) ?? 0, to: passageCount })), { store, index }, signal)
  const signatures = new Map<string, Uint32Array | null>()
  for (const document of known) signatures.set(document.id, await signatureOf(document, store))
  signal.throwIfAborted()

  store.transaction(() => {
    for (const { id } of known) {
      // Removed meanwhile: then it takes nobody's place either.
      if (!store.documents.get(id)) continue
      store.documents.setState(id, 'committed')
      store.documents.setEarly(id, { passages: 0, dirty: false })
      store.hidden.show(id)
      groupSimilar(id, signatures.get(id) ?? null, store)
      for (const { oldId } of store.origins.replacedBy(id)) supersede(oldId, id, store)
    }
  })
  for (const { id } of known) await deleteParts(id, store, ['vectors'])
}

/**
 * Puts the first passages of a document that is still being embedded into the index, so that they are found before the
 * rest. Nothing is done for one that takes another's place: until it is complete, the old version is what is found.
 */
export async function commitEarly(id: string, embedded: number, { store, index }: Ports, signal: AbortSignal): Promise<void> {
  const document = store.documents.get(id)
  if (!document || store.origins.replacedBy(id).length > 0) return
  const isUnknown = document.indexDirty || store.hidden.ids().includes(id)
  if (isUnknown) {
    store.transaction(() => {
      store.hidden.hide(id)
      store.documents.setEarly(id, { passages: 0, dirty: true })
    })
    await index.removeDocuments([id])
  }
  const from = isUnknown ? 0 : document.passagesEarly
  store.documents.setEarly(id, { passages: from, dirty: true })
  await addStored([{ documentId: id, from, to: embedded }], { store, index }, signal)
  store.transaction(() => {
    store.documents.setEarly(id, { passages: embedded, dirty: false })
    if (store.documents.get(id)) store.hidden.show(id)
  })
}
