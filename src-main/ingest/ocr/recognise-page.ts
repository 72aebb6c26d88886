import type { PageCoverage } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { composeWords } from './layout/compose-words.ts'
import type { RecognisedPage, RecogniseOptions } from './page-recogniser.ts'
import { meanConfidence } from './read-word.ts'
import { openSource } from './source/open-source.ts'
import { engineFor } from './tesseract/loaded-engine.ts'

/** Beside what every recogniser is told: where a person's own language data and the weights of the second engine lie. */
export interface RecognisePageOptions extends RecogniseOptions {
  readonly modelsFolder: string | null
}

/**
 * Reads one page of a PDF or picture from what it looks like, in this thread: seconds in which nothing else runs. It
 * belongs into a process of its own, which is ended for a cancellation that cannot wait; between steps the signal is heeded.
 * Errors: `recognition-failed`, `cancelled`, `not-found`, those of reading the file, of opening a PDF or a picture, and
 * `model-not-installed` for an engine whose weights are absent.
 */
export async function recognisePage(path: string, page: number, options: RecognisePageOptions): Promise<RecognisedPage> {
  const { signal, languages, modelsFolder } = options
  const source = await openSource(path, options.password ?? null)
  const { image, incomplete } = await source.scan(page)
  await breathe(signal)
  const engine = await engineFor(languages, modelsFolder)
  await breathe(signal)
  const read = engine.read(image, 'page', 300)
  const { text, words } = composeWords(read)
  const confidence = meanConfidence(read)
  const coverage: PageCoverage = text === '' ? 'empty' : incomplete ? 'partly' : 'ocr'
  return {
    page: { page, label: null, text, headings: [], method: 'ocr', confidence, coverage, engine: 'tesseract', places: [], tables: [] },
    words: words.map(({ start, end, word }) => ({
      start, end, x: word.left / image.width, y: word.top / image.height, width: (word.right - word.left) / image.width, height: (word.bottom - word.top) / image.height,
    })),
    rotation: 0,
  }
}

/** Lets messages in between two long steps. */
async function breathe(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  setImmediate(resolve)
  await promise
  if (signal.aborted) throw new AppError('cancelled')
}
