import { sep } from 'node:path'
import type { WatchedFile } from '../../store/watched-folders-table.ts'
import type { FolderSight, SeenFile } from './scan-folder.ts'

/** A file that was other than known when it was first seen so, and how long it has been the same since. */
export interface Unsettled { readonly bytes: number; readonly modifiedMs: number; readonly sinceMs: number }

export interface FolderChanges {
  /** New or other than before, and no longer written to. */
  readonly settled: readonly SeenFile[]
  /** What to look at again soon. */
  readonly unsettled: ReadonlyMap<string, Unsettled>
  /** Known files that are not there any more. */
  readonly gone: readonly WatchedFile[]
}

export interface CompareOptions {
  readonly known: readonly WatchedFile[]
  /** As {@link FolderChanges.unsettled} of the last look. */
  readonly unsettled: ReadonlyMap<string, Unsettled>
  readonly nowMs: number
  readonly settleMs: number
}

/**
 * What changed in a folder since it was last looked at. A file has settled when it was last written to long enough ago, or,
 * since a server's clock may be wrong, was the same for as long by ours. Nothing is said to be gone from a folder that could
 * not be listed.
 */
export function compareSight({ files, unseen }: FolderSight, { known, unsettled: before, nowMs, settleMs }: CompareOptions): FolderChanges {
  const knownAt = new Map(known.map((file) => [file.path, file]))
  const settled: SeenFile[] = []
  const unsettled = new Map<string, Unsettled>()
  for (const file of files) {
    const last = knownAt.get(file.path)
    // A person removed what was read from it; a newer version is not wanted either.
    if (last?.isDeclined) continue
    if (last && !last.isGone && last.bytes === file.bytes && last.modifiedMs === file.modifiedMs) continue
    const age = nowMs - file.changedMs
    const waiting = before.get(file.path)
    const sinceMs = waiting && waiting.bytes === file.bytes && waiting.modifiedMs === file.modifiedMs ? waiting.sinceMs : nowMs
    // A time in the future says nothing.
    if ((age >= settleMs) || nowMs - sinceMs >= settleMs) settled.push(file)
    else unsettled.set(file.path, { bytes: file.bytes, modifiedMs: file.modifiedMs, sinceMs })
  }
  const there = new Set(files.map(({ path }) => path))
  const gone = known.filter(({ path }) => !there.has(path) && !unseen.some((folder) => path.startsWith(folder + sep)))
  return { settled, unsettled, gone }
}
