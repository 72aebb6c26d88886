import type { Answer, Hit, Timings } from '../../src-preload/contract/index.ts'
import type { ChatModel, ChatTurn } from '../model/llama/chat-model.ts'
import type { Retriever } from '../retrieve/retriever.ts'
import type { DocumentReader } from '../store/ports.ts'
import type { AnswerEvent } from './answer-events.ts'
import { composeAnswer } from './compose-answer.ts'
import { packForModel } from './pack-for-model.ts'
import { answerTurns, type PastTurn } from './prompt/answer-prompt.ts'
import { leansOnEarlier, retrievalQuery } from './prompt/retrieval-query.ts'
import { coverageCaveats, refusalText, saysNothingFound, unseenPages } from './refusal.ts'
import { writeAnswer, type Written } from './write-answer.ts'

export interface AnswerDeps {
  readonly retriever: Retriever
  readonly documents: DocumentReader
  /** May still be loading: evidence does not wait for it. */
  readonly model: () => Promise<ChatModel>
  /** Told of every prompt just before the model is given it (for the ledger). */
  readonly onPrompt?: (turns: readonly ChatTurn[]) => void
  /** Milliseconds; for tests. */
  readonly now?: () => number
}

export interface AnswerRequest {
  readonly question: string
  /** Earlier turns of the chat, oldest first. */
  readonly history: readonly PastTurn[]
  readonly signal: AbortSignal
}

const hitsWanted = 8
/** Below this calibrated relevance of the best passage the model is not asked at all. */
const leastRelevance = 0.02

/**
 * Answers one question from a matter's documents: evidence at once, then the model's text as it is written, then the
 * answer with verified quotes. Errors of retrieval and of the model (`model-not-installed`, `model-failed`, …) throw.
 */
export async function* answerQuestion(deps: AnswerDeps, { question, history, signal }: AnswerRequest): AsyncGenerator<AnswerEvent> {
  const now = deps.now ?? (() => performance.now())
  const begunAt = now()
  const hits = await deps.retriever.retrieve(retrievalQuery(question, history), { k: hitsWanted, signal })
  const evidenceMs = now() - begunAt
  yield { kind: 'evidence', hits, tookMs: evidenceMs }
  const finish = (part: Pick<Answer, 'text' | 'sentences' | 'citations' | 'refused' | 'modelId'>, written: Written | null): AnswerEvent => {
    const timings: Timings = {
      evidenceMs, firstTokenMs: written?.firstTokenMs ?? null, totalMs: now() - begunAt,
      promptTokens: written?.promptTokens ?? 0, cachedTokens: written?.cachedTokens ?? 0, outputTokens: written?.outputTokens ?? 0,
    }
    const coverage = deps.documents.coverage()
    return { kind: 'done', answer: { ...part, timings, caveats: coverageCaveats(coverage), unseen: unseenPages(coverage) } }
  }
  const refuse = (modelId: string, written: Written | null): AnswerEvent =>
    finish({ text: refusalText(deps.documents.coverage()), sentences: [], citations: [], refused: true, modelId }, written)

  if (!isRelevant(hits)) return yield refuse('none', null)
  const model = await unlessAborted(deps.model(), signal)
  if (!model) return yield { kind: 'stopped', partialText: '' }

  const past = history.at(-1)
  const earlier = past && leansOnEarlier(question) ? past : null
  const windows = packForModel(model, { question, hits, documents: deps.documents })
  if (windows.length === 0) return yield refuse(model.id, null)
  const turns = answerTurns(windows, earlier, question)
  deps.onPrompt?.(turns)
  const written = yield* writeAnswer(model, turns, signal, () => now() - begunAt)
  if (written.stopped) return yield { kind: 'stopped', partialText: written.text ?? '' }
  if (written.text === null) return yield refuse(model.id, written)
  const composed = composeAnswer({ written: written.text, question, windows, documents: deps.documents })
  if (composed.sentences.every(({ text }) => saysNothingFound(text))) return yield refuse(model.id, written)
  return yield finish({ ...composed, sentences: [...composed.sentences], citations: [...composed.citations], refused: false, modelId: model.id }, written)
}

function isRelevant(hits: readonly Hit[]): boolean {
  return (hits[0]?.score ?? 0) >= leastRelevance
}

function unlessAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T | null> {
  return new Promise((resolve, reject) => {
    const stop = (): void => resolve(null)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}
