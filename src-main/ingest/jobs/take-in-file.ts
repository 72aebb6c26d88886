import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Failure } from '../../../src-preload/contract/index.ts'
import { documentIdFor, documentIdForPath } from '../../store/document-id.ts'
import type { NewDocument } from '../../store/documents-table.ts'
import { isAbort, toFailure } from '../../support/errors.ts'
import { displayName } from '../file-discovery.ts'
import { copyOriginal, hashFile } from './copy-original.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { revive, startRemoving, supersede } from './document-family.ts'

export type IntakeOutcome = 'added' | 'unchanged' | 'replaced' | 'failed'

/** `waitForRemoval` resolves when a document of these bytes, if it is being removed, is gone. */
export type TakeInPorts = Pick<IngestionPorts, 'store' | 'filesFolder' | 'copyFile'> & { readonly waitForRemoval: (documentId: string, signal: AbortSignal) => Promise<void> }

/**
 * Takes one file into the matter: copies it and lists it as `discovered`. The same bytes again change nothing; other bytes
 * at a known path take the place of the old version once they are committed. A file that cannot be read is listed as failed.
 * Only an abort throws.
 */
export async function takeInFile(path: string, ports: TakeInPorts, signal: AbortSignal): Promise<IntakeOutcome> {
  const { store, filesFolder, copyFile, waitForRemoval } = ports
  try {
    const hashed = await hashFile(path, signal)
    const id = documentIdFor(hashed.sha256)
    await waitForRemoval(id, signal)
    const known = store.documents.get(id)
    const toRead = !known || known.state === 'failed'
    const storedName = toRead ? await copyOriginal(path, { filesFolder, hashed, signal, ...(copyFile && { copyFile }) }) : null
    const replaced = store.transaction(() => {
      store.documents.delete(documentIdForPath(path))
      if (store.documents.get(id)?.supersededBy) revive(id, store)
      if (storedName) list({ id, sha256: hashed.sha256, name: displayName(path), origin: path, storedName, bytes: hashed.bytes }, store)
      const isOther = pointTo(id, path, store)
      store.origins.unqueue(path)
      return isOther
    })
    // A failed document may be tried again under another name, after which its format is judged.
    if (known?.storedName && storedName && known.storedName !== storedName) await rm(join(filesFolder, known.storedName), { force: true })
    if (replaced) return 'replaced'
    return toRead ? 'added' : 'unchanged'
  } catch (error) {
    if (isAbort(error) || signal.aborted) throw error
    listFailure(path, toFailure(error), store)
    return 'failed'
  }
}

function list(document: NewDocument & { readonly storedName: string }, store: IngestionPorts['store']): void {
  if (!store.documents.get(document.id)) return store.documents.insert(document)
  store.documents.relocate(document.id, document)
  store.documents.restart(document.id)
}

/** Lists a path whose bytes could not be taken in. What the matter holds of it from before stays. */
export function listFailure(path: string, failure: Failure, store: IngestionPorts['store']): void {
  store.transaction(() => {
    const id = documentIdForPath(path)
    if (store.documents.get(id)) store.documents.fail(id, failure)
    else store.documents.insert({ id, sha256: null, name: displayName(path), origin: path, storedName: null, bytes: 0, failure })
    store.origins.unqueue(path)
  })
}

/** From now on `path` stands for this document. True when it stood for another one, whose place it takes unless other paths hold that. */
function pointTo(id: string, path: string, store: IngestionPorts['store']): boolean {
  const before = store.origins.documentAt(path)
  store.origins.point(path, id)
  store.origins.keep(id)
  if (!before || before === id) return false
  if (store.origins.isPointedAt(before)) return true
  const isCommitted = store.documents.get(id)?.state === 'committed'
  if (store.documents.get(before)?.state === 'committed') {
    if (isCommitted) supersede(before, id, store)
    else store.origins.replace(before, id, path)
    return true
  }
  // A version that never became searchable goes at once, and what it was to replace waits for this one.
  for (const { oldId, path: oldPath } of store.origins.replacedBy(before)) {
    store.origins.keep(oldId)
    if (isCommitted) supersede(oldId, id, store)
    else store.origins.replace(oldId, id, oldPath)
  }
  startRemoving([before], store)
  return true
}
