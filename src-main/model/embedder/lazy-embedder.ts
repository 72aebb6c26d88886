import { AppError } from '../../support/errors.ts'
import { createEmbedder } from './create-embedder.ts'
import type { Embedder } from './embedder.ts'
import { dimensions, embedderIdOf, maxTokens } from './embedding-shape.ts'

/**
 * The embedder, loaded at the first text: chats and documents can be looked at without its weights, and the window
 * opens before they are in memory. `embed` throws `model-not-installed` while the weights are not on this machine.
 */
export function createLazyEmbedder(modelId: string, folderOf: (modelId: string) => Promise<string | null>): Embedder {
  let loading: Promise<Embedder> | null = null
  const load = async (): Promise<Embedder> => {
    const folder = await folderOf(modelId)
    if (!folder) throw new AppError('model-not-installed')
    return createEmbedder({ folder })
  }
  return {
    id: embedderIdOf(modelId),
    dimensions,
    maxTokens,
    async embed(texts, options) {
      const attempt = loading ??= load()
      // Weights that are fetched later, or repaired, are found at the next try.
      attempt.catch(() => { if (loading === attempt) loading = null })
      return (await attempt).embed(texts, options)
    },
    async [Symbol.asyncDispose]() {
      const embedder = await loading?.catch(() => null)
      await embedder?.[Symbol.asyncDispose]()
    },
  }
}
