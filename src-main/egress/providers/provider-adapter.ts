import type { Provider } from '../../../src-preload/contract/index.ts'

/** The prompt of an escalation after redaction: all that a provider's serialiser is given. */
export interface ExitPrompt {
  readonly system: string
  readonly turns: readonly { readonly role: 'user' | 'assistant'; readonly text: string }[]
  readonly maxOutputTokens: number
}

/** A request as its provider's library serialised it. `body` is exactly what goes over the wire. */
export interface SerialisedRequest {
  readonly method: 'POST'
  readonly url: string
  /** Lower case, sorted. Values are not kept: one of them is the key. */
  readonly headerNames: readonly string[]
  readonly body: Uint8Array
}

/** What the provider's library does instead of reaching the network; the exit hands it the approved connection. */
export type SendRequest = (request: { readonly method: string; readonly url: string; readonly headers: Readonly<Record<string, string>>; readonly body: Uint8Array; readonly signal: AbortSignal }) => Promise<ReplyStream>

export interface ReplyStream {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Errors: `provider-unreachable`, `reply-too-large`, `cancelled`. */
  readonly body: ReadableStream<Uint8Array>
}

export type ReplyEvent =
  | { readonly kind: 'text'; readonly delta: string }
  | { readonly kind: 'end'; readonly inputTokens: number | null; readonly outputTokens: number | null; readonly stoppedBy: 'end' | 'length' | 'refused' | 'other' }

/** One provider through its AI SDK package. Nothing of it opens a connection: it only knows the fetch it is given. */
export interface ProviderAdapter {
  /**
   * Lets the library serialise into a fetch that sends nothing. No key is needed; but a Bedrock key that signs requests
   * changes the header names, so pass it where there is one. Errors: `invalid-request`.
   */
  serialise(provider: Provider, model: string, prompt: ExitPrompt, key?: string | null): Promise<SerialisedRequest>
  /**
   * Serialises again and hands the request to `send`, then reads the streamed reply. Calls `send` exactly once.
   * Errors: those of `send`; `provider-refused` (status), `reply-unreadable`, `cancelled`.
   */
  stream(provider: Provider, model: string, prompt: ExitPrompt, options: { readonly key: string | null; readonly send: SendRequest; readonly signal: AbortSignal }): AsyncIterable<ReplyEvent>
}
