import type { AppEvent, CallInput, CallName, CallResult } from '../../src-preload/contract/index.ts'

/** One function per call of the contract; input is already validated. Throws AppError for expected failures. */
export type CallHandlers = { readonly [N in CallName]: (input: CallInput<N>) => Promise<CallResult<N>> }

/** What an entry (Electron, browser shell, command line) is given by the composition root. */
export interface ApplicationPort extends AsyncDisposable {
  readonly handlers: CallHandlers
  subscribe(listener: (event: AppEvent) => void): () => void
  /** Absolute path and media type of a stored original, for the shells' file route; throws `not-found`. */
  originalFile(matterId: string, documentId: string): { readonly path: string; readonly mediaType: string }
}
