import { documentIdForPath } from '../../store/document-id.ts'
import type { WatchedFile } from '../../store/watched-folders-table.ts'
import { toFailure } from '../../support/errors.ts'
import { displayName } from '../file-discovery.ts'
import { listFailure } from '../jobs/take-in-file.ts'
import type { SeenFile } from './scan-folder.ts'
import type { WatchPorts } from './watch-ports.ts'

/** Files copied between two looks at whether to stop; what was not reached is found again. */
const filesPerBatch = 25

type Ports = Pick<WatchPorts, 'store' | 'ingestion' | 'onDocumentsChanged'>

/** Whether somebody stopped the following meanwhile: nothing may be written then. */
export type OrStopped = <T>(work: Promise<T>) => Promise<T>

/**
 * Takes new and changed files into the matter, and lists those that are not opened with the reason. The same bytes under
 * another name stay the same document. Errors: those of ingestion for the machine (`disk-full`).
 */
export async function takeInSettled(folderId: string, settled: readonly SeenFile[], { store, ingestion, onDocumentsChanged }: Ports, orStopped: OrStopped): Promise<void> {
  const refused = settled.filter(({ refusal }) => refusal !== null)
  if (refused.length > 0) {
    store.transaction(() => {
      for (const { path, refusal } of refused) if (refusal) listRefusal(path, refusal, store)
      // One that is not on this machine is looked at again each time: that it came changes neither its size nor its time.
      store.watched.keep(folderId, refused.filter(({ isPlaceholder }) => !isPlaceholder))
    })
    onDocumentsChanged()
  }
  const files = settled.filter(({ refusal }) => refusal === null)
  for (let first = 0; first < files.length; first += filesPerBatch) {
    const batch = files.slice(first, first + filesPerBatch)
    try {
      await orStopped(ingestion.add(batch.map(({ path }) => path)))
    } catch (error) {
      // Somebody stopped the reading: these files are not read until they change again.
      if (toFailure(error).code !== 'cancelled') throw error
      await orStopped(Promise.resolve())
    }
    const changed = store.transaction(() => {
      store.watched.keep(folderId, batch)
      return batch.filter(({ path }) => {
        const id = store.origins.documentAt(path)
        return id !== null && store.watched.warn(id, false)
      }).length
    })
    if (changed > 0) onDocumentsChanged()
  }
}

function listRefusal(path: string, refusal: NonNullable<SeenFile['refusal']>, store: Ports['store']): void {
  const listed = store.documents.get(documentIdForPath(path))
  if (listed?.failure?.code !== refusal.code) listFailure(path, refusal, store as Parameters<typeof listFailure>[2])
}

/**
 * Files that left their folder. A document that is still somewhere else is named after that place; one that is nowhere any
 * more is kept, with a warning: what is deleted in a folder is not deleted here without being asked for.
 */
export function leaveGone(folderId: string, gone: readonly WatchedFile[], { store, onDocumentsChanged }: Omit<Ports, 'ingestion'>): void {
  const changed = store.transaction(() => gone.filter(({ path, isGone }) => {
    const id = store.origins.documentAt(path)
    if (id === null) {
      // It was listed with the reason why it was not read, or a person has removed it.
      store.watched.forget(folderId, path)
      const listed = store.documents.get(documentIdForPath(path))
      if (listed && listed.sha256 === null) store.documents.delete(listed.id)
      return true
    }
    const other = store.watched.otherPlaceOf(id, path)
    if (other === null) {
      if (!isGone) store.watched.setGone(folderId, path)
      return store.watched.warn(id, true)
    }
    store.watched.leave(path)
    store.watched.forget(folderId, path)
    const document = store.documents.get(id)
    if (document?.storedName && document.origin === path) store.documents.relocate(id, { name: displayName(other), origin: other, storedName: document.storedName })
    return true
  }).length)
  if (changed > 0) onDocumentsChanged()
}

