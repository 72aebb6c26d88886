import { basename, dirname } from 'node:path'
import { AutoModel, AutoTokenizer, env, type Tensor } from '@huggingface/transformers'
import { dimensions, maxTokens } from './embedding-shape.ts'
import { meanPool } from './mean-pool.ts'

export interface EmbeddingModel {
  /** One text at a time: a batch would pad its texts to the longest one, and was 20–40 % slower on two cores. */
  embed(text: string): Promise<Float32Array<ArrayBuffer>>
}

/** Loads `tokenizer.json`, `config.json` and `onnx/model_quantized.onnx` of `folder` into this thread; never asks any host. */
export async function loadEmbeddingModel(folder: string, threads: number): Promise<EmbeddingModel> {
  env.allowRemoteModels = false
  env.allowLocalModels = true
  env.useFSCache = false
  env.localModelPath = `${dirname(folder)}/`
  const name = basename(folder)
  const tokenizer = await AutoTokenizer.from_pretrained(name, { local_files_only: true })
  const model = await AutoModel.from_pretrained(name, {
    local_files_only: true,
    device: 'cpu',
    dtype: 'q8',
    // Threads that spin while they wait would take the cores of whoever is typing.
    session_options: { intraOpNumThreads: threads, interOpNumThreads: 1, extra: { session: { intra_op: { allow_spinning: '0' } } } },
  })
  return {
    async embed(text) {
      const { last_hidden_state: states } = await model(tokenizer(text, { truncation: true, max_length: maxTokens })) as { readonly last_hidden_state: Tensor }
      if (!(states.data instanceof Float32Array) || states.dims[2] !== dimensions) throw new TypeError('The embedding model gave vectors of another shape.')
      return meanPool(states.data, states.dims[1] ?? 0, dimensions)
    },
  }
}
