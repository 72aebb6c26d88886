import type { PageWord } from '../../../src-preload/contract/index.ts'
import type { RecognisedPage } from './page-recogniser.ts'

/** The words' boxes on the page as its file shows it, for a page that was turned before it was read. */
export function turnedBack(read: RecognisedPage): RecognisedPage {
  return read.rotation === 0 ? read : { ...read, rotation: 0, words: read.words.map((word) => ({ ...word, ...boxBefore(word, read.rotation) })) }
}

function boxBefore({ x, y, width, height }: PageWord, degrees: number): Pick<PageWord, 'x' | 'y' | 'width' | 'height'> {
  if (degrees === 90) return { x: y, y: 1 - x - width, width: height, height: width }
  if (degrees === 180) return { x: 1 - x - width, y: 1 - y - height, width, height }
  return { x: 1 - y - height, y: x, width: height, height: width }
}
