import { rotate, turn, type GreyImage } from './raster/grey-image.ts'
import { findLineDirection } from './raster/find-skew.ts'
import type { Ink } from './raster/ink.ts'
import { meanConfidence, type ReadWord } from './read-word.ts'
import { busiestStrip, surelyRead } from './try-strip.ts'

/** How an engine reads one picture; `block`: it is nothing but lines of text. */
export type ReadPicture = (image: GreyImage, segmentation: 'page' | 'block') => Promise<readonly ReadWord[]>

/** A page that was read, with how it was laid straight for that. Boxes are in pixels of the upright page, before it was laid straight. */
export interface UprightReading {
  readonly words: readonly ReadWord[]
  readonly confidence: number
  /** Of the upright page, in pixels. */
  readonly width: number
  readonly height: number
  readonly rotation: number
}

/** What is known of a page before it is read. */
export interface Start {
  /** Which way up it lies, where that was found out. */
  readonly rotation?: number
  /** How it reads at first; what helps is tried from there. */
  readonly reading?: UprightReading
  /** Nothing more is tried with a page that reads worse at first: not the letters may be at fault, but the language. */
  readonly giveUpBelow?: number
}

/** Upside down, the engines are at .2 to .4; hardly any page that is the right way up is under this. */
const surelyUpright = 0.75
/** Smaller angles are nothing to the engines, while turning blurs the letters. */
const worthTurning = (0.3 * Math.PI) / 180

/**
 * Reads a page whichever way up it lies. Lines on their side are seen from the ink; upside down is not, so the page is read
 * as it lies, and only where that reads badly are the other three ways tried on a strip of it.
 */
export async function readUpright(page: GreyImage, ink: Ink, read: ReadPicture, { rotation, reading: before, giveUpBelow = 0 }: Start = {}): Promise<UprightReading> {
  const { sideways, sure, skew } = findLineDirection(ink)
  const likely = sideways ? 90 : 0
  const first = before?.rotation ?? rotation ?? (sure ? likely : await bestWay(page, likely, skew, read))
  const reading = before ?? await readTurned(page, first, skewAt(first, likely, skew), read)
  if ((!sure && before === undefined) || reading.confidence >= surelyUpright || reading.confidence < giveUpBelow) return reading
  const better = await bestWay(page, first, skew, read)
  if (better === first) return reading
  const again = await readTurned(page, better, skewAt(better, likely, skew), read)
  return again.confidence > reading.confidence ? again : reading
}

/** The angle was found for one direction of lines; for the other it says nothing. */
function skewAt(rotation: number, likely: number, skew: number): number {
  return rotation % 180 === likely % 180 ? skew : 0
}

async function readTurned(page: GreyImage, rotation: number, skew: number, read: ReadPicture): Promise<UprightReading> {
  const upright = turn(page, rotation)
  const angle = correction(skew)
  const words = await read(rotate(upright, angle), 'page')
  return { words: words.map((word) => turnBack(word, upright, angle)), confidence: meanConfidence(words), width: upright.width, height: upright.height, rotation }
}

function correction(skew: number): number {
  return Math.abs(skew) < worthTurning ? 0 : -skew
}

/** The way up in which a strip of the page reads best, the present one unless another is clearly better. */
async function bestWay(page: GreyImage, present: number, skew: number, read: ReadPicture): Promise<number> {
  let best = { rotation: present, score: 0 }
  for (const rotation of [present, (present + 180) % 360, (present + 90) % 360, (present + 270) % 360]) {
    const upright = turn(page, rotation)
    const words = await read(busiestStrip(rotate(upright, correction(skewAt(rotation, present, skew)))), 'block')
    const score = surelyRead(words)
    if (score > best.score * (rotation === present ? 1 : 1.2)) best = { rotation, score }
  }
  return best.rotation
}

/** Where a word stood before the page was turned by `angle` about its middle. The box keeps its size: it is nearly straight. */
function turnBack(word: ReadWord, { width, height }: GreyImage, angle: number): ReadWord {
  if (angle === 0) return word
  const [x, y] = [(word.left + word.right - width) / 2, (word.top + word.bottom - height) / 2]
  const [dx, dy] = [Math.cos(angle) * x + Math.sin(angle) * y - x, Math.cos(angle) * y - Math.sin(angle) * x - y]
  return { ...word, left: word.left + dx, right: word.right + dx, top: word.top + dy, bottom: word.bottom + dy }
}
