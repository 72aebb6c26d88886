/** The numbers of a GGUF header that decide how much memory a context takes. */
export interface ModelShape {
  readonly layers: number
  readonly kvHeads: number
  /** Length of one head's key and value together, in elements. */
  readonly keyValueLength: number
  readonly trainContextTokens: number
  readonly weightBytes: number
}

const bytesPerElement = 2 // f16, the default cache type
const workingBytes = 350e6 // compute buffers and the vocabulary, measured on 0.5 B and 1.5 B models
const contextSizes = [8192, 6144, 4096, 3072, 2048, 1024] as const

/** Bytes that one token occupies in the KV cache: layers × KV heads × (key + value length) × 2 bytes. */
export function kvBytesPerToken(shape: ModelShape): number {
  return shape.layers * shape.kvHeads * shape.keyValueLength * bytesPerElement
}

export interface MemoryFit { readonly contextTokens: number; readonly neededBytes: number }

/**
 * The largest context that leaves the rest of the machine alone: at most 4096 tokens below 20 GB of memory (prefill
 * on such a machine takes a minute for that much), and a cache of at most an eighth of the free memory.
 * Null when not even the smallest fits.
 */
export function fitContext(shape: ModelShape, memory: { readonly totalBytes: number; readonly freeBytes: number }): MemoryFit | null {
  const most = memory.totalBytes < 20e9 ? 4096 : 8192
  const perToken = kvBytesPerToken(shape)
  for (const size of contextSizes) {
    const contextTokens = Math.min(size, shape.trainContextTokens)
    const cacheBytes = perToken * contextTokens
    const neededBytes = shape.weightBytes + cacheBytes + workingBytes
    if (size <= most && cacheBytes <= memory.freeBytes / 8 && neededBytes <= memory.freeBytes) return { contextTokens, neededBytes }
  }
  return null
}

/** What the smallest context would need, for the message when nothing fits. */
export function leastNeededBytes(shape: ModelShape): number {
  return shape.weightBytes + kvBytesPerToken(shape) * Math.min(1024, shape.trainContextTokens) + workingBytes
}
