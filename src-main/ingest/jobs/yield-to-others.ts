/** Lets everything else that waits for the main thread run first. */
export const yieldToOthers = (): Promise<void> => new Promise((resolve) => { setImmediate(resolve) })

/** Yields once this much time has been used: cheap to call in every turn of a loop. */
export function createBreather(afterMs = 8): () => Promise<void> {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < afterMs) return
    await yieldToOthers()
    since = performance.now()
  }
}
