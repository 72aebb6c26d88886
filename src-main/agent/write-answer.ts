import type { ChatModel, ChatTurn, Generated } from '../model/llama/chat-model.ts'
import type { AnswerEvent } from './answer-events.ts'
import { decisionTurns } from './prompt/answer-prompt.ts'
import { whileGenerating } from './while-generating.ts'

export interface Written {
  /** Null when the model found that the excerpts hold no answer: nothing was written then. */
  readonly text: string | null
  readonly stopped: boolean
  /** The model's probability that the excerpts hold the answer. */
  readonly confidence: number
  readonly firstTokenMs: number | null
  readonly promptTokens: number
  readonly cachedTokens: number
  readonly outputTokens: number
}

/** Two short sentences; a longer answer of a small model drifts away from the excerpts. */
const answerTokens = 96
/**
 * Below this probability of "yes" the model is not asked for an answer. Models differ in how readily they say yes, so it
 * is measured for each (sample matter; dev half of SQuAD 2): about the sample matter the 1.5 B model said yes with .73 to .96
 * where it then answered rightly, and with .38 to .63 where the documents do not say; of 20 questions of SQuAD 2 that only look
 * answerable, it said yes to 7 with .70 or more (docs/benchmarks.md).
 */
const leastConfidences: Readonly<Record<string, number>> = { 'qwen2.5-coder-1.5b-instruct-q4_k_m': 0.7, 'qwen2.5-coder-0.5b-instruct-q4_k_m': 0.48 }
const leastConfidenceUnmeasured = 0.5

/**
 * The guided path of small models: first decide whether the excerpts hold the answer, then write it. Asked for an answer
 * right away, a 1.5 B model answered 6 of 10 questions that the documents do not answer.
 */
export async function* writeAnswer(model: ChatModel, turns: readonly ChatTurn[], signal: AbortSignal, elapsedMs: () => number): AsyncGenerator<AnswerEvent, Written> {
  const { run: decision } = yield* whileGenerating(model, { turns: decisionTurns(turns), maxTokens: 1, oneOf: ['yes', 'no'], signal }, elapsedMs)
  const confidence = decision.text === 'yes' ? (decision.confidence ?? 1) : 1 - (decision.confidence ?? 1)
  const counts = { confidence, promptTokens: decision.promptTokens, cachedTokens: decision.cachedTokens, outputTokens: 0, firstTokenMs: null }
  if (decision.stoppedBy === 'abort') return { ...counts, text: '', stopped: true }
  if (confidence < (leastConfidences[model.id] ?? leastConfidenceUnmeasured)) return { ...counts, text: null, stopped: false }
  const { run, firstTokenMs } = yield* whileGenerating(model, { turns, maxTokens: answerTokens, signal }, elapsedMs)
  return {
    confidence, firstTokenMs, text: run.text, stopped: run.stoppedBy === 'abort',
    promptTokens: run.promptTokens, cachedTokens: Math.max(0, run.promptTokens - evaluated(decision) - evaluated(run)), outputTokens: run.outputTokens,
  }
}

function evaluated(run: Generated): number {
  return run.promptTokens - run.cachedTokens
}
