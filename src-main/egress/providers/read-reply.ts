import { APICallError, type LanguageModelV4FinishReason, type LanguageModelV4StreamPart } from '@ai-sdk/provider'
import { AppError } from '../../support/errors.ts'
import type { ReplyEvent } from './provider-adapter.ts'

/**
 * Text and usage of a reply; its reasoning, tool calls, files and sources are left out, and nothing of it is acted on.
 * Errors: `provider-refused` when the provider says so within the stream, `reply-unreadable`, `cancelled`, and what the stream throws.
 */
export async function* readReply(stream: ReadableStream<LanguageModelV4StreamPart>, signal: AbortSignal): AsyncGenerator<ReplyEvent> {
  const reader = stream.getReader()
  const stop = (): void => { reader.cancel().catch(() => {}) }
  signal.addEventListener('abort', stop, { once: true })
  try {
    for (;;) {
      if (signal.aborted) throw new AppError('cancelled')
      const { done, value: part } = await reader.read()
      if (signal.aborted) throw new AppError('cancelled')
      if (done) throw new AppError('reply-unreadable', { reason: 'no-end' })
      if (part.type === 'text-delta' && part.delta !== '') yield { kind: 'text', delta: part.delta }
      else if (part.type === 'error') throw replyFailure(part.error)
      else if (part.type === 'finish') {
        yield { kind: 'end', inputTokens: part.usage.inputTokens.total ?? null, outputTokens: part.usage.outputTokens.total ?? null, stoppedBy: stopOf(part.finishReason) }
        return
      }
    }
  } finally {
    signal.removeEventListener('abort', stop)
    stop()
  }
}

/** What a library throws or reports, without its text: that may quote the reply, or the prompt. */
export function replyFailure(error: unknown): AppError {
  if (error instanceof AppError) return error
  if (APICallError.isInstance(error)) {
    const status = error.statusCode ?? 0
    return status >= 400 ? new AppError('provider-refused', { status }) : new AppError('reply-unreadable')
  }
  // What the libraries could not parse is an Error; what a provider itself reports in its stream is plain data.
  return error instanceof Error ? new AppError('reply-unreadable') : new AppError('provider-refused')
}

/** A reply whose end never came is not one, however the connection closed. */
function stopOf({ unified, raw }: LanguageModelV4FinishReason): Extract<ReplyEvent, { kind: 'end' }>['stoppedBy'] {
  switch (unified) {
    case 'stop': return 'end'
    case 'length': return 'length'
    case 'content-filter': return 'refused'
    case 'tool-calls': return 'other'
    case 'other':
      if (raw !== undefined) return 'other'
      break
    default:
  }
  throw new AppError('reply-unreadable', { reason: 'no-end' })
}
