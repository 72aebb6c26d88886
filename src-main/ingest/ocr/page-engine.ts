import type { GreyImage } from './raster/grey-image.ts'
import type { ReadWord } from './read-word.ts'

/** Something that reads pictures of pages. One picture at a time. */
export interface PageEngine {
  /** Words, line by line; Tesseract's in reading order. None when there are none. `block`: the picture is nothing but lines of text. Errors: `recognition-failed`. */
  read(image: GreyImage, segmentation: 'page' | 'block'): Promise<readonly ReadWord[]>
}
