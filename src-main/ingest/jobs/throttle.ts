/** Calls `report` at most every `everyMs`, the last change never lost. */
export interface Throttle extends Disposable {
  changed(): void
  /** Reports now. */
  flush(): void
}

export function createThrottle(report: () => void, everyMs: number): Throttle {
  let timer: NodeJS.Timeout | null = null
  let lastAt = Number.NEGATIVE_INFINITY

  const flush = (): void => {
    if (timer) clearTimeout(timer)
    timer = null
    lastAt = performance.now()
    report()
  }
  return {
    flush,
    changed() {
      if (timer) return
      const waitMs = lastAt + everyMs - performance.now()
      if (waitMs <= 0) return flush()
      timer = setTimeout(flush, waitMs)
      timer.unref()
    },
    [Symbol.dispose]() {
      if (timer) clearTimeout(timer)
      timer = null
    },
  }
}
