/**
 * The mean of a text's token vectors, scaled to unit length: how all-MiniLM-L6-v2 was trained to be read
 * (sbert.net, pretrained models). `states` holds `tokens` rows of `dimensions` numbers, none of them padding.
 */
export function meanPool(states: Float32Array, tokens: number, dimensions: number): Float32Array<ArrayBuffer> {
  const sums = new Float64Array(dimensions)
  for (let token = 0; token < tokens; token++) {
    const row = token * dimensions
    for (let d = 0; d < dimensions; d++) sums[d] = (sums[d] ?? 0) + (states[row + d] ?? 0)
  }
  const norm = Math.hypot(...sums)
  return Float32Array.from(sums, (sum) => (norm > 0 ? sum / norm : 0))
}
