import { watch } from 'chokidar'
import { basename } from 'node:path'
import { isJunkName } from '../file-discovery.ts'

/** The system's own word that something changed in a folder; only a hint to look at it. */
export interface FollowedFolder { stop(): void }

export interface FollowOptions {
  readonly ownFolder: string
  readonly onChange: () => void
  /** The system follows no more folders, or not this one (inotify's limit, no permission): it has to be looked at from time to time. */
  readonly onFailed: () => void
}
export type FollowFolder = (path: string, options: FollowOptions) => FollowedFolder

/** Follows a folder with chokidar, links left alone. It is scanned once by chokidar, so the folder must answer. */
export const followFolder: FollowFolder = (path, { ownFolder, onChange, onFailed }) => {
  let stopped = false
  const watcher = watch(path, {
    ignoreInitial: true, followSymlinks: false, persistent: true, ignorePermissionErrors: true,
    ignored: (each) => each !== path && (each === ownFolder || isJunkName(basename(each))),
  })
  const stop = (): void => {
    if (stopped) return
    stopped = true
    // A watcher on a dead server may take for ever to close, and nobody has to wait for it.
    watcher.close().catch(() => {})
  }
  // What changed while chokidar was getting ready it takes for what was there.
  watcher.on('ready', () => { if (!stopped) onChange() })
  watcher.on('all', () => { if (!stopped) onChange() })
  watcher.on('error', () => {
    if (stopped) return
    stop()
    onFailed()
  })
  return { stop }
}
