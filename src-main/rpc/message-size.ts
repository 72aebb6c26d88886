/** Room for 10,000 long paths in one `documents.add`, and for nothing that could fill the memory. */
export const maxMessageBytes = 4 * 1024 * 1024

/** Deeper than any request of the contract. */
const maxDepth = 16

/**
 * Whether a message that arrived as a value (not as text) is small enough to be looked at: strings count their UTF-16 length,
 * every other value eight bytes. Cycles end at the depth limit, and the walk ends as soon as the budget is spent.
 */
export function fitsMessage(value: unknown, maxBytes: number = maxMessageBytes): boolean {
  return spend(value, maxBytes, 0) >= 0
}

function spend(value: unknown, budget: number, depth: number): number {
  if (budget < 0 || depth > maxDepth) return -1
  if (typeof value === 'string') return budget - value.length
  if (typeof value !== 'object' || value === null) return budget - 8
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return budget - value.byteLength
  let left = budget - 8
  for (const [key, inner] of entriesOf(value)) {
    left = spend(inner, left - key.length, depth + 1)
    if (left < 0) return -1
  }
  return left
}

function* entriesOf(value: object): Generator<[string, unknown]> {
  if (value instanceof Map || value instanceof Set) {
    for (const [key, inner] of value.entries()) yield ['', [key, inner]]
    return
  }
  for (const key in value) yield [key, (value as Record<string, unknown>)[key]]
}
