import { startReader } from '../egress/start-reader.ts'
import type { StartReader } from '../ingest/reader/reader-child.ts'
import { AppError } from '../support/errors.ts'
import type { SystemSecrets } from '../vault/system-key-store.ts'
import { readBattery } from './read-battery.ts'

/** What the application needs to know of, and ask from, the way in that started it. */
export interface ShellPort {
  readonly kind: 'electron' | 'browser'
  /** The system's dialog; an empty list when it was closed without a choice. Throws `not-allowed` where there is none. */
  pickFiles(options: { readonly folders: boolean }): Promise<string[]>
  /** The system's own store of secrets; null where this way in has none. */
  readonly secrets: SystemSecrets | null
  /** A key that a script gives for this run alone (`STRONGROOM_KEY`); null in every window. */
  readonly runKey: string | null
  /** Starts the process in which files are read. */
  readonly startReader: StartReader
  /** Null where that is not known, and for a command: who starts one wants it done now. */
  readonly onBattery: () => boolean | null
}

/** The browser shell and the command line: they have no dialog of their own; their page uploads instead. */
export const shellWithoutDialogs: ShellPort = {
  kind: 'browser',
  pickFiles: () => Promise.reject(new AppError('not-allowed')),
  secrets: null,
  runKey: null,
  startReader,
  onBattery: () => readBattery(),
}
