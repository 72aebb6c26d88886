import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream'
import { AppError } from '../support/errors.ts'
import { readTarHeader, tarBlockBytes, type TarHeader } from '../support/tar-header.ts'

/** A package's file is far below this. */
const maxEntryBytes = 1_000_000_000

/**
 * Streams one entry of a gzipped tar archive, as npm packs, found by the exact name in its header. Nothing is
 * written, so no entry's name can lead anywhere; other entries are passed over.
 * Errors: `download-refused` when the entry is missing or the archive is damaged.
 */
export async function* untarEntry(archive: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let block: Uint8Array = new Uint8Array(0)
  // What is left of the present entry's bytes, and of those with the padding to whole blocks.
  let [left, leftWithPadding, wanted] = [0, 0, false]
  try {
    for await (const chunk of pipeline(archive, createGunzip(), () => {}) as AsyncIterable<Uint8Array>) {
      for (let at = 0; at < chunk.length;) {
        if (leftWithPadding > 0) {
          const step = Math.min(leftWithPadding, chunk.length - at)
          if (wanted && left > 0) yield chunk.subarray(at, at + Math.min(left, step))
          left = Math.max(0, left - step)
          leftWithPadding -= step
          at += step
          if (wanted && left === 0) return
          continue
        }
        const part = chunk.subarray(at, at + tarBlockBytes - block.length)
        block = Buffer.concat([block, part])
        at += part.length
        if (block.length < tarBlockBytes) continue
        const header = headerIn(block)
        block = new Uint8Array(0)
        left = header?.bytes ?? 0
        leftWithPadding = header?.paddedBytes ?? 0
        wanted = header?.kind === 'file' && Buffer.from(header.name).toString('utf8') === name
      }
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('download-refused', { reason: 'archive-damaged' }, { cause: error })
  }
  throw new AppError('download-refused', { reason: wanted && left > 0 ? 'archive-cut-short' : 'entry-missing' })
}

/** Null for the empty blocks at an archive's end. */
function headerIn(block: Uint8Array): TarHeader | null {
  const header = readTarHeader(block)
  if (header === null && block.every((byte) => byte === 0)) return null
  if (header === null || header.bytes > maxEntryBytes) throw new AppError('download-refused', { reason: 'archive-damaged' })
  return header
}
