import { createHash } from 'node:crypto'
import type { Embedder } from '../../src-main/model/embedder/embedder.ts'

/** A deterministic embedder without weights: words are hashed into buckets, so that shared words make texts similar. */
export function hashEmbedder({ dimensions = 64, id = 'hash-64', onEmbed = async () => {} }: { dimensions?: number; id?: string; onEmbed?: (texts: readonly string[]) => Promise<void> } = {}): Embedder {
  return {
    id,
    dimensions,
    maxTokens: 256,
    async embed(texts, { signal }) {
      signal?.throwIfAborted()
      await onEmbed(texts)
      signal?.throwIfAborted()
      return texts.map((text) => hashVector(text, dimensions))
    },
    async [Symbol.asyncDispose]() {},
  }
}

export function hashVector(text: string, dimensions = 64): Float32Array {
  const vector = new Float32Array(dimensions)
  for (const word of text.toLowerCase().split(/[^\p{L}\p{N}]+/u)) {
    if (word === '') continue
    const bucket = createHash('md5').update(word).digest().readUInt32BE(0) % dimensions
    vector[bucket] = (vector[bucket] ?? 0) + 1
  }
  const length = Math.hypot(...vector) || 1
  return vector.map((value) => value / length)
}
