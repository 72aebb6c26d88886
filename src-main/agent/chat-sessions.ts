import type { Escalation, EventName, EventPayload, Hit, Message } from '../../src-preload/contract/index.ts'
import type { MatterStore } from '../store/open-matter-store.ts'
import { AppError, toFailure } from '../support/errors.ts'
import type { Log } from '../support/log.ts'
import type { AnswerEvent } from './answer-events.ts'

/** An earlier question of the chat and what was answered. */
export interface EarlierTurn { readonly question: string; readonly answer: string }

/** The running questions of one matter's chats: stored as they go, so that a crash loses at most the tokens of the last second. */
export interface ChatSessions extends AsyncDisposable {
  /** Stores the question and starts answering; evidence, text and outcome follow as events. Errors: `not-found`, `busy`. */
  ask(chatId: string, question: string): Message
  /** Stores a question that was approved to go elsewhere and follows its reply. Errors: `not-found`, `busy`. */
  escalate(question: EscalatedMessage): Message
  /** The finished questions that a new one may lean on, oldest first. */
  history(chatId: string): EarlierTurn[]
  /** Throws what `ask` and `escalate` would: `not-found`, `busy`. */
  check(chatId: string): void
  /** Ends a running answer; what was written is kept. Does nothing when it is over already. */
  stop(messageId: string): void
  /** Ends what runs in a chat that is being deleted. */
  stopChat(chatId: string): void
  /** Ends every answer that comes from elsewhere: the machine went offline, or the matter may no longer send. */
  stopEscalations(): void
}

/** What an escalation brings with it; its id was given out when it was proposed, so that the ledger's rows from then name it. */
export interface EscalatedMessage {
  readonly chatId: string
  readonly messageId: string
  readonly question: string
  readonly hits: readonly Hit[]
  readonly escalation: Escalation
  readonly reply: (signal: AbortSignal) => AsyncIterable<AnswerEvent>
}

export interface ChatSessionsOptions {
  readonly matterId: string
  readonly store: Pick<MatterStore, 'chats' | 'flush' | 'transaction'>
  readonly answer: (input: { question: string; history: readonly EarlierTurn[]; signal: AbortSignal; messageId: string }) => AsyncIterable<AnswerEvent>
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
  readonly log: Log
}

const saveEveryMs = 1000
/** Turns of the chat that a follow-up question may lean on. */
const historyTurns = 4

interface Running { readonly chatId: string; readonly escalated: boolean; readonly abort: AbortController; readonly finished: Promise<void> }

export function createChatSessions({ matterId, store, answer, emit, log }: ChatSessionsOptions): ChatSessions {
  const running = new Map<string, Running>()
  const { chats } = store
  const { messages } = chats

  const follow = async (message: Message, events: AsyncIterable<AnswerEvent>, signal: AbortSignal): Promise<void> => {
    const at = { matterId, chatId: message.chatId, messageId: message.id }
    let written = ''
    let savedAt = performance.now()
    let { escalation } = message
    try {
      for await (const event of events) {
        switch (event.kind) {
          case 'evidence':
            messages.setEvidence(message.id, event.hits)
            emit('answer.evidence', { ...at, hits: [...event.hits], tookMs: event.tookMs })
            break
          case 'prefill':
            emit('answer.prefill', { ...at, tokensDone: event.tokensDone, tokensTotal: event.tokensTotal })
            break
          case 'text':
            written += event.delta
            emit('answer.text', { ...at, delta: event.delta })
            if (performance.now() - savedAt > saveEveryMs) {
              messages.setPartialText(message.id, written)
              savedAt = performance.now()
            }
            break
          case 'escalation':
            escalation = event.escalation
            messages.setEscalation(message.id, escalation)
            break
          case 'done':
            messages.finish(message.id, event.answer)
            // A power cut must not take back an answer that was shown as done.
            await store.flush()
            log.write('answer-finished', { ms: Math.round(event.answer.timings.totalMs), refused: event.answer.refused })
            emit('answer.done', { ...at, answer: event.answer, escalation })
            break
          case 'stopped':
            messages.stop(message.id, event.partialText)
            emit('answer.stopped', at)
            break
        }
      }
    } catch (error) {
      if (signal.aborted) {
        messages.stop(message.id, written)
        emit('answer.stopped', at)
        return
      }
      const failure = toFailure(error)
      messages.setPartialText(message.id, written)
      messages.fail(message.id, failure)
      log.write('answer-failed', { code: failure.code })
      emit('answer.failed', { ...at, failure })
    }
  }

  const check: ChatSessions['check'] = (chatId) => {
    chats.get(chatId)
    if ([...running.values()].some((one) => one.chatId === chatId)) throw new AppError('busy')
  }
  const history: ChatSessions['history'] = (chatId) => messages.ofChat(chatId)
    .filter((earlier) => earlier.state === 'done' && earlier.answer !== null)
    .slice(-historyTurns)
    .map((earlier) => ({ question: earlier.question, answer: earlier.answer?.text ?? '' }))

  const start = (message: Message, events: (signal: AbortSignal) => AsyncIterable<AnswerEvent>): Message => {
    const { chatId } = message
    const abort = new AbortController()
    const finished = follow(message, events(abort.signal), abort.signal).finally(() => {
      running.delete(message.id)
      emit('chats.changed', { matterId })
    })
    running.set(message.id, { chatId, escalated: message.escalation !== null, abort, finished })
    emit('chats.changed', { matterId })
    return message
  }

  return {
    check,
    history,
    ask(chatId, question) {
      check(chatId)
      const earlier = history(chatId)
      const message = chats.ask(chatId, question)
      return start(message, (signal) => answer({ question, history: earlier, signal, messageId: message.id }))
    },
    escalate({ chatId, messageId, question, hits, escalation, reply }) {
      check(chatId)
      store.transaction(() => {
        chats.ask(chatId, question, messageId)
        messages.setEvidence(messageId, hits)
        messages.setEscalation(messageId, escalation)
      })
      return start(messages.get(messageId), reply)
    },
    stop: (messageId) => running.get(messageId)?.abort.abort(),
    stopChat(chatId) {
      for (const one of running.values()) if (one.chatId === chatId) one.abort.abort()
    },
    stopEscalations() {
      for (const one of running.values()) if (one.escalated) one.abort.abort()
    },
    async [Symbol.asyncDispose]() {
      const all = [...running.values()]
      for (const one of all) one.abort.abort()
      await Promise.allSettled(all.map((one) => one.finished))
    },
  }
}
