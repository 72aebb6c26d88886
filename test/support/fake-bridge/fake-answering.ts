import type { AppEvent, Message } from '../../../src-preload/contract/index.ts'
import { evidence, usualAnswer } from './sample-answers.ts'

interface AnswerRun { readonly message: Message; readonly matterId: string; readonly stepMs: number; readonly signal: AbortSignal; readonly emit: (event: AppEvent) => void }

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer)
      reject(new Error('stopped'))
    }
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop)
      resolve()
    }, ms)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
}

/** Plays an answer as the main process would: evidence, prefill, words, done; or stopped. */
export async function playAnswer({ message, matterId, stepMs, signal, emit }: AnswerRun): Promise<Message> {
  const ids = { matterId, chatId: message.chatId, messageId: message.id }
  let partialText = ''
  try {
    await pause(stepMs * 2, signal)
    emit({ name: 'answer.evidence', payload: { ...ids, hits: [...evidence], tookMs: 84 } })
    for (const tokensDone of [0, 128, 256, 412, 520]) {
      emit({ name: 'answer.prefill', payload: { ...ids, tokensDone, tokensTotal: 520 } })
      await pause(stepMs * 5, signal)
    }
    for (const delta of usualAnswer.text.split(/(?<= )/)) {
      partialText += delta
      emit({ name: 'answer.text', payload: { ...ids, delta } })
      await pause(stepMs, signal)
    }
    emit({ name: 'answer.done', payload: { ...ids, answer: usualAnswer, escalation: null } })
    return { ...message, state: 'done', evidence: [...evidence], partialText: usualAnswer.text, answer: usualAnswer }
  } catch {
    emit({ name: 'answer.stopped', payload: ids })
    return { ...message, state: 'stopped', evidence: [...evidence], partialText }
  }
}
