import { AppError } from '../../support/errors.ts'
import { describePage, type WhatWasRead } from './describe-page.ts'
import { installedLanguages, loadEngine } from './loaded-engine.ts'
import type { PageEngine } from './page-engine.ts'
import type { RecognisedPage, RecogniseOptions } from './page-recogniser.ts'
import { hasPpOcr } from './pp-ocr/weights.ts'
import { withLightPaper } from './raster/dark-paper.ts'
import { findLineDirection } from './raster/find-skew.ts'
import { findInk, inkShare, type Ink } from './raster/ink.ts'
import { cutOut, inkedPart, type Part } from './raster/inked-part.ts'
import { firstLanguage, isHardlyWriting, isPartlyWriting, readInLanguage, type ReadStrip } from './read-in-language.ts'
import { readUpright, type ReadPicture, type Start, type UprightReading } from './read-upright.ts'
import { openSource } from './source/open-source.ts'
import { maxRecognisedPixels, type Scan } from './source/page-source.ts'
import { unknownLettersNote } from './tesseract/languages.ts'

/** Beside what every recogniser is told: where a person's own language data and the weights of the second engine lie. */
export interface RecognisePageOptions extends RecogniseOptions {
  readonly modelsFolder?: string | null
}

/** Draws what is to be read of the page. */
type ScanPart = (magnification: number) => Promise<Scan>

/** Ink is looked for on a picture of about so many pixels along its longer side. */
const inkSide = 1_000
/** Letters lower than this, in pixels, are read badly; they are brought to twice this and more. */
const lowWord = 15
const goodWord = 28
const maxMagnification = 4
/**
 * A page that the first engine reads with less is shown to the second, where its weights are on this machine: signs in
 * photographs, print among drawings, small print at 60 dots per inch and less. What that reads in letters that it does not
 * know comes out at up to .72. Of the pages measured that are under the one and over the other it read one worse, by .003.
 */
const doubtful = 0.87
const surelySecond = 0.85
const wholePage: Part = { left: 0, top: 0, width: 1, height: 1 }

/**
 * Reads one page of a PDF or picture from what it looks like, in this thread: seconds in which nothing else runs. It
 * belongs into a process of its own, which is ended for a cancellation that cannot wait; between steps the signal is heeded.
 * Errors: `recognition-failed`, `cancelled`, `not-found`, those of reading the file, of opening a PDF or a picture, and
 * `model-not-installed` for an engine whose weights are absent.
 */
export async function recognisePage(path: string, page: number, options: RecognisePageOptions): Promise<RecognisedPage> {
  const { signal, engine: name, languages, modelsFolder = null, what = 'page' } = options
  const source = await openSource(path, options.password ?? null)
  const whole = withLight(await source.scan(page, 1, what))
  await breathe(signal)
  const part = what === 'page' ? wholePage : inkedPart(findInk(whole.image, inkSide)) ?? wholePage
  const cut = (scan: Scan): Scan => (part === wholePage ? scan : { ...scan, image: cutOut(scan.image, part) })
  const scanned: ScanPart = async (magnification) => cut(withLight(await source.scan(page, magnification, what)))
  const scan = cut(whole)
  const ink = findInk(scan.image, inkSide)
  const seen: Omit<WhatWasRead, 'reading' | 'engine'> = { page, what, scan, ink, part }
  const read = async (engine: PageEngine, start: Start = {}): Promise<UprightReading> => readLargeEnough(scanned, scan, { ink, share: part.width * part.height }, engine, start, signal)
  if (inkShare(ink) === 0) return describePage({ ...seen, engine: name, reading: nothing(scan) })
  if (name !== 'tesseract') return describePage({ ...seen, engine: name, reading: await read(await loadEngine({ engine: name, languages: [], modelsFolder })) })
  const inLanguage = async (language: string): Promise<PageEngine> => loadEngine({ engine: name, languages: [language], modelsFolder })
  const strip: ReadStrip = async (picture, language) => {
    await breathe(signal)
    return (await inLanguage(language)).read(picture, 'block')
  }
  const here = await installedLanguages(languages, modelsFolder)
  const choice = { file: path, languages: here.chosen, others: here.others }
  // Most pictures beside text show no writing: photographs, logos. One look at them is enough.
  const glance = what === 'page' ? undefined : await glanceAt(scan, ink, await inLanguage(firstLanguage(choice)), signal)
  if (glance !== undefined && isHardlyWriting(glance)) return describePage({ ...seen, engine: name, reading: nothing(scan) })
  const { reading, unknown } = glance !== undefined && isPartlyWriting(glance) ? { reading: glance, unknown: false } : await readInLanguage({ ...choice, image: scan.image, read: async (language, start) => read(await inLanguage(language), start), strip, glance })
  const second = reading.confidence < doubtful && await hasPpOcr(modelsFolder) ? await read(await loadEngine({ engine: 'pp-ocr', languages, modelsFolder })) : null
  if (second !== null && second.confidence >= surelySecond && weight(second) > weight(reading)) return describePage({ ...seen, engine: 'pp-ocr', reading: second })
  const described = describePage({ ...seen, engine: name, reading })
  return unknown ? { ...described, note: unknownLettersNote([...here.chosen, ...here.others]) } : described
}

