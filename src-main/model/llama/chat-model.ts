import type { RuntimeStatus } from '../../../src-preload/contract/index.ts'

export interface ChatTurn { readonly role: 'system' | 'user' | 'assistant'; readonly text: string }

/** A JSON list of flat objects: each field is a text or one of some strings. */
export interface ListShape {
  readonly fields: Readonly<Record<string, 'text' | readonly string[]>>
  readonly maxItems: number
  /** Of each text, in characters. */
  readonly maxTextLength: number
  /** Letters, digits and signs that no text may hold. */
  readonly excluded?: string
}

export interface GenerateOptions {
  /** The whole conversation; the longest prefix already in the KV cache is not evaluated again. */
  readonly turns: readonly ChatTurn[]
  readonly maxTokens: number
  readonly signal?: AbortSignal
  /** Text pieces in order, never half a character. */
  readonly onText?: (delta: string) => void
  readonly onPrefill?: (tokensDone: number, tokensTotal: number) => void
  /** Constrains the output to one of these strings (grammar), e.g. for a yes/no step. */
  readonly oneOf?: readonly string[]
  /** Constrains the output to such a list (grammar). Cut off by `maxTokens` it may end in the middle. */
  readonly list?: ListShape
}

export interface Generated {
  readonly text: string
  readonly promptTokens: number
  readonly cachedTokens: number
  readonly outputTokens: number
  readonly firstTokenMs: number | null
  readonly totalMs: number
  readonly stoppedBy: 'end' | 'length' | 'abort'
  /** With `oneOf`: the model's probability of the chosen string among the given ones; null otherwise. */
  readonly confidence: number | null
}

/** One loaded GGUF. Calls queue; only one runs at a time. Loaded once, disposed on quit or when another model is chosen. */
export interface ChatModel extends AsyncDisposable {
  readonly id: string
  readonly contextTokens: number
  status(): RuntimeStatus
  countTokens(text: string): number
  /** How many prompt tokens can be evaluated in `ms` at the measured prefill speed of this machine. */
  tokensWithin(ms: number): number
  /** Errors: `model-failed`, `model-out-of-memory`. An abort resolves with `stoppedBy: 'abort'` within 200 ms. */
  generate(options: GenerateOptions): Promise<Generated>
}
