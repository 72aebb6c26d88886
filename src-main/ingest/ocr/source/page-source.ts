import type { GreyImage } from '../raster/grey-image.ts'

/** What is drawn of one page, upright as its file says. */
export interface Drawing {
  readonly width: number
  readonly height: number
  /** Red, green, blue and 255 per pixel, on white. */
  readonly rgba: Uint8Array
}

/** A file whose pages can be drawn: a PDF or a picture. Pages count from 1. */
export interface PageSource extends AsyncDisposable {
  readonly pageCount: number
  /** For a person's eyes: at most `maxPixels` on its longer side. Errors: `not-found`, `document-damaged`, `file-too-large`. */
  draw(page: number, maxPixels: number): Promise<Drawing>
  /**
   * For recognition: 300 dots per inch of a PDF's page or a picture's own pixels, times `magnification`, and at most
   * {@link maxRecognisedPixels} in all. Errors as above.
   */
  scan(page: number, magnification: number): Promise<Scan>
}

export interface Scan {
  readonly image: GreyImage
  /** The file ends early or is broken inside, so that part of the page is missing. */
  readonly incomplete: boolean
}

/** A4 at 300 dots per inch has 8.7 million; more takes time and memory and is read no better. */
export const maxRecognisedPixels = 12_000_000
export const recognisedDotsPerInch = 300
