import type { OcrEngine } from '../../../src-preload/contract/index.ts'
import type { GreyImage } from './raster/grey-image.ts'
import type { ReadWord } from './read-word.ts'

/** Something that reads pictures of pages. One picture at a time. */
export interface PageEngine {
  readonly name: OcrEngine
  /** Words in reading order; none when there are none. `block`: the picture is nothing but lines of text. Errors: `recognition-failed`. */
  read(image: GreyImage, segmentation: 'page' | 'block'): Promise<readonly ReadWord[]>
}
