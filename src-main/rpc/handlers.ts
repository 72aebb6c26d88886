import type { AppEvent, CallInput, CallName, CallResult, OcrEngine, RedactionPolicy, Term } from '../../src-preload/contract/index.ts'
import type { AnswerEvent } from '../agent/answer-events.ts'
import type { WholeFile } from '../ingest/read-whole-file.ts'
import type { Result } from '../support/result.ts'
import type { FileRedaction, RedactFileOptions } from '../egress/redact-files/redact-file.ts'
import type { Redaction, RedactionMode, TextPart } from '../egress/redact/redactor.ts'

/** One function per call of the contract; input is already validated. Throws AppError for expected failures. */
export type CallHandlers = { readonly [N in CallName]: (input: CallInput<N>) => Promise<CallResult<N>> }

export interface RedactPartsOptions {
  readonly mode: RedactionMode
  readonly signal: AbortSignal
  /** Everything is masked without it. */
  readonly policy?: RedactionPolicy
  readonly terms?: readonly Term[]
  readonly onProgress?: (done: number) => void
}

/** What an entry (Electron, browser shell, command line) is given by the composition root. */
export interface ApplicationPort extends AsyncDisposable {
  readonly handlers: CallHandlers
  subscribe(listener: (event: AppEvent) => void): () => void
  /** Absolute path of a stored original and what it is (the contract's media types), for the shells' file route; throws `not-found`. */
  originalFile(matterId: string, documentId: string): { readonly path: string; readonly mediaType: string }
  /** A PNG of a page of a stored original, for the shells' page route. Throws `not-found`, and what drawing gives. */
  pageImage(matterId: string, documentId: string, page: number, signal: AbortSignal): Promise<Uint8Array>
  /** Answers one question without storing a chat (the command line); `chats.ask` uses the same path and stores what it yields. */
  answer(matterId: string, question: string, signal?: AbortSignal): AsyncIterable<AnswerEvent>
  /** One file, and the files inside it, as ingestion would read them; nothing is stored. What is left out follows the settings. */
  readFile(path: string, options: { readonly signal: AbortSignal; readonly password?: string | null; readonly engine?: OcrEngine; readonly languages?: readonly string[] }): Promise<Result<WholeFile>>
  /** Masks what identifies people in texts that belong to no chat (the command line); nothing is stored. Errors: `detector-failed`, `model-not-installed`, `cancelled`. */
  redact(parts: readonly TextPart[], options: RedactPartsOptions): Promise<Redaction>
  /** Writes the redacted copy of a file (the command line); see `redactFile`. */
  redactFile(path: string, options: RedactFileOptions): Promise<FileRedaction>
  /** Remembers that this preview was shown, so that another process can have it approved (the command line). */
  keepShownPreview(matterId: string, approvalHash: string): Promise<void>
  /** Uses up what was shown; false when there is nothing, it is too old or was used. */
  takeShownPreview(matterId: string, approvalHash: string): Promise<boolean>
  /** Resolves when nothing is left to read in the matter (done, failed or cancelled). */
  whenIngested(matterId: string): Promise<void>
}
