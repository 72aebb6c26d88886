import type { Dirent, Stats } from 'node:fs'
import { lstat, readdir, realpath, statfs } from 'node:fs/promises'
import { AppError } from '../../support/errors.ts'

/** The questions that are asked of a followed folder; each may be answered by a server that is not there any more. */
export interface FolderFileSystem {
  lstat(path: string): Promise<Stats>
  readdir(path: string): Promise<Dirent[]>
  realpath(path: string): Promise<string>
  /** The kind of file system, as Linux numbers them; 0 where the system does not say. */
  fileSystemType(path: string): Promise<number>
}

export const systemFiles: FolderFileSystem = {
  lstat: (path) => lstat(path),
  readdir: (path) => readdir(path, { withFileTypes: true }),
  realpath: (path) => realpath(path),
  fileSystemType: async (path) => (process.platform === 'linux' ? (await statfs(path)).type : 0),
}

/**
 * Node answers all questions about files with four threads, and one that a dead server never answers keeps its thread. So no
 * more than this many are ever left unanswered, one for each folder: the rest of the app goes on with what is left.
 */
const mostUnanswered = 3

/** How many questions were given up and are still with the system, over all folders of the process. */
export interface Unanswered { count: number }
const ofThisProcess: Unanswered = { count: 0 }

/**
 * The same questions about one folder, given up after `limitMs` with `folder-unreachable`; so is at once every question that
 * follows before the one that was given up is answered. An answer that comes late is dropped and frees its place.
 */
export function limitFileSystem(files: FolderFileSystem, { limitMs, unanswered = ofThisProcess }: { readonly limitMs: number; readonly unanswered?: Unanswered | undefined }): FolderFileSystem {
  let own = 0
  const limited = <Args extends unknown[], T>(ask: (...args: Args) => Promise<T>) => async (...args: Args): Promise<T> => {
    if (own > 0 || unanswered.count >= mostUnanswered) throw new AppError('folder-unreachable')
    const answer = ask(...args)
    const late = Promise.withResolvers<never>()
    const timer = setTimeout(() => {
      own++
      unanswered.count++
      const answered = (): void => {
        own--
        unanswered.count--
      }
      answer.then(answered, answered)
      late.reject(new AppError('folder-unreachable'))
    }, limitMs)
    try {
      return await Promise.race([answer, late.promise])
    } finally {
      clearTimeout(timer)
    }
  }
  return { lstat: limited(files.lstat), readdir: limited(files.readdir), realpath: limited(files.realpath), fileSystemType: limited(files.fileSystemType) }
}
