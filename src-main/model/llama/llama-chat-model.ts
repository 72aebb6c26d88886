import { InsufficientMemoryError, LlamaGrammarEvaluationState, type Llama, type LlamaGrammar, type LlamaContext, type LlamaContextSequence, type LlamaModel, type Token } from 'node-llama-cpp'
import { AppError } from '../../support/errors.ts'
import type { ChatModel, Generated, GenerateOptions, ListShape } from './chat-model.ts'
import { chooseString } from './choose-string.ts'
import { createConversationTokenizer } from './conversation-tokens.ts'
import { listGrammar } from './list-grammar.ts'
import { createSpeedMeter } from './speed-meter.ts'
import { createTextStream } from './text-stream.ts'

export interface LlamaChatModelParts {
  readonly id: string
  readonly runtime: Llama
  readonly model: LlamaModel
  readonly context: LlamaContext
  readonly sequence: LlamaContextSequence
}

/** Assumed until something was measured: two older cores with a 1.5 B model. */
const priorPrefillTokensPerSecond = 40
/** One native evaluation takes about this long, which bounds how long an aborted call keeps the processor. */
const pieceMs = 1500
/** llama.cpp's matrix kernels work in blocks of 16 tokens; smaller pieces were 40 % slower, pieces of 48 are 7 % slower than 512, of 128 no slower. */
const pieceStepTokens = 16

/** A running `generate`: what it found out so far, also when it is cut off. */
interface Run {
  promptTokens: number
  cachedTokens: number
  outputTokens: number
  firstTokenMs: number | null
  text: string
  stoppedBy: Generated['stoppedBy']
  confidence: number | null
}

