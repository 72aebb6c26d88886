import type { Result } from '../../support/result.ts'
import type { ParsedDocument } from './parsed-document.ts'

/** Reads files into pages, outside the caller's thread. One file's crash, hang or size never costs another file. */
export interface DocumentParser extends AsyncDisposable {
  /**
   * Reads one file. `onPages` hears `(done, total)` while a document of many pages is read; a document without
   * pages of its own reports once, at its end. Errors are values: the "reading files" codes of the contract,
   * `cancelled` after an abort, never anything thrown for what is in the file.
   */
  parse(path: string, options: ParseOptions): Promise<Result<ParsedDocument>>
}

export interface ParseOptions {
  readonly signal: AbortSignal
  /** An existing, empty folder that takes the files found inside this one; null: they are only counted. */
  readonly childrenFolder?: string | null
  readonly password?: string | null
  readonly onPages?: (done: number, total: number) => void
}
