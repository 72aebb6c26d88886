import { readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AutoTokenizer, env } from '@huggingface/transformers'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import { z } from 'zod'
import { dimensions, maxTokens } from './embedding-shape.ts'
import { keepsSignedProducts } from './int8-products.ts'
import { graphInput, graphOutput, miniLmGraph } from './minilm-graph.ts'
import { readMiniLmWeights } from './minilm-weights.ts'

export interface EmbeddingModel {
  /**
   * One text at a time: a batch would pad its texts to the longest one, and was 20–40 % slower on two cores; and how finely
   * a text's numbers are rounded would depend on its neighbours.
   */
  embed(text: string): Promise<Float32Array<ArrayBuffer>>
}

const tokensSchema = z.object({ input_ids: z.array(z.int().nonnegative()).max(maxTokens) })

/** Loads `tokenizer.json`, `config.json` and `onnx/model_quantized.onnx` of `folder` into this thread; never asks any host. */
export async function loadEmbeddingModel(folder: string, threads: number): Promise<EmbeddingModel> {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.useFSCache = false
  env.localModelPath = `${dirname(folder)}/`
  const tokenizer = await AutoTokenizer.from_pretrained(basename(folder), { local_files_only: true })
  const weights = readMiniLmWeights(await readFile(join(folder, 'onnx', 'model_quantized.onnx')))
  const session = await InferenceSession.create(miniLmGraph(weights, { unsigned: !await keepsSignedProducts() }), {
    executionProviders: ['cpu'], intraOpNumThreads: threads, interOpNumThreads: 1, logSeverityLevel: 4,
    // More would join sums and norms into an operation that is slower than both.
    graphOptimizationLevel: 'basic',
    // Threads that spin while they wait would take the cores of whoever is typing.
    extra: { session: { intra_op: { allow_spinning: '0' } } },
  })
  return {
    async embed(text) {
      const { input_ids: tokens } = tokensSchema.parse(tokenizer(text, { truncation: true, max_length: maxTokens, return_tensor: false }))
      const outputs = await session.run({ [graphInput]: new Tensor('int64', BigInt64Array.from(tokens, BigInt), [1, tokens.length]) })
      const vector = outputs[graphOutput]?.data
      if (!(vector instanceof Float32Array) || vector.length !== dimensions) throw new TypeError('The embedding model gave vectors of another shape.')
      return Float32Array.from(vector)
    },
  }
}
