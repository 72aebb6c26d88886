import type { OcrEngine } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import type { PageEngine } from './page-engine.ts'
import { findLanguages } from './tesseract/language-data.ts'

/** WebAssembly memory never shrinks: after so many pages the instance is replaced, which takes 100 ms. */
const pagesPerInstance = 50

interface Loaded { readonly key: string; readonly engine: PageEngine; readonly free: () => Promise<void>; pages: number }
let loaded: Loaded | null = null

export interface WantedEngine {
  readonly engine: OcrEngine
  readonly languages: readonly string[]
  readonly modelsFolder: string | null
}

/**
 * The engine, kept in this process for the next page. Of the languages, those that are not there are left out; when none is
 * left, English is taken. Errors: `recognition-failed`, `model-not-installed`, `model-load-failed`.
 */
export async function loadEngine({ engine, languages, modelsFolder }: WantedEngine): Promise<PageEngine> {
  const chosen = engine === 'tesseract' ? await chooseLanguages(languages, modelsFolder) : new Map<string, string>()
  const key = JSON.stringify([engine, modelsFolder, ...chosen])
  if (loaded !== null && loaded.key === key && loaded.pages < pagesPerInstance) {
    loaded.pages++
    return loaded.engine
  }
  await freeEngine()
  try {
    loaded = { key, pages: 1, ...await start(engine, chosen, modelsFolder) }
  } catch (error) {
    throw error instanceof AppError ? error : new AppError('recognition-failed', {}, { cause: error })
  }
  return loaded.engine
}

/** Gives the engine's memory back: 100 to 600 MB. */
export async function freeEngine(): Promise<void> {
  const previous = loaded
  loaded = null
  await previous?.free()
}

/** Of the languages, those whose data are there, English when none is left; and what others are there. */
export async function installedLanguages(languages: readonly string[], modelsFolder: string | null): Promise<{ readonly chosen: readonly string[]; readonly others: readonly string[] }> {
  const chosen = [...(await chooseLanguages(languages, modelsFolder)).keys()]
  return { chosen, others: [...(await findLanguages(modelsFolder)).keys()].filter((language) => !chosen.includes(language)) }
}

async function chooseLanguages(languages: readonly string[], modelsFolder: string | null): Promise<ReadonlyMap<string, string>> {
  const there = await findLanguages(modelsFolder)
  const wanted = [...new Set(languages)].filter((language) => there.has(language))
  return new Map((wanted.length > 0 ? wanted : ['eng']).map((language) => [language, there.get(language) ?? '']))
}

/** Each engine's library is loaded with its first page. */
async function start(engine: OcrEngine, languages: ReadonlyMap<string, string>, modelsFolder: string | null): Promise<Pick<Loaded, 'engine' | 'free'>> {
  if (engine === 'tesseract') {
    const tesseract = await (await import('./tesseract/tesseract-engine.ts')).TesseractEngine.start(languages)
    return { engine: tesseract, free: async () => tesseract[Symbol.dispose]() }
  }
  const pp = await (await import('./pp-ocr/pp-engine.ts')).PpEngine.start(modelsFolder)
  return { engine: pp, free: () => pp[Symbol.asyncDispose]() }
}
