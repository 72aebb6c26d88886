/** How far back a rate looks: long enough to be steady, short enough to follow a machine that slows down. */
const windowMs = 30_000

/** So many a second over the last half minute of work, or as far back as `spanMs` says. */
export interface Rate {
  add(count: number): void
  /** Null until two batches have been seen. */
  perSecond(): number | null
  /** Work stopped; the time until the next batch is not counted. */
  interrupt(): void
}

export function createRate(now: () => number = () => performance.now(), spanMs = windowMs): Rate {
  let samples: { readonly at: number; readonly count: number }[] = []
  return {
    add(count) {
      const at = now()
      samples = [...samples.filter((sample) => at - sample.at < spanMs), { at, count }]
    },
    perSecond() {
      const [first, ...rest] = samples
      const last = rest.at(-1)
      if (!first || !last || last.at <= first.at) return null
      // The first sample only starts the clock: its own work lies before it.
      return rest.reduce((sum, { count }) => sum + count, 0) / ((last.at - first.at) / 1000)
    },
    interrupt() { samples = [] },
  }
}
