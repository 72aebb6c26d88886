import { lstat, opendir, realpath, stat } from 'node:fs/promises'
import type { Stats } from 'node:fs'
import { basename, join, resolve, sep } from 'node:path'
import type { Failure } from '../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../support/errors.ts'
import { isReadableName } from './parse/sniff-format.ts'

/** A file to read, or a file or folder that was left out and why. `path` opens it; `displayName` may be shown. */
export type DiscoveredItem =
  | { readonly kind: 'file'; readonly path: string; readonly displayName: string; readonly bytes: number }
  | { readonly kind: 'refused'; readonly path: string; readonly displayName: string; readonly failure: Failure }

/** Folders nested deeper than this are left out; paths of that depth reach the limits of file systems anyway. */
const maxDepth = 100

/**
 * Walks files and folders in a fixed order (names by code point, folders where their name falls). Hidden files and what
 * systems leave behind are skipped silently inside folders; everything else that cannot be read comes as an item with its
 * reason, so that a person sees what is missing. Links are followed only while they stay inside the folder that was
 * added, and no folder is read twice. Throws only when `signal` aborts.
 */
export async function* discoverFiles(paths: readonly string[], { signal }: { readonly signal: AbortSignal }): AsyncGenerator<DiscoveredItem, void, undefined> {
  const seen = new Set<string>()
  for (const path of paths) yield* discoverRoot(resolve(path), seen, signal)
}

/** A name that is safe to show: no line breaks, controls or direction marks, which could make it look like another name. */
export function displayName(path: string): string {
  const shown = basename(path).toWellFormed().replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]+/gu, ' ').replace(/\s+/g, ' ').trim().slice(0, 255)
  return shown === '' || /^\.+$/.test(shown) ? 'unnamed' : shown
}

async function* discoverRoot(path: string, seen: Set<string>, signal: AbortSignal): AsyncGenerator<DiscoveredItem, void, undefined> {
  signal.throwIfAborted()
  const found = await attempt(path, async () => ({ real: await realpath(path), stats: await stat(path) }))
  if ('failure' in found) return yield found.failure
  const { real, stats } = found.value
  if (!stats.isDirectory()) return yield* classify(path, real, stats, seen, { named: true })
  yield* walk(real, seen, signal)
}

/** Depth first without recursion; the names of one folder are held at a time per level. */
async function* walk(root: string, seen: Set<string>, signal: AbortSignal): AsyncGenerator<DiscoveredItem, void, undefined> {
  const levels: string[][] = [[root]]
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    signal.throwIfAborted()
    const path = level.shift()
    if (path === undefined) {
      levels.pop()
      continue
    }
    const found = await attempt(path, () => resolveInside(path, root))
    if ('failure' in found) {
      yield found.failure
      continue
    }
    const { real, stats } = found.value
    if (!stats.isDirectory()) yield* classify(path, real, stats, seen, { named: false })
    else if (levels.length > maxDepth) yield refused(path, new AppError('document-too-deep', { limit: maxDepth }))
    else if (seen.has(real)) yield refused(path, new AppError('folder-loop'))
    else {
      seen.add(real)
      const listed = await attempt(path, () => visibleNames(path, signal))
      if ('failure' in listed) yield listed.failure
      else levels.push(listed.value.map((name) => join(path, name)))
    }
  }
}

/** Follows a link only to a place inside the folder that was added: a link is not a way to read the rest of the disk. */
async function resolveInside(path: string, root: string): Promise<{ readonly real: string; readonly stats: Stats }> {
  const own = await lstat(path)
  if (!own.isSymbolicLink()) return { real: path, stats: own }
  const real = await realpath(path)
  if (real !== root && !real.startsWith(root.endsWith(sep) ? root : root + sep)) throw new AppError('file-not-regular')
  return { real, stats: await stat(real) }
}

async function visibleNames(folder: string, signal: AbortSignal): Promise<string[]> {
  const names: string[] = []
  for await (const entry of await opendir(folder)) {
    signal.throwIfAborted()
    if (!isJunkName(entry.name)) names.push(entry.name)
  }
  return names.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
}

/** Hidden files, locks of office programs, downloads that are not done, and what systems leave behind. */
export function isJunkName(name: string): boolean {
  return name.startsWith('.') || name.startsWith('~$') || /\.(?:part|partial|crdownload|download|tmp)$/i.test(name) || /^(?:thumbs\.db|desktop\.ini|__macosx|\$recycle\.bin)$/i.test(name)
}

function* classify(path: string, real: string, stats: Stats, seen: Set<string>, { named }: { readonly named: boolean }): Generator<DiscoveredItem, void, undefined> {
  if (!stats.isFile()) return yield refused(path, new AppError('file-not-regular'))
  // The same file by two ways, such as a link beside it, is one file.
  if (seen.has(real)) return
  seen.add(real)
  // A file that a person named is tried whatever its extension: its content decides.
  if (!named && !isReadableName(basename(path))) return yield refused(path, new AppError('format-unsupported'))
  yield { kind: 'file', path, displayName: displayName(path), bytes: stats.size }
}

function refused(path: string, error: unknown): Extract<DiscoveredItem, { kind: 'refused' }> {
  return { kind: 'refused', path, displayName: displayName(path), failure: toFailure(error) }
}

async function attempt<T>(path: string, step: () => Promise<T>): Promise<{ readonly value: T } | { readonly failure: DiscoveredItem }> {
  try {
    return { value: await step() }
  } catch (error) {
    if (toFailure(error).code === 'cancelled') throw error
    return { failure: refused(path, error) }
  }
}
