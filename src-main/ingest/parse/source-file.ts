import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { extname } from 'node:path'
import { AppError } from '../../support/errors.ts'

/** The bytes of one file, read whole; `extension` is lower case with its dot. */
export interface SourceFile {
  readonly bytes: Uint8Array
  readonly extension: string
}

/** Larger files are refused before they are read. */
const maxFileBytes = 512_000_000
/** Text is held in memory several times over while it is read, so its limit is lower. */
export const maxTextBytes = 64_000_000

/**
 * Reads a regular file and makes sure that it was the same file all the while: device, inode, size and time of the last
 * change are compared before and after. Errors: `file-missing`, `file-unreadable`, `file-not-regular`, `file-empty`,
 * `file-too-large`, `file-changed`.
 */
export async function readSourceFile(path: string): Promise<SourceFile> {
  // O_NONBLOCK: opening a FIFO that nobody writes to would otherwise wait for ever.
  await using handle = await open(path, fsFlags())
  const before = await handle.stat({ bigint: true })
  if (!before.isFile()) throw new AppError('file-not-regular')
  if (before.size === 0n) throw new AppError('file-empty')
  if (before.size > BigInt(maxFileBytes)) throw new AppError('file-too-large', { limitBytes: maxFileBytes })
  const bytes = new Uint8Array(Number(before.size))
  let read = 0
  while (read < bytes.length) {
    const { bytesRead } = await handle.read(bytes, read, bytes.length - read, read)
    if (bytesRead === 0) break
    read += bytesRead
  }
  const after = await handle.stat({ bigint: true })
  const same = after.size === before.size && after.mtimeNs === before.mtimeNs && after.ino === before.ino && after.nlink > 0n
  if (read !== bytes.length || !same) throw new AppError('file-changed')
  return { bytes, extension: extname(path).toLowerCase() }
}

function fsFlags(): number {
  return constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
}
