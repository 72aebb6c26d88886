import type { IngestProgress, OcrEngine, Page, RemovalReport } from '../../../src-preload/contract/index.ts'
import type { IntakeCounts } from './intake.ts'

/** Reading one open matter's documents. It begins, and goes on after a crash, by itself. */
export interface Ingestion extends AsyncDisposable {
  /** Copies these files, or the files in these folders, into the matter and reads them in the background. Errors: `cancelled`, `disk-full`. */
  add(paths: readonly string[]): Promise<IntakeCounts>
  /** Reads failed documents again. Errors: `not-found`, `conflict` when one has not failed. */
  retry(documentIds: readonly string[]): Promise<void>
  /** Reads a document that asks for a password, now. The password is forgotten when its pages are read. Errors: `wrong-password`, `not-found`, `conflict` when it does not ask for one. */
  unlock(documentId: string, password: string): Promise<void>
  /** Recognises these pages, or all unread and doubtful ones, before others; what they say now stays until then. Errors: `not-found`, `conflict` when the document is not read, `format-unsupported` when it is not made of pictures. */
  recognise(documentId: string, pages: readonly number[] | null, engine: OcrEngine): void
  /** Puts what a person typed in the place of a page's text. Errors: `not-found`, `conflict` when the document is not read. */
  typePage(documentId: string, page: number, text: string): Page
  /** Removes documents with everything made from them, what was found inside them and their older versions; their bytes leave the index's files soon after. Errors: `not-found`. */
  remove(documentIds: readonly string[]): Promise<RemovalReport>
  /** Takes effect within one batch, and lasts until {@link resume}, also over a restart. */
  pause(): void
  /** Goes on after a pause, or after a failure of the machine (full disk, embedder) that stopped the reading. */
  resume(): void
  /** Nothing is read while the machine runs on its battery, if the person wants that. */
  waitForPower(waits: boolean): void
  /** Stops reading; finished and failed documents stay, unfinished ones are taken off the list. */
  cancel(): Promise<void>
  progress(): IngestProgress
  /** Resolves when nothing is left to read; throws the failure of the machine that stopped the reading. A pause is waited out. */
  whenIdle(): Promise<void>
}
