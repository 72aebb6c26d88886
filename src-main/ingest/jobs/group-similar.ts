import type { SignedDocument } from '../../store/similar-table.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { bandsOf, createSignature, similarity } from './text-signature.ts'
import { createBreather } from './yield-to-others.ts'

type Store = IngestionPorts['store']

/** From here on two documents say nearly the same. */
const nearly = 0.8
/** Documents compared with a new one, and members up to which a group is put together anew when one leaves it. */
const mostCompared = 500
const pagesPerSlice = 25

/** The signature of all that a document says; null when that is too little to compare. */
export async function signatureOf({ id, pageCount }: { readonly id: string; readonly pageCount: number }, store: Store): Promise<Uint32Array | null> {
  const builder = createSignature()
  const breathe = createBreather()
  for (let from = 1; from <= pageCount; from += pagesPerSlice) {
    for (const { text } of store.pages.slice(id, from, pagesPerSlice)) {
      builder.add(text)
      await breathe()
    }
  }
  return builder.finish()
}

/**
 * Puts a document into the group of those that say nearly the same, in the caller's transaction. Groups are named after
 * their smallest id, so that they are the same in whatever order documents come.
 */
export function groupSimilar(id: string, signature: Uint32Array | null, store: Store): void {
  ungroup(id, store)
  if (!signature) return
  store.similar.put(id, signature, bandsOf(signature))
  const joined = new Set([id])
  for (const other of store.similar.candidates(id, mostCompared)) {
    if (joined.has(other.id) || similarity(signature, other.signature) < nearly) continue
    joined.add(other.id)
    if (other.group) for (const member of store.similar.members(other.group)) joined.add(member.id)
  }
  name([...joined], store)
}

/** The document is compared with no other any more; those that were alike only through it part. */
export function ungroup(id: string, store: Store): void {
  const group = store.similar.get(id)?.group ?? null
  store.similar.forget(id)
  if (!group) return
  const left = store.similar.members(group)
  if (left.length > mostCompared) return
  for (const part of partsOf(left)) name(part, store)
}

function name(ids: readonly string[], store: Store): void {
  const [smallest] = ids.toSorted()
  store.similar.setGroup(ids, ids.length > 1 ? smallest ?? null : null)
}

function partsOf(documents: readonly SignedDocument[]): string[][] {
  const open = new Set(documents)
  const parts: string[][] = []
  for (const first of documents) {
    if (!open.delete(first)) continue
    const part = [first]
    for (const one of part) {
      for (const other of open) {
        if (similarity(one.signature, other.signature) < nearly) continue
        open.delete(other)
        part.push(other)
      }
    }
    parts.push(part.map(({ id }) => id))
  }
  return parts
}
