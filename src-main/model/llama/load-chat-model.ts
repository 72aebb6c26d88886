import { freemem, platform, totalmem } from 'node:os'
import { InsufficientMemoryError, type LlamaContext, type LlamaModel, type Llama } from 'node-llama-cpp'
import { AppError, isAbort } from '../../support/errors.ts'
import type { ChatModel, ChatTurn } from './chat-model.ts'
import { createLlamaChatModel } from './llama-chat-model.ts'
import { loadRuntime } from './load-runtime.ts'
import { fitContext, leastNeededBytes } from './memory-fit.ts'
import { readModelShape } from './read-model-shape.ts'

export interface LoadChatModelOptions {
  readonly id: string
  /** Path of a verified GGUF file. */
  readonly file: string
  readonly signal?: AbortSignal
  /** 0–1, of the weights. */
  readonly onProgress?: (share: number) => void
  /** Turns that every conversation begins with: evaluated at load, which fills the cache and measures this machine. */
  readonly stablePrefix?: readonly ChatTurn[]
}

/** Prompt tokens that llama.cpp takes in one batch. */
const batchTokens = 512

/**
 * Loads a GGUF into this process with one context, sized to the free memory, and one sequence.
 * Errors: `model-load-failed`, `model-out-of-memory`, `file-missing`; an abort throws the signal's reason.
 */
export async function loadChatModel({ id, file, signal, onProgress, stablePrefix = [] }: LoadChatModelOptions): Promise<ChatModel> {
  signal?.throwIfAborted()
  const shape = await readModelShape(file, signal)
  const fit = fitContext(shape, { totalBytes: totalmem(), freeBytes: freeBytes() })
  if (!fit) throw new AppError('model-out-of-memory', { neededBytes: leastNeededBytes(shape), freeBytes: freeBytes() })
  const native: { runtime?: Llama; model?: LlamaModel; context?: LlamaContext } = {}
  try {
    native.runtime = await loadRuntime()
    native.model = await native.runtime.loadModel({
      modelPath: file,
      ...(signal ? { loadSignal: signal } : {}),
      ...(onProgress ? { onLoadProgress: onProgress } : {}),
    })
    native.context = await native.model.createContext({
      contextSize: fit.contextTokens,
      batchSize: Math.min(batchTokens, fit.contextTokens),
      // llama.cpp's own count of physical cores that are good for matrix work: more threads than that slow it down.
      threads: native.runtime.cpuMathCores,
      ...(signal ? { createSignal: signal } : {}),
    })
    const { runtime, model, context } = native
    const chatModel = createLlamaChatModel({ id, runtime, model, context, sequence: context.getSequence() })
    // Once to bring the weights into memory and the prefix into the cache, once, with as many new tokens, to measure.
    for (const text of ['', stablePrefix.map((turn) => turn.text).join('\n')]) {
      await chatModel.generate({ turns: [...stablePrefix, { role: 'user', text }], maxTokens: 0, ...(signal ? { signal } : {}) })
    }
    signal?.throwIfAborted()
    return chatModel
  } catch (error) {
    await native.context?.dispose()
    await native.model?.dispose()
    await native.runtime?.dispose()
    signal?.throwIfAborted()
    if (error instanceof AppError && error.code !== 'model-failed') throw error
    if (isAbort(error)) throw error
    if (error instanceof InsufficientMemoryError) throw new AppError('model-out-of-memory', { neededBytes: fit.neededBytes, freeBytes: freeBytes() }, { cause: error })
    throw new AppError('model-load-failed', {}, { cause: error })
  }
}

/** macOS counts the file cache as used, which would refuse every model: there the whole memory is the limit. */
function freeBytes(): number {
  return platform() === 'darwin' ? totalmem() : freemem()
}