/** How it reads as it lies. */
async function glanceAt({ image }: Scan, ink: Ink, engine: PageEngine, signal: AbortSignal): Promise<UprightReading> {
  const { sideways, sure } = findLineDirection(ink)
  return readUpright(image, ink, withBreath(engine, signal), { rotation: sideways && sure ? 90 : 0, giveUpBelow: 1 })
}

/** Reads the page, and once more from a larger picture where its letters turn out to be low. `share`: of the page that is drawn. */
async function readLargeEnough(scanned: ScanPart, scan: Scan, { ink, share }: { readonly ink: Ink; readonly share: number }, engine: PageEngine, start: Start, signal: AbortSignal): Promise<UprightReading> {
  const read = async ({ image }: Scan, of: Ink, start: Start): Promise<UprightReading> => readUpright(image, of, withBreath(engine, signal), start)
  const reading = await read(scan, ink, start)
  if (reading.confidence < (start.giveUpBelow ?? 0) && reading.words.length > 0) return reading
  const magnification = wantedMagnification(reading, (scan.image.width * scan.image.height) / share)
  if (magnification < 1.25) return reading
  const larger = await scanned(magnification)
  await breathe(signal)
  const again = await read(larger, findInk(larger.image, inkSide), start.rotation === undefined ? {} : { rotation: start.rotation })
  // More text at the same confidence is more text read.
  return weight(again) >= weight(reading) ? again : reading
}

function withLight(scan: Scan): Scan {
  return { ...scan, image: withLightPaper(scan.image) }
}

/** `pixels`: of the whole page. */
function wantedMagnification({ words, confidence }: UprightReading, pixels: number): number {
  const most = Math.min(maxMagnification, Math.sqrt(maxRecognisedPixels / pixels))
  const heights = words.map(({ top, bottom }) => bottom - top).toSorted((a, b) => a - b)
  const height = heights[Math.floor(heights.length / 2)] ?? 0
  if (height > 0 && confidence >= 0.8) return height < lowWord ? Math.min(most, goodWord / height) : 1
  // Read badly or not at all from a small picture: the letters may be too low for their height to be seen.
  return pixels < maxRecognisedPixels / 4 ? Math.min(most, 3) : 1
}

function weight({ words, confidence }: UprightReading): number {
  return confidence * confidence * words.reduce((sum, { text }) => sum + text.length, 0)
}

function nothing({ image }: Scan): UprightReading {
  return { words: [], confidence: 0, width: image.width, height: image.height, rotation: 0 }
}

function withBreath(engine: PageEngine, signal: AbortSignal): ReadPicture {
  return async (picture, segmentation) => {
    await breathe(signal)
    return engine.read(picture, segmentation)
  }
}

/** Lets messages in between two long steps. */
async function breathe(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  setImmediate(resolve)
  await promise
  if (signal.aborted) throw new AppError('cancelled')
}
