/** What was tried, for the log: an enum, never an address. */
export type RefusedKind = 'socket' | 'listen' | 'datagram' | 'name-lookup' | 'process' | 'binding' | 'inspector'

const listeners = new Set<(kind: RefusedKind) => void>()

/** Called for each refusal of the guard in this thread; returns the way to stop. */
export function onRefusal(listener: (kind: RefusedKind) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** For the guard alone: tells whoever listens. */
export function announceRefusal(kind: RefusedKind): void {
  for (const listener of listeners) listener(kind)
}