/** One context and one sequence, whose KV cache holds the last conversation. Owns and disposes all its parts. */
export function createLlamaChatModel({ id, runtime, model, context, sequence }: LlamaChatModelParts): ChatModel {
  const tokenize = createConversationTokenizer(model)
  const prefillSpeed = createSpeedMeter()
  const decodeSpeed = createSpeedMeter()
  /** The first run also waits for the weights to come from the disk, which says nothing about this machine. */
  let isWarm = false
  const closing = new AbortController()
  let tail: Promise<unknown> = Promise.resolve()

  /** Compiled once for each shape object. */
  const grammars = new WeakMap<ListShape, LlamaGrammar>()
  const grammarOf = async (shape: ListShape): Promise<LlamaGrammar> => {
    const known = grammars.get(shape) ?? await runtime.createGrammar({ grammar: listGrammar(shape) })
    grammars.set(shape, known)
    return known
  }

  const pieceTokens = (): number => {
    const speed = prefillSpeed.tokensPerSecond() ?? priorPrefillTokensPerSecond
    const steps = Math.max(1, Math.round((speed * pieceMs) / 1000 / pieceStepTokens))
    return Math.min(context.batchSize, steps * pieceStepTokens)
  }

  /** Evaluates all but the last token of the prompt, from where the cache ends. */
  const prefill = async (run: Run, prompt: readonly Token[], { onPrefill }: GenerateOptions, signal: AbortSignal): Promise<Token> => {
    const last = prompt.at(-1)
    if (last === undefined || prompt.length >= sequence.contextSize) {
      throw new AppError('model-failed', { promptTokens: prompt.length, contextTokens: sequence.contextSize })
    }
    await sequence.adaptStateToTokens(prompt.slice(0, -1), false)
    run.promptTokens = prompt.length
    run.cachedTokens = sequence.nextTokenIndex
    onPrefill?.(sequence.nextTokenIndex, prompt.length)
    while (sequence.nextTokenIndex < prompt.length - 1) {
      signal.throwIfAborted()
      const begin = sequence.nextTokenIndex
      const piece = prompt.slice(begin, Math.min(begin + pieceTokens(), prompt.length - 1))
      const begunAt = performance.now()
      await sequence.evaluateWithoutGeneratingNewTokens(piece)
      if (isWarm) prefillSpeed.add(piece.length, performance.now() - begunAt)
      if (!signal.aborted) onPrefill?.(sequence.nextTokenIndex, prompt.length)
    }
    signal.throwIfAborted()
    return last
  }

  const decode = async (run: Run, last: Token, prompt: readonly Token[], options: GenerateOptions, begunAt: number, signal: AbortSignal): Promise<void> => {
    const room = Math.min(options.maxTokens, sequence.contextSize - prompt.length - 1)
    if (room <= 0) {
      run.stoppedBy = 'length'
      return
    }
    const grammar = options.list ? await grammarOf(options.list) : null
    const stream = createTextStream(model, prompt)
    let previousAt = performance.now()
    run.stoppedBy = 'end'
    for await (const token of sequence.evaluate([last], { temperature: 0, seed: 0, ...(grammar && { grammarEvaluationState: new LlamaGrammarEvaluationState({ model, grammar }) }) })) {
      const now = performance.now()
      // The first token also pays for the sampler's set-up.
      if (run.outputTokens > 0) decodeSpeed.add(1, now - previousAt)
      previousAt = now
      signal.throwIfAborted()
      run.outputTokens += 1
      run.firstTokenMs ??= now - begunAt
      const delta = stream.push(token)
      run.text = stream.text()
      if (delta) options.onText?.(delta)
      if (run.outputTokens >= room) {
        run.stoppedBy = 'length'
        break
      }
    }
  }

  const work = async (run: Run, options: GenerateOptions, begunAt: number, signal: AbortSignal): Promise<void> => {
    signal.throwIfAborted()
    const prompt = tokenize(options.turns)
    const last = await prefill(run, prompt, options, signal)
    if (options.oneOf) {
      const chosen = await chooseString(model, sequence, [last], options.oneOf, signal)
      Object.assign(run, { text: chosen.text, outputTokens: 1, firstTokenMs: performance.now() - begunAt, stoppedBy: 'end', confidence: chosen.probability })
      signal.throwIfAborted()
      options.onText?.(chosen.text)
    } else {
      await decode(run, last, prompt, options, begunAt, signal)
    }
    isWarm = true
  }

  /** After a failed evaluation the cache is of unknown content: it is dropped, so that the next call starts clean. */
  const guarded = async (run: Run, options: GenerateOptions, begunAt: number, signal: AbortSignal): Promise<void> => {
    try {
      await work(run, options, begunAt, signal)
    } catch (error) {
      if (signal.aborted) return
      if (!closing.signal.aborted) await sequence.clearHistory().catch(() => {})
      if (error instanceof AppError) throw error
      throw new AppError(error instanceof InsufficientMemoryError ? 'model-out-of-memory' : 'model-failed', {}, { cause: error })
    }
  }

  return {
    id,
    contextTokens: context.contextSize,
    status: () => ({
      modelId: id, state: 'ready', contextTokens: context.contextSize, failure: null,
      prefillTokensPerSecond: prefillSpeed.tokensPerSecond(), decodeTokensPerSecond: decodeSpeed.tokensPerSecond(),
    }),
    countTokens: (text) => model.tokenize(text).length,
    tokensWithin: (ms) => Math.min(context.contextSize, Math.floor(((prefillSpeed.tokensPerSecond() ?? priorPrefillTokensPerSecond) * ms) / 1000)),
    async generate(options) {
      if (closing.signal.aborted) throw new AppError('model-failed', { reason: 'model-closed' })
      const begunAt = performance.now()
      const run: Run = { promptTokens: 0, cachedTokens: 0, outputTokens: 0, firstTokenMs: null, text: '', stoppedBy: 'end', confidence: null }
      const signal = AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])])
      const working = tail.then(() => guarded(run, options, begunAt, signal))
      tail = working.catch(() => {})
      // The caller is answered at once; the native evaluation that is under way ends on its own before the next call.
      await Promise.race([working, aborted(signal)])
      return { ...run, stoppedBy: signal.aborted ? 'abort' : run.stoppedBy, totalMs: performance.now() - begunAt }
    },
    async [Symbol.asyncDispose]() {
      closing.abort()
      await tail
      await sequence.dispose()
      await context.dispose()
      await model.dispose()
      await runtime.dispose()
    },
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve()
    else signal.addEventListener('abort', () => resolve(), { once: true })
  })
}
