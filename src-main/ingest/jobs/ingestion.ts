import type { IngestProgress, RemovalReport } from '../../../src-preload/contract/index.ts'
import type { IntakeCounts } from './intake.ts'

/** Reading one open matter's documents. It begins, and goes on after a crash, by itself. */
export interface Ingestion extends AsyncDisposable {
  /** Copies these files, or the files in these folders, into the matter and reads them in the background. Errors: `cancelled`, `disk-full`. */
  add(paths: readonly string[]): Promise<IntakeCounts>
  /** Reads failed documents again. Errors: `not-found`, `conflict` when one has not failed. */
  retry(documentIds: readonly string[]): Promise<void>
  /** Removes documents with everything made from it; their bytes leave the index's files soon after. Errors: `not-found`. */
  remove(documentIds: readonly string[]): Promise<RemovalReport>
  /** Takes effect within one batch, and lasts until {@link resume}, also over a restart. */
  pause(): void
  /** Goes on after a pause, or after a failure of the machine (full disk, embedder) that stopped the reading. */
  resume(): void
  /** Stops reading; finished and failed documents stay, unfinished ones are taken off the list. */
  cancel(): Promise<void>
  progress(): IngestProgress
  /** Resolves when nothing is left to read; throws the failure of the machine that stopped the reading. A pause is waited out. */
  whenIdle(): Promise<void>
}
