import { create } from 'zustand'
import type { CallParams, Document } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'

interface RelatedState {
  /** Documents by id, as far as they were met; for the name of a parent and for the viewer. */
  readonly known: ReadonlyMap<string, Document>
  /** How many documents belong together, by `inside:…`, `similar:…`, `thread:…`. */
  readonly counts: ReadonlyMap<string, number>
  /** Rises when counts may have changed; the old ones are shown until the new ones are here. */
  readonly generation: number
}

/** What is told about a document beyond its own row. */
export const useRelated = create<RelatedState>(() => ({ known: new Map(), counts: new Map(), generation: 0 }))

/** The generation that each count is of. */
const countedIn = new Map<string, number>()

const pending = new Map<string, Promise<void>>()

function once(key: string, run: () => Promise<void>): Promise<void> {
  const running = pending.get(key)
  if (running !== undefined) return running
  const begun = run().finally(() => pending.delete(key))
  pending.set(key, begun)
  return begun
}

/** Remembers rows that passed by, so that they need not be looked for. */
export function learn(documents: readonly Document[]): void {
  useRelated.setState((before) => ({ known: new Map([...before.known, ...documents.map((each) => [each.id, each] as const)]) }))
}

/** Counts may have changed; those on screen are asked for again. */
export function recount(): void {
  useRelated.setState((before) => ({ generation: before.generation + 1 }))
}

export function forgetRelated(): void {
  countedIn.clear()
  useRelated.setState({ known: new Map(), counts: new Map() })
}

const kinds = { inside: 'parentId', similar: 'similarGroup', thread: 'thread' } as const

/** Counts the documents of a group, once in a generation. */
export function countGroup(matterId: string, kind: keyof typeof kinds, id: string): void {
  const key = `${kind}:${id}`
  const { generation } = useRelated.getState()
  if (countedIn.get(key) === generation) return
  countedIn.set(key, generation)
  void once(`${matterId}/${key}`, async () => {
    const outcome = await call('documents.query', { matterId, [kinds[kind]]: id, limit: 1 })
    if (!outcome.ok) countedIn.delete(key)
    else if (useRelated.getState().counts.get(key) !== outcome.value.total) useRelated.setState((before) => ({ counts: new Map([...before.counts, [key, outcome.value.total]]) }))
  })
}

const mostAtOnce = 500

async function search(query: CallParams<'documents.query'>, documentId: string): Promise<boolean> {
  for (let offset = 0; ; offset += mostAtOnce) {
    const outcome = await call('documents.query', { ...query, withSuperseded: true, offset, limit: mostAtOnce })
    if (!outcome.ok || outcome.value.documents.length === 0) return false
    learn(outcome.value.documents)
    if (outcome.value.documents.some((each) => each.id === documentId)) return true
  }
}

/**
 * Finds a document by its id: by its name where that is known, else by going through the list. There is no call for one
 * document; what is met on the way is remembered, so the whole list is gone through once at most.
 */
export function findDocument(matterId: string, documentId: string, name: string | null): Promise<void> {
  if (useRelated.getState().known.has(documentId)) return Promise.resolve()
  return once(`${matterId}/${documentId}`, async () => {
    if (name !== null && await search({ matterId, name: name.slice(0, 200) }, documentId)) return
    await once(`${matterId}/all`, async () => { await search({ matterId }, documentId) })
  })
}

/** Asks for a document again that may have changed. */
export function refreshDocument(matterId: string, documentId: string, name: string): Promise<void> {
  return once(`${matterId}/${documentId}`, async () => { await search({ matterId, name: name.slice(0, 200) }, documentId) })
}
