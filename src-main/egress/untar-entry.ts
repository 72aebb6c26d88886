import { createGunzip } from 'node:zlib'
import { pipeline } from 'node:stream'
import { AppError } from '../support/errors.ts'

const block = 512
/** A header's size field is octal digits; a package's file is far below this. */
const maxEntryBytes = 1_000_000_000

/**
 * Streams one entry of a gzipped tar archive (POSIX.1-1988 ustar, as npm packs), found by its exact name. Nothing is
 * written, so no entry's name can lead anywhere; other entries are passed over.
 * Errors: `download-refused` when the entry is missing or the archive is damaged.
 */
export async function* untarEntry(archive: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let header: Uint8Array = new Uint8Array(0)
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
        const part = chunk.subarray(at, at + block - header.length)
        header = Buffer.concat([header, part])
        at += part.length
        if (header.length < block) continue
        const entry = readHeader(header)
        header = new Uint8Array(0)
        left = entry.bytes
        leftWithPadding = Math.ceil(entry.bytes / block) * block
        wanted = entry.name === name && entry.isFile
      }
    }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('download-refused', { reason: 'archive-damaged' }, { cause: error })
  }
  throw new AppError('download-refused', { reason: wanted && left > 0 ? 'archive-cut-short' : 'entry-missing' })
}

function readHeader(header: Uint8Array): { readonly name: string; readonly bytes: number; readonly isFile: boolean } {
  const field = (from: number, to: number): string => Buffer.from(header.subarray(from, to)).toString('utf8').replace(/\0.*$/s, '')
  const size = field(124, 136).trim()
  const bytes = size === '' ? 0 : Number.parseInt(size, 8)
  if (!/^[0-7]*$/.test(size) || bytes > maxEntryBytes) throw new AppError('download-refused', { reason: 'archive-damaged' })
  const prefix = field(257, 262) === 'ustar' ? field(345, 500) : ''
  return { name: prefix === '' ? field(0, 100) : `${prefix}/${field(0, 100)}`, bytes, isFile: ['', '0'].includes(field(156, 157)) }
}
