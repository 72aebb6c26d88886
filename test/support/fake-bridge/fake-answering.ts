import type { Answer, AppEvent, Escalation, Message, Preview } from '../../../src-preload/contract/index.ts'
import { pause } from './pause.ts'
import { escalatedText } from './sample-proposals.ts'
import { evidence, usualAnswer } from './sample-answers.ts'

interface AnswerRun { readonly message: Message; readonly matterId: string; readonly stepMs: number; readonly signal: AbortSignal; readonly emit: (event: AppEvent) => void }

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

/** What an approved preview's answer is, once its names are back. */
export function escalatedAnswer(preview: Pick<Preview, 'model'>): Answer {
  return { ...usualAnswer, text: escalatedText, sentences: [], citations: [], caveats: [], modelId: preview.model }
}

function escalationOf({ provider, request, model, mode }: Preview): Escalation {
  return {
    providerLabel: provider.label, host: new URL(request.url).host, hosting: provider.hosting, route: provider.route, model, mode, bytesSent: request.bytes, bytesReceived: 3120, inputTokens: 1840, outputTokens: 212, costUsd: provider.route === 'private' ? null : 0.0087,
  }
}

/** Plays the reply of a provider, names restored. */
export async function playEscalated({ message, matterId, stepMs, signal, emit }: AnswerRun, preview: Preview): Promise<Message> {
  const ids = { matterId, chatId: message.chatId, messageId: message.id }
  let partialText = ''
  try {
    await pause(stepMs * 8, signal)
    for (const delta of escalatedText.split(/(?<= )/)) {
      partialText += delta
      emit({ name: 'answer.text', payload: { ...ids, delta } })
      await pause(stepMs, signal)
    }
    const answer = escalatedAnswer(preview)
    const escalation = escalationOf(preview)
    emit({ name: 'answer.done', payload: { ...ids, answer, escalation } })
    return { ...message, state: 'done', partialText, answer, escalation }
  } catch {
    emit({ name: 'answer.stopped', payload: ids })
    return { ...message, state: 'stopped', partialText }
  }
}
