import type { Stats } from 'node:fs'
import { basename, join, sep } from 'node:path'
import type { Failure } from '../../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import { isJunkName } from '../file-discovery.ts'
import { isReadableName } from '../parse/sniff-format.ts'
import type { FolderFileSystem } from './limited-file-system.ts'

/** A file in a followed folder. `refusal` says why it is not opened. */
export interface SeenFile {
  readonly path: string
  readonly bytes: number
  readonly modifiedMs: number
  /** When it was last written to or renamed, by the clock of its file system. */
  readonly changedMs: number
  readonly refusal: Failure | null
  /** Kept elsewhere: asking for its bytes would fetch it, or hang. */
  readonly isPlaceholder: boolean
}

export interface FolderSight {
  readonly files: readonly SeenFile[]
  /** Folders inside that could not be listed now: nothing is known of what is in them. */
  readonly unseen: readonly string[]
}

const maxDepth = 100
/** Smaller files may lie in the file system's own records and take no blocks. */
const smallestPlaceholder = 4_096

export interface ScanOptions {
  readonly files: FolderFileSystem
  /** A folder of ours, which is left out wherever it lies. */
  readonly ownFolder: string
  /** On another machine, or made by a program: such file systems may count no blocks at all. */
  readonly isRemote: boolean
  readonly signal: AbortSignal
}

/**
 * What is in a folder and the folders in it, by the rules of adding a folder (file-discovery.ts), without opening anything.
 * Links are not followed: what a link inside the folder leads to is found there by itself.
 * Errors: `folder-unreachable` when the folder itself does not answer, is not there or cannot be listed; `cancelled`.
 */
export async function scanFolder(root: string, { files: system, ownFolder, isRemote, signal }: ScanOptions): Promise<FolderSight> {
  const files: SeenFile[] = []
  const unseen: string[] = []
  let countsBlocks = !isRemote
  const waiting: { readonly folder: string; readonly depth: number }[] = [{ folder: root, depth: 0 }]
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    if (signal.aborted) throw new AppError('cancelled')
    const { folder, depth } = next
    try {
      if (folder === root && !(await system.lstat(root)).isDirectory()) throw new AppError('folder-unreachable')
      for (const entry of await system.readdir(folder)) {
        if (signal.aborted) throw new AppError('cancelled')
        const path = join(folder, entry.name)
        if (isJunkName(entry.name) || path === ownFolder) continue
        if (entry.isDirectory()) {
          if (depth < maxDepth) waiting.push({ folder: path, depth: depth + 1 })
          else files.push(refusedFolder(path, new AppError('document-too-deep', { limit: maxDepth })))
          continue
        }
        if (entry.isSymbolicLink() && await leadsInside(path, root, system)) continue
        const stats = await system.lstat(path).catch(goneMeanwhile)
        if (!stats) continue
        countsBlocks ||= stats.isFile() && stats.blocks > 0
        files.push(seen(path, stats))
      }
    } catch (error) {
      const { code } = toFailure(error)
      if (code === 'cancelled') throw error
      // The root says whether the whole is there; silence anywhere may mean that the server is gone.
      if (folder === root || code === 'folder-unreachable') throw new AppError('folder-unreachable', {}, { cause: error })
      unseen.push(folder)
      files.push(refusedFolder(folder, error))
    }
  }
  return { files: countsBlocks ? files : files.map((file) => (file.isPlaceholder ? { ...file, isPlaceholder: false, refusal: null } : file)), unseen }
}

async function leadsInside(path: string, root: string, system: FolderFileSystem): Promise<boolean> {
  const real = await system.realpath(path).catch(goneMeanwhile)
  return real === null || real === root || real.startsWith(root + sep)
}

function seen(path: string, stats: Stats): SeenFile {
  // `blocks` is undefined where the system does not count them.
  const isPlaceholder = stats.isFile() && stats.blocks === 0 && stats.size >= smallestPlaceholder
  const refusal = !stats.isFile()
    ? new AppError('file-not-regular')
    : !isReadableName(basename(path)) ? new AppError('format-unsupported') : isPlaceholder ? new AppError('file-unreadable', { reason: 'not-downloaded' }) : null
  return { path, bytes: stats.size, modifiedMs: stats.mtimeMs, changedMs: Math.max(stats.mtimeMs, stats.ctimeMs), refusal: refusal && toFailure(refusal), isPlaceholder: isPlaceholder && refusal?.code === 'file-unreadable' }
}

/** Listed like a file, so that a person sees that something is missing. */
function refusedFolder(path: string, error: unknown): SeenFile {
  return { path, bytes: 0, modifiedMs: 0, changedMs: 0, refusal: toFailure(error), isPlaceholder: false }
}

function goneMeanwhile(error: unknown): null {
  if (toFailure(error).code === 'folder-unreachable') throw error
  return null
}
