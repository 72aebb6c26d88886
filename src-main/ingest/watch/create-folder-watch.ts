import { resolve, sep } from 'node:path'
import type { WatchedFolder } from '../../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../../support/errors.ts'
import { newId } from '../../support/ids.ts'
import { limitFileSystem, systemFiles } from './limited-file-system.ts'
import { type FolderWatcher, watchFolder } from './watch-folder.ts'
import { defaultWatchTimes, type WatchPorts } from './watch-ports.ts'

/** The folders that one open matter follows. */
export interface FolderWatch extends AsyncDisposable {
  /** Begins to follow what was followed when the matter was last open. A command that only asks never calls it. */
  start(): void
  list(): WatchedFolder[]
  /** Reads a folder in the background and follows it. Errors: `folder-unreachable`, `invalid-request` when it is none, `not-allowed` for a folder of ours. */
  add(path: string): Promise<WatchedFolder>
  /** Stops following; what was read stays. Errors: `not-found`. */
  remove(id: string): void
  /** Takes files in again whose documents a person had removed. Errors: `not-found`. */
  takeInRemoved(id: string): void
}

export function createFolderWatch(ports: WatchPorts): FolderWatch {
  const { store, ownFolder, onChanged } = ports
  const watchers = new Map<string, FolderWatcher>()
  let isClosed = false

  const start = (): void => {
    if (isClosed) return
    for (const row of store.watched.all()) if (!watchers.has(row.id)) watchers.set(row.id, watchFolder(row, ports))
  }
  const described = (id: string): WatchedFolder => {
    const watcher = watchers.get(id)
    if (!watcher) throw new AppError('not-found')
    return watcher.describe()
  }

  return {
    start,
    list() {
      start()
      return store.watched.all().map(({ id }) => described(id))
    },
    async add(given) {
      const path = await realFolder(resolve(given))
      if (path === ownFolder || path.startsWith(ownFolder + sep)) throw new AppError('not-allowed')
      if (isClosed) throw new AppError('cancelled')
      if (!store.watched.all().some((row) => row.path === path)) store.watched.insert(newId('w'), path)
      start()
      onChanged()
      return described(store.watched.all().find((row) => row.path === path)?.id ?? '')
    },
    remove(id) {
      if (!store.watched.all().some((row) => row.id === id)) throw new AppError('not-found')
      watchers.get(id)?.stop()
      watchers.delete(id)
      store.watched.delete(id)
      onChanged()
    },
    takeInRemoved(id) {
      const watcher = watchers.get(id)
      if (!watcher) throw new AppError('not-found')
      watcher.takeInRemoved()
    },
    async [Symbol.asyncDispose]() {
      isClosed = true
      for (const watcher of watchers.values()) watcher.stop()
      watchers.clear()
    },
  }

  async function realFolder(path: string): Promise<string> {
    const files = limitFileSystem(ports.files ?? systemFiles, { limitMs: ports.times?.answerMs ?? defaultWatchTimes.answerMs, unanswered: ports.unanswered })
    try {
      const real = await files.realpath(path)
      if (!(await files.lstat(real)).isDirectory()) throw new AppError('invalid-request')
      return real
    } catch (error) {
      if (toFailure(error).code === 'invalid-request') throw error
      throw new AppError('folder-unreachable', {}, { cause: error })
    }
  }
}
