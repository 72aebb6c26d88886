import { stat } from 'node:fs/promises'
import { readGgufFileInfo } from 'node-llama-cpp'
import { z } from 'zod'
import { AppError } from '../../support/errors.ts'
import type { ModelShape } from './memory-fit.ts'

const count = z.number().int().positive()
const perLayer = z.union([count, z.array(z.number())]).optional()
const headerSchema = z.looseObject({
  block_count: count,
  embedding_length: count,
  context_length: count,
  attention: z.looseObject({ head_count: perLayer, head_count_kv: perLayer, key_length: count.optional(), value_length: count.optional() }),
})

/** Reads what memory planning needs from the header of a GGUF file. Errors: `model-load-failed`, `file-missing`. */
export async function readModelShape(file: string, signal?: AbortSignal): Promise<ModelShape> {
  const { size } = await stat(file)
  const info = await readGgufFileInfo(file, {
    sourceType: 'filesystem', readTensorInfo: false, logWarnings: false, spliceSplitFiles: false,
    ignoreKeys: ['tokenizer.ggml.tokens', 'tokenizer.ggml.merges', 'tokenizer.ggml.token_type', 'tokenizer.ggml.scores'],
    ...(signal ? { signal } : {}),
  }).catch((cause: unknown) => {
    signal?.throwIfAborted()
    throw new AppError('model-load-failed', { reason: 'header-unreadable' }, { cause })
  })
  const header = headerSchema.safeParse(info.architectureMetadata)
  if (!header.success) throw new AppError('model-load-failed', { reason: 'header-incomplete' })
  const { attention, block_count: layers, embedding_length: width, context_length: trainContextTokens } = header.data
  const heads = most(attention.head_count) ?? 1
  const headSize = width / heads
  return {
    layers, trainContextTokens, weightBytes: size,
    kvHeads: most(attention.head_count_kv) ?? heads,
    keyValueLength: (attention.key_length ?? headSize) + (attention.value_length ?? headSize),
  }
}

/** Some architectures give one number per layer; the largest is the safe estimate. */
function most(value: number | number[] | undefined): number | undefined {
  return Array.isArray(value) ? Math.max(...value) : value
}
