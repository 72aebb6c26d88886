// Vectors of evaluation texts, kept in a temporary folder between runs: embedding the collections takes minutes.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Embedder } from '../src-main/model/embedder/embedder.ts'

const folder = join(tmpdir(), 'strongroom-bench-vectors')
const blockSize = 256

/** As {@link Embedder.embed}, from the cache where the same texts were embedded before. Saved block by block, so that a stopped run goes on. */
export async function cachedVectors(embedder: Embedder, texts: readonly string[], kind: 'query' | 'passage'): Promise<Float32Array[]> {
  mkdirSync(folder, { recursive: true })
  const vectors: Float32Array[] = []
  for (let from = 0; from < texts.length; from += blockSize) {
    const block = texts.slice(from, from + blockSize)
    const name = createHash('sha256').update(JSON.stringify([embedder.id, block])).digest('hex')
    const file = join(folder, `${name}.f32`)
    if (!existsSync(file)) {
      const made = await embedder.embed(block, { kind })
      writeFileSync(`${file}.part`, Buffer.concat(made.map((vector) => Buffer.from(vector.buffer, vector.byteOffset, vector.byteLength))))
      renameSync(`${file}.part`, file)
    }
    const bytes = readFileSync(file)
    const joined = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength))
    for (let index = 0; index < block.length; index++) vectors.push(joined.slice(index * embedder.dimensions, (index + 1) * embedder.dimensions))
  }
  return vectors
}
