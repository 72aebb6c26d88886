const windowMs = 15_000

/** Rate over the last fifteen seconds (packages come in lumps), so that what was on disk before, or a slow start, does not colour the time left. */
export class ProgressMeter {
  readonly #samples: { readonly atMs: number; readonly bytes: number }[] = []
  readonly #now: () => number

  constructor(now: () => number = () => performance.now()) {
    this.#now = now
  }

  add(bytesDone: number): void {
    const atMs = this.#now()
    this.#samples.push({ atMs, bytes: bytesDone })
    while (this.#samples.length > 2 && atMs - (this.#samples[0]?.atMs ?? 0) > windowMs) this.#samples.shift()
  }

  /** Null until half a second was measured. */
  bytesPerSecond(): number | null {
    const first = this.#samples[0]
    const last = this.#samples.at(-1)
    if (!first || !last || last.atMs - first.atMs < 500) return null
    return Math.max(0, ((last.bytes - first.bytes) / (last.atMs - first.atMs)) * 1000)
  }

  secondsLeft(bytesTotal: number): number | null {
    const rate = this.bytesPerSecond()
    const done = this.#samples.at(-1)?.bytes ?? 0
    return rate === null || rate === 0 ? null : Math.max(0, (bytesTotal - done) / rate)
  }
}
