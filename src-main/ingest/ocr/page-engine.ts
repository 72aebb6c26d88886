import type { OcrEngine } from '../../../src-preload/contract/index.ts'
import type { GreyImage } from './raster/grey-image.ts'
import type { ReadWord } from './read-word.ts'

/** Something that reads pictures of pages. One picture at a time. */
export interface PageEngine {
  readonly name: OcrEngine
  /** It finds the columns of a page itself, so that its words come in reading order; otherwise they come line by line. */
  readonly ordersColumns: boolean
  /** Words, line by line; none when there are none. `block`: the picture is nothing but lines of text. Errors: `recognition-failed`. */
  read(image: GreyImage, segmentation: 'page' | 'block'): Promise<readonly ReadWord[]>
}
