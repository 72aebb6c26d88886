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
   * {@link maxRecognisedPixels} in all. `pictures`: what a PDF's page shows beside its own text, the same as the page for
   * any other file. Errors as above.
   */
  scan(page: number, magnification: number, what?: 'page' | 'pictures'): Promise<Scan>
}

export interface Scan {
  readonly image: GreyImage
  /** The file ends early or is broken inside, so that part of the page is missing. */
  readonly incomplete: boolean
  /** Of the page, under pictures that may hold writing and none of its own text; 1 where it is drawn whole. */
  readonly pictureShare: number
}

/** A4 at 300 dots per inch has 8.7 million; more takes time and memory and is read no better. */
export const maxRecognisedPixels = 12_000_000
export const recognisedDotsPerInch = 300
