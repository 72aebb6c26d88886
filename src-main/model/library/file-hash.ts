import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'

/** SHA-256 of a file, or of its first `bytes`, read in pieces. Hexadecimal through `digest('hex')`. */
export async function hashFile(path: string, options: { readonly bytes?: number; readonly signal?: AbortSignal; readonly onBytes?: (bytes: number) => void } = {}): Promise<Hash> {
  const hash = createHash('sha256')
  if (options.bytes === 0) return hash
  const stream = createReadStream(path, {
    highWaterMark: 1 << 20,
    ...(options.bytes === undefined ? {} : { end: options.bytes - 1 }),
    ...(options.signal ? { signal: options.signal } : {}),
  })
  for await (const chunk of stream as AsyncIterable<Uint8Array>) {
    hash.update(chunk)
    options.onBytes?.(chunk.byteLength)
  }
  return hash
}
