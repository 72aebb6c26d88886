/** Numbers that look random and are the same for the same seed, so that a conversation that leaks can be made again. */
export interface SeededRandom {
  /** 0 ≤ n < below, whole. */
  below(limit: number): number
  chance(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** `count` characters of an alphabet. */
  text(alphabet: string, count: number): string
}

/** The generator mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for test data. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return {
    below,
    chance: (probability) => next() < probability,
    pick: (from) => {
      const one = from[below(from.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
    text: (alphabet, count) => Array.from({ length: count }, () => alphabet[below(alphabet.length)]).join(''),
  }
}
