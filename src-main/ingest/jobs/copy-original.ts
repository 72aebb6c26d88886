import { createHash } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { type copyFile as copyFileType, chmod, copyFile as systemCopyFile, open, rename, rm, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { newId } from '../../support/ids.ts'
import { AppError } from '../../support/errors.ts'
import { unlessSilent } from '../../support/unless-silent.ts'

const chunkBytes = 1 << 20
/** A drive that gives nothing for this long is gone, and must not hold up the files that come after. */
const longestSilenceMs = 60_000
/** The slowest line over which a copy, of which nothing is heard until it is whole, is waited for. */
const slowestBytesPerMs = 500

export interface HashedFile { readonly sha256: string; readonly bytes: number }

/** Hashes an ordinary file as it is now. Errors: `file-not-regular`, `file-empty`, `file-changed`, `file-unreadable` when its drive falls silent, `cancelled`, and the system's own. */
export async function hashFile(path: string, signal: AbortSignal, silenceMs = longestSilenceMs): Promise<HashedFile> {
  return unlessSilent(silenceMs, (heard) => readWhole(path, signal, heard))
}

async function readWhole(path: string, signal: AbortSignal, heard: () => void): Promise<HashedFile> {
  // Opening a named pipe without O_NONBLOCK would wait for its writer for ever.
  await using file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  const before = await file.stat()
  if (!before.isFile()) throw new AppError('file-not-regular')
  if (before.size === 0) throw new AppError('file-empty')
  const hash = createHash('sha256')
  // Not larger than the file: a megabyte for each of 10,000 letters is work for the collector alone.
  const buffer = Buffer.allocUnsafe(Math.min(chunkBytes, before.size + 1))
  let bytes = 0
  for (;;) {
    signal.throwIfAborted()
    const { bytesRead } = await file.read(buffer, 0, buffer.length)
    heard()
    if (bytesRead === 0) break
    bytes += bytesRead
    if (bytes > before.size) break
    hash.update(buffer.subarray(0, bytesRead))
  }
  if (bytes !== before.size || changed(before, await file.stat())) throw new AppError('file-changed')
  return { sha256: hash.digest('hex'), bytes }
}

/** The name of an original inside `files/`: its hash, and its extension because the format check looks at it. */
export function storedNameFor(sha256: string, path: string): string {
  const extension = extname(path).toLowerCase()
  return /^\.[a-z0-9]{1,10}$/.test(extension) ? `${sha256}${extension}` : sha256
}

export interface CopyOriginalOptions {
  readonly filesFolder: string
  readonly hashed: HashedFile
  readonly signal: AbortSignal
  readonly copyFile?: typeof copyFileType
  readonly silenceMs?: number
}

/**
 * Copies a file into the matter under its content's name, sharing blocks where the file system can. The name appears only
 * when the whole copy is there and has the expected hash. Errors: `file-changed`, `file-unreadable` when its drive falls
 * silent, `disk-full`, `cancelled`, the system's own.
 */
export async function copyOriginal(path: string, { filesFolder, hashed, signal, copyFile = systemCopyFile, silenceMs = longestSilenceMs }: CopyOriginalOptions): Promise<string> {
  const storedName = storedNameFor(hashed.sha256, path)
  const target = join(filesFolder, storedName)
  if ((await stat(target).catch(() => null))?.size === hashed.bytes) return storedName
  const part = join(filesFolder, `.part-${newId('d')}`)
  try {
    await unlessSilent(silenceMs + hashed.bytes / slowestBytesPerMs, () => copyFile(path, part, constants.COPYFILE_FICLONE))
    await chmod(part, 0o600)
    const copied = await hashFile(part, signal)
    if (copied.sha256 !== hashed.sha256) throw new AppError('file-changed')
    {
      await using file = await open(part, 'r+')
      await file.sync()
    }
    await rename(part, target)
    return storedName
  } finally {
    await rm(part, { force: true })
  }
}

function changed(before: Stats, after: Stats): boolean {
  return before.size !== after.size || before.mtimeMs !== after.mtimeMs
}
