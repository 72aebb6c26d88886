/** Tokens per second of one kind of work, recent measurements counting most. */
export interface SpeedMeter {
  add(tokens: number, ms: number): void
  /** Null until something was measured. */
  tokensPerSecond(): number | null
}

/** Half of what is remembered is replaced after this much measured time. */
const halfLifeMs = 8_000

export function createSpeedMeter(): SpeedMeter {
  let tokens = 0
  let elapsedMs = 0
  return {
    add(count, ms) {
      if (count <= 0 || ms <= 0) return
      const keep = 0.5 ** (ms / halfLifeMs)
      tokens = tokens * keep + count
      elapsedMs = elapsedMs * keep + ms
    },
    tokensPerSecond: () => (elapsedMs > 0 ? (tokens / elapsedMs) * 1000 : null),
  }
}
