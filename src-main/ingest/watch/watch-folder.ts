import type { WatchedFolder } from '../../../src-preload/contract/index.ts'
import type { WatchedFolderRow } from '../../store/watched-folders-table.ts'
import { displayPath } from '../../support/display-path.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import { compareSight, type Unsettled } from './compare-sight.ts'
import { type FollowedFolder, followFolder } from './follow-folder.ts'
import { isRemote } from './is-remote.ts'
import { limitFileSystem, systemFiles } from './limited-file-system.ts'
import { scanFolder } from './scan-folder.ts'
import { leaveGone, takeInSettled } from './settle-changes.ts'
import { defaultWatchTimes, type WatchPorts } from './watch-ports.ts'

/** One folder that is being followed. */
export interface FolderWatcher {
  describe(): WatchedFolder
  /** Looks at the folder now. */
  look(): void
  /** Takes in again what a person removed from the matter. */
  takeInRemoved(): void
  stop(): void
}

/** Between two looks at a large folder passes this many times what one takes. */
const restAfterLook = 4
/** Beyond this many times the time to settle, files that are still being written are waited for no longer. */
const mostSettling = 10

/**
 * Follows one folder. Whatever hints at a change (the system, a timer, a start), the whole folder is compared with what it
 * held when it was last looked at; so nothing depends on a hint that was lost, while the app was closed or otherwise.
 */
export function watchFolder(row: WatchedFolderRow, ports: WatchPorts): FolderWatcher {
  const { store, ownFolder, onChanged, follow = followFolder } = ports
  const times = { ...defaultWatchTimes, ...ports.times }
  const files = limitFileSystem(ports.files ?? systemFiles, { limitMs: times.answerMs, unanswered: ports.unanswered })
  const stopping = new AbortController()
  const stopped = Promise.withResolvers<never>()
  stopped.promise.catch(() => {})
  const orStopped = async <T>(work: Promise<T>): Promise<T> => {
    const value = await Promise.race([work, stopped.promise])
    if (stopping.signal.aborted) throw new AppError('cancelled')
    return value
  }
  let state: WatchedFolder['state'] = 'checking'
  let followed: FollowedFolder | null = null
  let cannotFollow = false
  let unsettled: ReadonlyMap<string, Unsettled> = new Map()
  let missing: ReadonlyMap<string, number> = new Map()
  let retryMs = times.retryMs
  let looks = 0
  let lookMs = 0
  let wake: () => void = () => {}
  let hint: NodeJS.Timeout | null = null

  const enter = (next: WatchedFolder['state']): void => {
    if (state === next) return
    state = next
    onChanged()
  }
  const soonMs = (): number => Math.max(times.settleMs, restAfterLook * lookMs)
  const lookSoon = (): void => {
    // The first hint counts: files that go on changing are looked at as often as they may settle, and no more.
    hint ??= setTimeout(() => {
      hint = null
      wake()
    }, soonMs())
  }
  const unfollow = (): void => {
    followed?.stop()
    followed = null
  }
  const kindOfPlace = async (): Promise<number> => {
    try {
      return await files.fileSystemType(row.path)
    } catch (error) {
      if (toFailure(error).code === 'folder-unreachable') throw error
      return 0
    }
  }
  const startFollowing = (): void => {
    if (followed || cannotFollow) return
    followed = follow(row.path, {
      ownFolder,
      onChange: lookSoon,
      onFailed() {
        followed = null
        cannotFollow = true
        wake()
      },
    })
  }

  const lookOnce = async (): Promise<void> => {
    const begunMs = performance.now()
    const remote = isRemote(row.path, await orStopped(kindOfPlace()))
    const sight = await orStopped(scanFolder(row.path, { files, ownFolder, isRemote: remote, signal: stopping.signal }))
    lookMs = performance.now() - begunMs
    const nowMs = Date.now()
    const known = store.watched.files(row.id)
    const changes = compareSight(sight, { known, unsettled, nowMs, settleMs: times.settleMs })
    unsettled = changes.unsettled
    await takeInSettled(row.id, changes.settled, ports, orStopped)
    missing = new Map(changes.gone.map(({ path }) => [path, missing.get(path) ?? nowMs]))
    // A file that was moved may still be settling at its new place, and is then no reason for a warning.
    leaveGone(row.id, changes.gone.filter(({ path }) => unsettled.size === 0 || nowMs - (missing.get(path) ?? nowMs) >= mostSettling * times.settleMs), ports)
    store.watched.checked(row.id, new Date())
    if (changes.settled.length + changes.gone.length > 0) onChanged()
    retryMs = times.retryMs
    looks++
    if (unsettled.size === 0 || looks > mostSettling) enter('watching')
    if (!remote) startFollowing()
  }

  const sleep = async (ms: number): Promise<void> => {
    const { promise, resolve } = Promise.withResolvers<void>()
    wake = resolve
    const timer = setTimeout(resolve, ms)
    try {
      await Promise.race([promise, stopped.promise])
    } finally {
      clearTimeout(timer)
      wake = () => {}
    }
  }

  const goOn = async (): Promise<void> => {
    for (;;) {
      try {
        await lookOnce()
        await sleep(unsettled.size > 0 ? soonMs() : followed ? times.recheckMs : times.pollMs)
      } catch (error) {
        if (stopping.signal.aborted) return
        unfollow()
        cannotFollow = false
        // Anything else is the machine's (a full disk): the folder is there, and is looked at again as late.
        enter(toFailure(error).code === 'folder-unreachable' ? 'unreachable' : 'watching')
        const waitMs = retryMs
        retryMs = Math.min(times.longestRetryMs, retryMs * 2)
        await sleep(waitMs)
      }
    }
  }
  goOn().catch(() => {})

  return {
    describe: () => ({
      id: row.id, path: displayPath(row.path), state, files: store.watched.fileCount(row.id), removed: store.watched.declinedCount(row.id),
      lastCheckedAt: store.watched.all().find(({ id }) => id === row.id)?.lastCheckedAt ?? null,
    }),
    look: () => wake(),
    takeInRemoved() {
      store.watched.forgetDeclined(row.id)
      onChanged()
      // Not at once: a look that is under way now has its list of files already.
      lookSoon()
    },
    stop() {
      stopping.abort()
      stopped.reject(new AppError('cancelled'))
      if (hint) clearTimeout(hint)
      unfollow()
    },
  }
}
