import { AppError } from '../../../support/errors.ts'
import { openLazily } from '../../../support/open-lazily.ts'
import { createNameFinder, type NameFinder } from './name-finder.ts'

/**
 * The name finder, opened at the first text: the window opens before its weights are in memory.
 * `detect` throws `model-not-installed` while they are not on this machine, and finds them once they are fetched.
 */
export function createLazyNameFinder(modelId: string, folderOf: (modelId: string) => Promise<string | null>): NameFinder {
  const finder = openLazily(async () => {
    const folder = await folderOf(modelId)
    if (folder === null) throw new AppError('model-not-installed')
    return createNameFinder({ folder })
  })
  return {
    name: 'names',
    detect: async (text, options) => (await finder.get()).detect(text, options),
    [Symbol.asyncDispose]: () => finder[Symbol.asyncDispose](),
  }
}
