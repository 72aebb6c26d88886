import type { Failure } from '../../../src-preload/contract/index.ts'
import type { DocumentRow } from '../../store/documents-table.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import { displayName } from '../file-discovery.ts'
import { depthRefusal, expansionRefusal } from '../container-limits.ts'
import type { CollectedChild } from './collect-children.ts'
import { leave, revive } from './document-family.ts'
import type { IngestionPorts } from './ingestion-ports.ts'

type Store = IngestionPorts['store']

/** Children without the document itself and what it lies in: an archive that holds itself would never end, and never go. */
export function withoutAncestors(parent: DocumentRow, children: readonly CollectedChild[], store: Store): CollectedChild[] {
  const around = ancestorsOf(parent.id, store)
  return children.filter(({ id }) => !around.has(id))
}

/**
 * Lists files that were found inside a document, in the caller's transaction. A file that is known already, from a disk or
 * from another container, is not listed twice: it lies in both. `expands`: the document is packed, so that what it holds can
 * be much more than itself. Repeatable.
 */
export function listChildren(parent: DocumentRow, children: readonly CollectedChild[], expands: boolean, store: Store): void {
  let unpacked = expands && parent.depth > 0 ? store.documents.bytesInFamily(parent.id) : 0
  for (const child of children) {
    unpacked += child.bytes
    list(parent, child, unpacked, store)
    store.origins.point(child.path, child.id, parent.id)
  }
}

/** What an earlier reading found, and this one did not, goes unless it lies somewhere else. False when one that was listed is not there any more. */
export function keepOnly(parent: DocumentRow, children: readonly CollectedChild[], store: Store): boolean {
  const kept = new Set(children.map(({ path }) => path))
  const inside = store.origins.inside(parent.id)
  leave(parent.id, inside.filter(({ path }) => !kept.has(path)), store)
  return inside.filter(({ path }) => kept.has(path)).length === kept.size
}

function list(parent: DocumentRow, child: CollectedChild, unpacked: number, store: Store): void {
  const depth = parent.depth + 1
  const known = store.documents.get(child.id)
  if (!known) {
    const failure = refusal(child, depth) ?? expansionRefusal(unpacked)
    store.documents.insert({
      id: child.id, sha256: child.sha256, storedName: child.storedName, bytes: child.bytes, parentId: parent.id, depth,
      name: displayName(child.name.replaceAll('\\', '/')), origin: `${parent.origin}/${child.name}`, ...(failure && { failure }),
    })
    return
  }
  if (known.supersededBy) revive(known.id, store)
  if (known.failure?.code === 'document-too-deep' && depthRefusal(known.depth) && !depthRefusal(depth)) {
    store.documents.setParent(known.id, parent.id, depth)
    store.documents.restart(known.id)
  }
}

/** Why it is not even tried; whether its kind can be read is decided by its content, as for any other file. */
function refusal({ bytes }: CollectedChild, depth: number): Failure | null {
  return bytes === 0 ? toFailure(new AppError('file-empty')) : depthRefusal(depth)
}

/** A document, what it lies in, what that lies in, and so on. */
function ancestorsOf(id: string, store: Store): Set<string> {
  const found = new Set([id])
  for (const one of found) for (const container of store.origins.containersOf(one)) found.add(container)
  return found
}
