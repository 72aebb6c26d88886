import { AppError } from '../../../support/errors.ts'
import { findLanguages } from './language-data.ts'
import { TesseractEngine } from './tesseract-engine.ts'

/** WebAssembly memory never shrinks: after so many pages the instance is replaced, which takes 100 ms. */
const pagesPerInstance = 50

let loaded: { readonly key: string; readonly engine: TesseractEngine; pages: number } | null = null

/**
 * The engine for these languages, kept for the next page. Languages that are not there are left out; when none is left,
 * English is taken. Errors: `recognition-failed`.
 */
export async function engineFor(languages: readonly string[], modelsFolder: string | null): Promise<TesseractEngine> {
  const there = await findLanguages(modelsFolder)
  const wanted = [...new Set(languages)].filter((language) => there.has(language))
  const chosen = new Map((wanted.length > 0 ? wanted : ['eng']).map((language) => [language, there.get(language) ?? '']))
  const key = JSON.stringify([...chosen])
  if (loaded !== null && loaded.key === key && loaded.pages < pagesPerInstance) {
    loaded.pages++
    return loaded.engine
  }
  freeEngine()
  try {
    loaded = { key, engine: await TesseractEngine.start(chosen), pages: 1 }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('recognition-failed', {}, { cause: error })
  }
  return loaded.engine
}

/** Gives the engine's memory back: 100 to 400 MB. */
export function freeEngine(): void {
  const previous = loaded
  loaded = null
  previous?.engine[Symbol.dispose]()
}
