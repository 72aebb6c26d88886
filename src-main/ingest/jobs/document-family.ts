import type { DocumentRow } from '../../store/documents-table.ts'
import { ungroup } from './group-similar.ts'
import type { IngestionPorts } from './ingestion-ports.ts'

type Store = IngestionPorts['store']
type Inside = { readonly path: string; readonly documentId: string }

/**
 * Takes documents off the list and out of every search, all of them or none; `deleteRemoved` then deletes their data.
 * With each goes what was found inside it and lies nowhere else, and its older versions. Paths that it was to take over
 * stand for the version before it again. Gives all that go, as they were.
 */
export function startRemoving(documentIds: readonly string[], store: Store): DocumentRow[] {
  const removed = new Map<string, DocumentRow>()
  store.transaction(() => {
    for (const id of documentIds) removeOne(id, store, removed)
  })
  return [...removed.values()]
}

/** Takes files out of a container, in the caller's transaction; those that lie nowhere else are removed. */
export function leave(containerId: string, left: readonly Inside[], store: Store, removed = new Map<string, DocumentRow>()): void {
  for (const { path, documentId } of left) {
    store.origins.forget(path)
    const document = removed.has(documentId) ? null : store.documents.get(documentId)
    if (!document) continue
    if (!store.origins.isPointedAt(documentId)) removeOne(documentId, store, removed)
    else if (document.parentId === containerId && !store.origins.containersOf(documentId).includes(containerId)) {
      const next = store.origins.containersOf(documentId).map((id) => store.documents.get(id)).find((container) => container !== null)
      store.documents.setParent(documentId, next?.id ?? null, next ? next.depth + 1 : 0)
    }
  }
}

/**
 * A newer version has taken the place of a document: it is not searched any more, and stays for what cites it. What was
 * found inside it, and lies nowhere else, goes the same way: the file of the same name in the newer version takes its place.
 */
export function supersede(oldId: string, newId: string, store: Store): void {
  store.origins.keep(oldId)
  store.documents.setSuperseded(oldId, newId)
  store.hidden.hide(oldId)
  ungroup(oldId, store)
  store.pageTasks.dropAll(oldId)
  const successors = new Map(store.origins.inside(newId).map(({ path, documentId }) => [path.slice(newId.length), documentId]))
  for (const { path, documentId } of store.origins.inside(oldId)) {
    const child = store.documents.get(documentId)
    if (!child || child.supersededBy || store.origins.isCurrent(documentId)) continue
    const successor = store.documents.get(successors.get(path.slice(oldId.length)) ?? '')
    // Nothing cites what was never searchable.
    if (child.state !== 'committed') leave(oldId, [{ path, documentId }], store)
    // As with files on the disk: found until the newer one is ready.
    else if (successor && successor.state !== 'committed' && successor.state !== 'failed') store.origins.replace(documentId, successor.id, path)
    else supersede(documentId, successor?.id ?? newId, store)
  }
}

/** A version that others had taken the place of counts again: it is taken into the index from its stored pages. */
export function revive(id: string, store: Store): void {
  store.documents.setSuperseded(id, null)
  store.hidden.hide(id)
  store.documents.restart(id, 'parsed')
  for (const { documentId } of store.origins.inside(id)) {
    if (store.documents.get(documentId)?.supersededBy) revive(documentId, store)
  }
}

function removeOne(id: string, store: Store, removed: Map<string, DocumentRow>): void {
  const document = store.documents.get(id)
  if (!document) return
  removed.set(id, document)
  for (const { oldId, path } of store.origins.replacedBy(id)) {
    store.origins.point(path, oldId)
    store.origins.keep(oldId)
    // The archive that the old version lies in has a newer version, which has no such file now.
    const archive = store.origins.isCurrent(oldId) ? null : store.documents.get(store.origins.containersOf(oldId)[0] ?? '')
    if (archive?.supersededBy) supersede(oldId, archive.supersededBy, store)
  }
  store.hidden.hide(id)
  ungroup(id, store)
  store.documents.startRemoving(id)
  for (const version of store.documents.supersededBy(id)) removeOne(version, store, removed)
  leave(id, store.origins.inside(id), store, removed)
}
