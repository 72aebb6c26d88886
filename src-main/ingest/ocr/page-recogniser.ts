import type { OcrEngine, Page, PageWord } from '../../../src-preload/contract/index.ts'
import type { Result } from '../../support/result.ts'

/** How a note on text begins whose letters were not known. */
export const unknownLetters = 'Text on some pages could not be read'

/** What character recognition makes of one page. `words` point into `page.text`; boxes are of the page as it is read, upright. */
export interface RecognisedPage {
  /** With `method: 'ocr'`, its coverage and its confidence; `page.page` is the number that was asked for. */
  readonly page: Page
  readonly words: readonly PageWord[]
  /** Degrees, clockwise, by which the page was turned before reading: 0, 90, 180 or 270. */
  readonly rotation: number
  /** For the person: why there may be text that was not read, and what to do. Says nothing of the text. */
  readonly note?: string | undefined
}

export interface RecogniseOptions {
  readonly engine: OcrEngine
  /** As tesseract names them: `eng`, `deu`. Those that are not installed are left out; others are taken where a page reads in none of these. */
  readonly languages: readonly string[]
  /**
   * `pictures`: only what a PDF's page shows beside its own text, without which it is drawn. What comes back is that text
   * alone, none where nothing was read, and the coverage of the whole page by it. Default: the page.
   */
  readonly what?: 'page' | 'pictures'
  readonly password?: string | null
  readonly signal: AbortSignal
}

/** Reads pages of PDFs and pictures from what they look like, and draws them, outside the caller's process. Pages count from 1. */
export interface PageRecogniser extends AsyncDisposable {
  /** Errors, as values: `recognition-failed`, `parse-timeout`, `parse-crashed`, `parse-out-of-memory`, `cancelled`, and those of reading the file. */
  recognise(path: string, page: number, options: RecogniseOptions): Promise<Result<RecognisedPage>>
  /** A PNG of one page, at most `maxPixels` on its longer side. Errors as above. */
  draw(path: string, page: number, options: { readonly maxPixels: number; readonly password?: string | null; readonly signal: AbortSignal }): Promise<Result<Uint8Array>>
}
