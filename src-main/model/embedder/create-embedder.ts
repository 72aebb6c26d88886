import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { AppError } from '../../support/errors.ts'
import { TextCrew, type TextTask } from '../../support/text-crew.ts'
import { startTextThread } from '../../support/text-thread.ts'
import { type EmbedWorkerData, vectorSchema } from './embed-messages.ts'
import type { Embedder } from './embedder.ts'
import { dimensions, embedderIdOf, maxTokens } from './embedding-shape.ts'

export interface EmbedderOptions {
  /** Holds `tokenizer.json`, `config.json` and `onnx/model_quantized.onnx`. */
  readonly folder: string
  /** Worker threads, each with the model in its memory (about 150 MB). */
  readonly workers?: number
  /** Cores that one run of the model may use. */
  readonly threads?: number
}

const neededFiles = ['config.json', 'tokenizer.json', 'tokenizer_config.json', join('onnx', 'model_quantized.onnx')]
/** More copies of the model take memory that the chat model needs more. */
const mostWorkers = 4

/**
 * Opens all-MiniLM-L6-v2 (int8) from a folder, in worker threads. Resolves when the model is loaded.
 * One worker per core with one core each embeds more than one worker with all cores (bench/embedding-rate.ts).
 * @throws `model-not-installed` where files are missing, `embedder-failed` where they cannot be loaded.
 */
export async function createEmbedder({ folder, workers, threads }: EmbedderOptions): Promise<Embedder> {
  const path = resolve(folder)
  if (neededFiles.some((file) => !existsSync(join(path, file)))) throw new AppError('model-not-installed')
  const cores = availableParallelism()
  const size = workers ?? Math.min(cores, mostWorkers)
  const threadsEach = threads ?? Math.max(1, Math.floor(Math.min(cores, 2 * size) / size))
  const data: EmbedWorkerData = { folder: path, threads: threadsEach }
  const crew = new TextCrew<Float32Array>(size, (events) => startTextThread({ worker: 'embed-worker', data, result: vectorSchema }, events))
  const embedder = embedWith(crew, embedderIdOf(basename(path)))
  try {
    await embedder.embed(['ready'], { kind: 'query' })
  } catch (error) {
    await embedder[Symbol.asyncDispose]()
    throw error
  }
  return embedder
}

/** The embedder's promises on top of a crew of threads; apart from {@link createEmbedder} so that tests can bring their own crew. */
export function embedWith(crew: TextCrew<Float32Array>, id: string): Embedder {
  let disposed = false
  return {
    id, dimensions, maxTokens,
    embed(texts, { kind, signal }) {
      if (disposed || signal?.aborted) return Promise.reject(new AppError('cancelled'))
      if (texts.length === 0) return Promise.resolve([])
      const { promise, resolve, reject } = Promise.withResolvers<Float32Array[]>()
      const vectors: Float32Array[] = []
      let left = texts.length
      let over = false
      const end = (finish: () => void): void => {
        if (over) return
        over = true
        signal?.removeEventListener('abort', onAbort)
        finish()
      }
      const onAbort = (): void => end(() => reject(new AppError('cancelled')))
      signal?.addEventListener('abort', onAbort, { once: true })
      crew.add(texts.map((text, index): TextTask<Float32Array> => ({
        text,
        urgent: kind === 'query',
        dropped: () => over,
        settle(vector) {
          if (!vector) return end(() => reject(new AppError(disposed ? 'cancelled' : 'embedder-failed')))
          vectors[index] = vector
          left--
          if (left === 0) end(() => resolve(vectors))
        },
      })))
      return promise
    },
    async [Symbol.asyncDispose]() {
      disposed = true
      await crew[Symbol.asyncDispose]()
    },
  }
}
