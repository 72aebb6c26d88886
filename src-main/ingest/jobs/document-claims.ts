/** Who works on which document right now, so that a document can be taken away from whoever holds it. */
export interface DocumentClaims {
  /** Runs a step that holds these documents. Its signal aborts when one of them is taken away or everything stops. */
  hold(documentIds: readonly string[], step: (signal: AbortSignal) => Promise<void>): Promise<void>
  isHeld(documentId: string): boolean
  heldCount(): number
  /** Aborts whoever holds one of these documents and waits until they let go. */
  takeAway(documentIds: readonly string[]): Promise<void>
  /** Aborts everything that runs now and waits for its end. */
  stopAll(): Promise<void>
}

interface Claim { readonly ids: readonly string[]; readonly controller: AbortController; readonly ended: Promise<void> }

export function createDocumentClaims(): DocumentClaims {
  const claims = new Set<Claim>()

  const stop = async (stopped: readonly Claim[]): Promise<void> => {
    for (const { controller } of stopped) controller.abort()
    await Promise.all(stopped.map(({ ended }) => ended))
  }

  return {
    async hold(ids, step) {
      const ended = Promise.withResolvers<void>()
      const claim: Claim = { ids, controller: new AbortController(), ended: ended.promise }
      claims.add(claim)
      try {
        await step(claim.controller.signal)
      } finally {
        claims.delete(claim)
        ended.resolve()
      }
    },
    isHeld: (id) => [...claims].some(({ ids }) => ids.includes(id)),
    heldCount: () => [...claims].reduce((sum, { ids }) => sum + ids.length, 0),
    takeAway: (wanted) => stop([...claims].filter(({ ids }) => ids.some((id) => wanted.includes(id)))),
    stopAll: () => stop([...claims]),
  }
}
