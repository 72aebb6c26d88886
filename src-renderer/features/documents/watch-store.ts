import { create } from 'zustand'
import type { WatchedFolder } from '../../../src-preload/contract/index.ts'
import { attempt, bridge, call } from '../../client/bridge.ts'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'

/** The folders of the matter on screen whose changes are followed; null until they are known. */
export const useWatched = create<{ readonly matterId: string | null; readonly folders: readonly WatchedFolder[] | null }>(() => ({ matterId: null, folders: null }))

export async function loadWatched(matterId: string): Promise<void> {
  if (useWatched.getState().matterId !== matterId) useWatched.setState({ matterId, folders: null })
  const outcome = await call('watch.list', { matterId })
  if (outcome.ok && useWatched.getState().matterId === matterId) useWatched.setState({ folders: outcome.value })
}

/** Follows a folder by its path; the failure's message where it cannot be. */
export async function watchFolder(matterId: string, path: string): Promise<string | null> {
  const outcome = await call('watch.add', { matterId, path })
  if (!outcome.ok) return outcome.error.message
  notify(t.watch.added)
  await loadWatched(matterId)
  return null
}

/** Electron: asks the system's dialog for folders and follows them. */
export async function pickAndWatch(matterId: string): Promise<void> {
  for (const path of await attempt('app.pickFiles', { folders: true }) ?? []) await attempt('watch.add', { matterId, path })
  await loadWatched(matterId)
}

/** Whether the system has a dialog to choose a folder with; a browser does not tell a page where a folder is. */
export const canPickFolders = (): boolean => bridge().shell === 'electron'

/** Takes files in again whose documents were removed from the matter. */
export async function takeInRemoved(matterId: string, { id, removed }: WatchedFolder): Promise<void> {
  if ((await attempt('watch.takeInRemoved', { matterId, id })) !== undefined) notify(t.watch.takenIn(removed))
  await loadWatched(matterId)
}

export async function stopWatching(matterId: string, id: WatchedFolder['id']): Promise<void> {
  if ((await attempt('watch.remove', { matterId, id })) !== undefined) notify(t.watch.removed)
  await loadWatched(matterId)
}
