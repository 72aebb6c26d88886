import { AppError } from '../../support/errors.ts'
import type { ReplyStream, SendRequest, SerialisedRequest } from './provider-adapter.ts'

/** A request as a library hands it to `fetch`, in the form of the port. */
export interface OutgoingRequest {
  readonly method: string
  readonly url: string
  /** Lower case, sorted. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface FetchRules {
  /** Where the request must go, and nowhere else: scheme, host and port. */
  readonly origin: string
  /** False takes the header with the key off: the library always writes one. */
  readonly withKey: boolean
}

/** A `fetch` that sends nothing and remembers the first request it was given. */
export function capturingFetch(rules: FetchRules): { readonly fetch: typeof globalThis.fetch; readonly captured: () => SerialisedRequest | null } {
  let captured: SerialisedRequest | null = null
  return {
    captured: () => captured,
    async fetch(input, init) {
      const { method, url, headers, body } = outgoing(input, init, rules)
      if (method !== 'POST') throw new AppError('invalid-request')
      captured ??= { method, url, headerNames: Object.keys(headers), body }
      throw new CaptureSignal()
    },
  }
}

/** Ends the library's work once its request is known. */
class CaptureSignal extends Error {}

/**
 * A `fetch` that hands one request to `send`, and none after it: a library that would ask again (a retry, a continuation that
 * the reply itself asked for) gets a refusal, because nobody approved that.
 */
export function singleFetch(send: SendRequest, signal: AbortSignal, rules: FetchRules): { readonly fetch: typeof globalThis.fetch; readonly failure: () => unknown } {
  let used = false
  let failure: unknown = null
  const failed = (error: unknown): unknown => (failure ??= error)
  return {
    failure: () => failure,
    async fetch(input, init) {
      if (used) throw new AppError('reply-unreadable', { reason: 'asked-again' })
      used = true
      try {
        const reply = await send({ ...outgoing(input, init, rules), signal })
        return await responseOf(reply, failed)
      } catch (error) {
        throw failed(error)
      }
    },
  }
}

/** The library sees a good reply or none: what an error page says is not read. */
async function responseOf({ status, headers, body }: ReplyStream, failed: (error: unknown) => unknown): Promise<Response> {
  if (status !== 200) {
    await body.cancel().catch(() => {})
    throw new AppError('provider-refused', { status })
  }
  const reader = body.getReader()
  // Libraries wrap what breaks a stream in errors of their own; the first cause is kept here, as it was.
  const watched = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        controller.error(failed(error))
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
  return new Response(watched, { status, headers: { 'content-type': headers['content-type'] ?? 'application/octet-stream' } })
}

const keyHeaders: readonly string[] = ['authorization', 'x-api-key', 'api-key', 'x-goog-api-key']

/** Errors: `invalid-request` for anything but a request with a body of text or bytes to the provider's own origin. */
function outgoing(input: string | URL | Request, init: RequestInit | undefined, rules: FetchRules): OutgoingRequest {
  const url = input instanceof Request ? null : new URL(input)
  const body = bytesOf(init?.body)
  if (!url || url.origin !== rules.origin || url.username !== '' || body === null) throw new AppError('invalid-request')
  const headers = new Headers(init?.headers)
  // The libraries name themselves, their versions and that of Node; a provider needs none of it.
  headers.set('user-agent', 'strongroom')
  if (!rules.withKey) for (const name of keyHeaders) headers.delete(name)
  return { method: init?.method ?? 'GET', url: url.href, headers: Object.fromEntries(headers), body }
}

function bytesOf(body: unknown): Uint8Array | null {
  if (typeof body === 'string') return new TextEncoder().encode(body)
  return body instanceof Uint8Array ? body : null
}
