import type { AppEvent, Escalation, Message } from '../../../src-preload/contract/index.ts'

/** A message and what is known of it only while its answer is being made. */
export interface LiveMessage extends Message {
  readonly evidenceMs: number | null
  readonly prefill: { readonly tokensDone: number; readonly tokensTotal: number } | null
  /** Who is asked elsewhere; known from the approval on. Null while this machine's own model answers. */
  readonly sentTo: Pick<Escalation, 'providerLabel' | 'model' | 'route'> | null
}

export type AnswerEvent = Extract<AppEvent, { name: `answer.${string}` }>

export function isAnswerEvent(event: AppEvent): event is AnswerEvent {
  return event.name.startsWith('answer.')
}

export function toLive(message: Message): LiveMessage {
  return { ...message, evidenceMs: message.answer?.timings.evidenceMs ?? null, prefill: null, sentTo: message.escalation }
}

/** What a message looks like after an event about it. A finished message no longer changes. */
export function applyAnswerEvent(message: LiveMessage, event: AnswerEvent): LiveMessage {
  if (event.payload.messageId !== message.id || (message.state !== 'running' && event.name !== 'answer.done')) return message
  switch (event.name) {
    case 'answer.evidence':
      return { ...message, evidence: event.payload.hits, evidenceMs: event.payload.tookMs }
    case 'answer.prefill':
      return { ...message, prefill: { tokensDone: event.payload.tokensDone, tokensTotal: event.payload.tokensTotal } }
    case 'answer.text':
      return { ...message, partialText: message.partialText + event.payload.delta, prefill: null }
    case 'answer.done':
      return { ...message, state: 'done', answer: event.payload.answer, partialText: event.payload.answer.text, prefill: null, failure: null, escalation: event.payload.escalation, sentTo: event.payload.escalation ?? message.sentTo }
    case 'answer.stopped':
      return { ...message, state: 'stopped', prefill: null }
    case 'answer.failed':
      return { ...message, state: 'failed', failure: event.payload.failure, prefill: null }
    default:
      return message
  }
}
