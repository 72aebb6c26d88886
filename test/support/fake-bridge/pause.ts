let nextId = 100

export function newId(prefix: string): string {
  nextId += 1
  return `${prefix}_${String(nextId).padStart(16, '0')}`
}

/** Waits; rejects as soon as it is stopped. */
export function pause(ms: number, signal: AbortSignal | null = null): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(new Error('stopped'))
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal?.aborted === true) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
