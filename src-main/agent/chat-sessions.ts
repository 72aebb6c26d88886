import type { EventName, EventPayload, Message } from '../../src-preload/contract/index.ts'
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
  /** Ends a running answer; what was written is kept. Does nothing when it is over already. */
  stop(messageId: string): void
  /** Ends what runs in a chat that is being deleted. */
  stopChat(chatId: string): void
}

export interface ChatSessionsOptions {
  readonly matterId: string
  readonly store: Pick<MatterStore, 'chats' | 'flush'>
  readonly answer: (input: { question: string; history: readonly EarlierTurn[]; signal: AbortSignal; messageId: string }) => AsyncIterable<AnswerEvent>
  readonly emit: <N extends EventName>(name: N, payload: EventPayload<N>) => void
  readonly log: Log
}

const saveEveryMs = 1000
/** Turns of the chat that a follow-up question may lean on. */
const historyTurns = 4

interface Running { readonly chatId: string; readonly abort: AbortController; readonly finished: Promise<void> }

export function createChatSessions({ matterId, store, answer, emit, log }: ChatSessionsOptions): ChatSessions {
  const running = new Map<string, Running>()
  const { chats } = store
  const { messages } = chats

  const follow = async (message: Message, history: readonly EarlierTurn[], signal: AbortSignal): Promise<void> => {
    const at = { matterId, chatId: message.chatId, messageId: message.id }
    let written = ''
    let savedAt = performance.now()
    try {
      for await (const event of answer({ question: message.question, history, signal, messageId: message.id })) {
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
          case 'done':
            messages.finish(message.id, event.answer)
            // A power cut must not take back an answer that was shown as done.
            await store.flush()
            log.write('answer-finished', { ms: Math.round(event.answer.timings.totalMs), refused: event.answer.refused })
            emit('answer.done', { ...at, answer: event.answer, escalation: null })
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

  return {
    ask(chatId, question) {
      if ([...running.values()].some((one) => one.chatId === chatId)) throw new AppError('busy')
      const history = messages.ofChat(chatId)
        .filter((earlier) => earlier.state === 'done' && earlier.answer !== null)
        .slice(-historyTurns)
        .map((earlier) => ({ question: earlier.question, answer: earlier.answer?.text ?? '' }))
      const message = chats.ask(chatId, question)
      const abort = new AbortController()
      const finished = follow(message, history, abort.signal).finally(() => {
        running.delete(message.id)
        emit('chats.changed', { matterId })
      })
      running.set(message.id, { chatId, abort, finished })
      emit('chats.changed', { matterId })
      return message
    },
    stop: (messageId) => running.get(messageId)?.abort.abort(),
    stopChat(chatId) {
      for (const one of running.values()) if (one.chatId === chatId) one.abort.abort()
    },
    async [Symbol.asyncDispose]() {
      const all = [...running.values()]
      for (const one of all) one.abort.abort()
      await Promise.allSettled(all.map((one) => one.finished))
    },
  }
}
