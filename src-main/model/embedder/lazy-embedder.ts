import { AppError } from '../../support/errors.ts'
import { openLazily } from '../../support/open-lazily.ts'
import { createEmbedder } from './create-embedder.ts'
import type { Embedder } from './embedder.ts'
import { dimensions, embedderIdOf, maxTokens } from './embedding-shape.ts'

/**
 * The embedder, loaded at the first text: chats and documents can be looked at without its weights, and the window
 * opens before they are in memory. `embed` throws `model-not-installed` while the weights are not on this machine.
 */
export function createLazyEmbedder(modelId: string, folderOf: (modelId: string) => Promise<string | null>): Embedder {
  const embedder = openLazily(async () => {
    const folder = await folderOf(modelId)
    if (folder === null) throw new AppError('model-not-installed')
    return createEmbedder({ folder })
  })
  return {
    id: embedderIdOf(modelId),
    dimensions,
    maxTokens,
    embed: async (texts, options) => (await embedder.get()).embed(texts, options),
    [Symbol.asyncDispose]: () => embedder[Symbol.asyncDispose](),
  }
}
