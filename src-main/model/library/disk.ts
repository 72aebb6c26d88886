import { mkdir, open, rename, rm, stat, statfs, truncate } from 'node:fs/promises'
import { AppError } from '../../support/errors.ts'

/** A file that is being written at its end. */
export interface GrowingFile {
  append(bytes: Uint8Array): Promise<void>
  /** Until this resolves, a power cut may take what was appended. */
  flush(): Promise<void>
  close(): Promise<void>
}

/** What the library does to the disk; a port, so that tests can fill it or make it read-only. */
export interface Disk {
  makeFolder(path: string): Promise<void>
  /** Size of a regular file; null when there is none. */
  sizeOf(path: string): Promise<number | null>
  /** Opens a file for appending after cutting it to `keepBytes`. */
  grow(path: string, keepBytes: number): Promise<GrowingFile>
  rename(from: string, to: string): Promise<void>
  remove(path: string): Promise<void>
  freeBytes(folder: string): Promise<number>
}

export const realDisk: Disk = {
  makeFolder: async (path) => { await mkdir(path, { recursive: true, mode: 0o700 }) },
  sizeOf: async (path) => {
    const found = await stat(path).catch(() => null)
    return found?.isFile() ? found.size : null
  },
  async grow(path, keepBytes) {
    const handle = await open(path, 'a', 0o600)
    try {
      await truncate(path, keepBytes)
    } catch (error) {
      await handle.close()
      throw error
    }
    return {
      append: async (bytes) => { await handle.appendFile(bytes) },
      flush: () => handle.sync(),
      close: () => handle.close(),
    }
  },
  rename,
  remove: (path) => rm(path, { recursive: true, force: true }),
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}

/** Runs a step that writes; the disk's own errors become `disk-full` and `disk-read-only`. */
export async function onDisk<T>(step: () => Promise<T>): Promise<T> {
  try {
    return await step()
  } catch (error) {
    throw diskFailure(error)
  }
}

function diskFailure(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code === 'ENOSPC' || code === 'EDQUOT') return new AppError('disk-full', {}, { cause: error })
  if (['EROFS', 'EACCES', 'EPERM', 'ENOTDIR'].includes(code)) return new AppError('disk-read-only', {}, { cause: error })
  return error
}
