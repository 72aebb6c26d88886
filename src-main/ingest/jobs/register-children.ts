import type { Failure } from '../../../src-preload/contract/index.ts'
import type { DocumentRow } from '../../store/documents-table.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import { displayName } from '../file-discovery.ts'
import type { CollectedChild } from './collect-children.ts'
import { leave, revive } from './document-family.ts'
import type { IngestionPorts } from './ingestion-ports.ts'

/** Containers inside containers, more of which nobody made by hand. */
const deepest = 10

type Store = IngestionPorts['store']

/**
 * Lists what was found inside a document; part of the transaction that stores its pages. A file that is known already,
 * from a disk or from another container, is not listed twice: it lies in both. What an earlier reading found, and this
 * one did not, goes unless it lies somewhere else as well.
 */
export function registerChildren(parent: DocumentRow, children: readonly CollectedChild[], store: Store): void {
  const before = store.origins.inside(parent.id)
  const around = ancestorsOf(parent.id, store)
  const kept = new Set<string>()
  for (const child of children) {
    // An archive that holds itself would otherwise never end, and never go.
    if (around.has(child.id)) continue
    list(parent, child, store)
    store.origins.point(child.path, child.id, parent.id)
    kept.add(child.path)
  }
  leave(parent.id, before.filter(({ path }) => !kept.has(path)), store)
}

function list(parent: DocumentRow, child: CollectedChild, store: Store): void {
  const depth = parent.depth + 1
  const known = store.documents.get(child.id)
  if (!known) {
    const failure = refusal(child, depth)
    store.documents.insert({
      id: child.id, sha256: child.sha256, storedName: child.storedName, bytes: child.bytes, parentId: parent.id, depth,
      name: displayName(child.name.replaceAll('\\', '/')), origin: `${parent.origin}/${child.name}`, ...(failure && { failure }),
    })
    return
  }
  if (known.supersededBy) revive(known.id, store)
  if (known.failure?.code === 'document-too-deep' && known.depth > deepest && depth <= deepest) {
    store.documents.setParent(known.id, parent.id, depth)
    store.documents.restart(known.id)
  }
}

/** Why it is not even tried; whether its kind can be read is decided by its content, as for any other file. */
function refusal({ bytes }: CollectedChild, depth: number): Failure | null {
  if (bytes === 0) return toFailure(new AppError('file-empty'))
  return depth > deepest ? toFailure(new AppError('document-too-deep', { limit: deepest })) : null
}

/** A document, what it lies in, what that lies in, and so on. */
function ancestorsOf(id: string, store: Store): Set<string> {
  const found = new Set([id])
  for (const one of found) for (const container of store.origins.containersOf(one)) found.add(container)
  return found
}
