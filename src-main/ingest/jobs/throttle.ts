/** Calls `report` at most every `everyMs`, the last change never lost. */
export interface Throttle extends Disposable {
  changed(): void
  /** Reports now. */
  flush(): void
}

export function createThrottle(report: () => void, everyMs: number): Throttle {
  let timer: NodeJS.Timeout | null = null
  let lastAt = Number.NEGATIVE_INFINITY
  // Work that ends while everything closes has nobody left to tell.
  let isOver = false

  const flush = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    if (isOver) return
    lastAt = performance.now()
    report()
  }
  return {
    flush,
    changed() {
      if (timer || isOver) return
      const waitMs = lastAt + everyMs - performance.now()
      if (waitMs <= 0) return flush()
      timer = setTimeout(flush, waitMs)
      timer.unref()
    },
    [Symbol.dispose]() {
      isOver = true
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
