import { AppError } from '../../../support/errors.ts'
import { createNameFinder, type NameFinder } from './name-finder.ts'

/**
 * The name finder, opened at the first text: the window opens before its weights are in memory.
 * `detect` throws `model-not-installed` while they are not on this machine, and finds them once they are fetched.
 */
export function createLazyNameFinder(modelId: string, folderOf: (modelId: string) => Promise<string | null>): NameFinder {
  let opening: Promise<NameFinder> | null = null
  const open = async (): Promise<NameFinder> => {
    const folder = await folderOf(modelId)
    if (folder === null) throw new AppError('model-not-installed')
    return createNameFinder({ folder })
  }
  return {
    name: 'names',
    async detect(text, options) {
      const attempt = opening ??= open()
      attempt.catch(() => { if (opening === attempt) opening = null })
      return (await attempt).detect(text, options)
    },
    async [Symbol.asyncDispose]() {
      const finder = await opening?.catch(() => null)
      await finder?.[Symbol.asyncDispose]()
    },
  }
}
