import type { MatterStore } from '../../store/open-matter-store.ts'
import type { Ingestion } from '../jobs/ingestion.ts'
import type { FollowFolder } from './follow-folder.ts'
import type { FolderFileSystem, Unanswered } from './limited-file-system.ts'

/** In milliseconds. */
export interface WatchTimes {
  /** A file that was not written to for this long is whole. */
  readonly settleMs: number
  /** Between two looks at a folder whose changes the system tells of: it may have forgotten some. */
  readonly recheckMs: number
  /** Between two looks at a folder whose changes nobody tells of: one on a server, or one too many. */
  readonly pollMs: number
  /** Until a folder that could not be reached is tried again; twice as long each time. */
  readonly retryMs: number
  readonly longestRetryMs: number
  /** No question about a file waits longer. */
  readonly answerMs: number
}

export const defaultWatchTimes: WatchTimes = { settleMs: 2_000, recheckMs: 300_000, pollMs: 30_000, retryMs: 5_000, longestRetryMs: 300_000, answerMs: 10_000 }

/** What following the folders of one open matter works with. */
export interface WatchPorts {
  readonly store: Pick<MatterStore, 'watched' | 'documents' | 'origins' | 'transaction'>
  readonly ingestion: Pick<Ingestion, 'add'>
  /** The data folder: never read as documents. */
  readonly ownFolder: string
  /** A folder's state changed, or what is known of it. */
  readonly onChanged: () => void
  readonly onDocumentsChanged: () => void
  readonly follow?: FollowFolder
  readonly files?: FolderFileSystem
  readonly unanswered?: Unanswered
  readonly times?: Partial<WatchTimes>
}
