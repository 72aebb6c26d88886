import type { Category, Finding, MaskAction, PartKind, PreviewPart, RedactionPolicy, Term } from '../../../src-preload/contract/index.ts'

/** A stretch of text that a detector takes for identifying. Offsets are UTF-16 units, `start < end`. */
export interface DetectedSpan {
  readonly start: number
  readonly end: number
  readonly category: Category
  readonly confidence: number
  readonly detector: Finding['detector']
  /** The whole finding, where words that a person marked were taken out of its middle: what is left of it is no name by itself. */
  readonly cutFrom?: string
}

/** What a detector saw. `scannedTo` less than the text's length means that it was cut short: nothing may be sent then. */
export interface Detection {
  readonly spans: readonly DetectedSpan[]
  readonly scannedTo: number
}

/** Finds one kind of thing in one text. Detectors know nothing of each other; overlaps are resolved behind them. */
export interface Detector {
  readonly name: string
  /** Errors: `detector-failed` (crashed, timed out), `cancelled`. A detector that cannot work throws; it never answers with nothing instead. */
  detect(text: string, options: { readonly signal: AbortSignal; readonly onProgress?: (done: number) => void }): Promise<Detection>
}

/** `rules`: no model. `default`: rules and the name finder. `deep`: also asks the local chat model what could still identify someone. */
export type RedactionMode = 'rules' | 'default' | 'deep'

/** One piece of a payload before redaction. Every piece of what will be serialised is one: instructions, labels, file names, history. */
export interface TextPart {
  readonly id: string
  readonly kind: PartKind
  readonly label: string
  readonly text: string
}

/** What one placeholder stands for. One entry per entity and chat; `forms` are all the ways it was written. */
export interface VaultEntry {
  /** As sent: `[PERSON_1]`. */
  readonly placeholder: string
  readonly category: Category
  readonly entity: string
  /** The form that the reply gets back. */
  readonly value: string
  readonly forms: readonly string[]
}

/** The reversible side of redaction for one chat. Stays in the matter. */
export interface Vault {
  entries(): readonly VaultEntry[]
  /** Keeps new entries and new forms of known ones; a placeholder once issued never changes its entity. */
  keep(entries: readonly VaultEntry[]): void
}

/** What a person decided in the review; it comes before every policy. */
export type Decision =
  | { readonly kind: 'set-action'; readonly findingId: string; readonly entity: string; readonly action: MaskAction; readonly everywhere: boolean }
  | { readonly kind: 'mask-text'; readonly partId: string; readonly start: number; readonly end: number; readonly category: Category; readonly everywhere: boolean }

export interface RedactOptions {
  readonly mode: RedactionMode
  readonly policy: RedactionPolicy
  readonly terms: readonly Term[]
  readonly vault: Vault
  readonly decisions: readonly Decision[]
  readonly signal: AbortSignal
  readonly onProgress?: (done: number) => void
}

export interface Redaction {
  readonly parts: readonly PreviewPart[]
  /** The placeholders that stand in `parts`. */
  readonly entries: readonly VaultEntry[]
  /** Texts that stay as they are although they were found: by policy, by the user's list or by a person's decision. For `FindLeftovers`. */
  readonly kept: readonly string[]
  /** In words: an unknown language, a detector that is not installed. */
  readonly warnings: readonly string[]
}

/** The whole of finding and masking, over all parts of a payload together, so that one entity has one placeholder everywhere. */
export interface Redactor extends AsyncDisposable {
  /** Errors: `detector-failed`, `cancelled`. Never returns less than everything it was given. */
  redact(parts: readonly TextPart[], options: RedactOptions): Promise<Redaction>
}

/** A place in final bytes where something that was masked, or a valid identifier, still stands. */
export interface Leftover { readonly start: number; readonly end: number; readonly category: Category | null; readonly kind: 'value-left' | 'identifier-left' }

/** Looks through text as it will be sent (a JSON body) for every vault value in any of its disguises, and for checksum-valid identifiers. Offsets in `body`. `kept`: see {@link Redaction}. */
export type FindLeftovers = (body: string, entries: readonly VaultEntry[], kept?: readonly string[]) => readonly Leftover[]

/** Gives names back in a streamed reply. `push` returns what can be shown now; `end` what was held back. */
export interface Restorer {
  push(delta: string): string
  end(): string
}
export type CreateRestorer = (entries: readonly VaultEntry[]) => Restorer
