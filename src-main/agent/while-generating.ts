import type { ChatModel, Generated, GenerateOptions } from '../model/llama/chat-model.ts'
import type { AnswerEvent } from './answer-events.ts'

export interface FinishedGeneration { readonly run: Generated; readonly firstTokenMs: number | null }

/** Runs one generation and yields its progress and text as they come; a reader who leaves early stops it. */
export async function* whileGenerating(
  model: ChatModel, { signal, ...options }: Omit<GenerateOptions, 'onText' | 'onPrefill'> & { readonly signal: AbortSignal }, elapsedMs: () => number,
): AsyncGenerator<AnswerEvent, FinishedGeneration> {
  const left = new AbortController()
  const waiting: AnswerEvent[] = []
  let firstTokenMs: number | null = null
  let wake = (): void => {}
  const push = (event: AnswerEvent): void => {
    waiting.push(event)
    wake()
  }
  const finished = model.generate({
    ...options,
    signal: AbortSignal.any([signal, left.signal]),
    onPrefill: (tokensDone, tokensTotal) => push({ kind: 'prefill', tokensDone, tokensTotal }),
    onText: (delta) => {
      // A choice among given strings is a decision, not text for the person.
      if (options.oneOf) return
      firstTokenMs ??= elapsedMs()
      push({ kind: 'text', delta })
    },
  })
  // A failure is thrown by the await at the end; here it only ends the waiting.
  const ended = finished.then(() => 'ended' as const, () => 'ended' as const)
  try {
    for (;;) {
      yield* waiting.splice(0)
      if (waiting.length > 0) continue
      const next = await Promise.race([ended, new Promise<'more'>((resolve) => { wake = () => resolve('more') })])
      if (next === 'ended' && waiting.length === 0) return { run: await finished, firstTokenMs }
    }
  } finally {
    left.abort()
  }
}
