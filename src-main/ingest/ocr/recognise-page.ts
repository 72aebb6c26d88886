import type { OcrEngine } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { judgeCoverage } from './judge-coverage.ts'
import { composePage } from './layout/compose-page.ts'
import { orderPieces } from './layout/order-pieces.ts'
import { splitIntoPieces } from './layout/pieces.ts'
import { unreadArea } from './layout/unread-area.ts'
import { installedLanguages, loadEngine } from './loaded-engine.ts'
import type { PageEngine } from './page-engine.ts'
import type { RecognisedPage, RecogniseOptions } from './page-recogniser.ts'
import { hasPpOcr } from './pp-ocr/weights.ts'
import { withLightPaper } from './raster/dark-paper.ts'
import { findInk, inkShare, turnInk, type Ink } from './raster/ink.ts'
import { readInLanguage, type ReadStrip } from './read-in-language.ts'
import { readUpright, type Start, type UprightReading } from './read-upright.ts'
import type { ReadWord } from './read-word.ts'
import { openSource } from './source/open-source.ts'
import { maxRecognisedPixels, type PageSource, type Scan } from './source/page-source.ts'
import { unknownLettersNote } from './tesseract/languages.ts'

/** Beside what every recogniser is told: where a person's own language data and the weights of the second engine lie. */
export interface RecognisePageOptions extends RecogniseOptions {
  readonly modelsFolder?: string | null
}

/** Ink is looked for on a picture of about so many pixels along its longer side. */
const inkSide = 1_000
/** Letters lower than this, in pixels, are read badly; they are brought to twice this and more. */
const lowWord = 15
const goodWord = 28
const maxMagnification = 4
/**
 * A page that the first engine reads with less is shown to the second, where its weights are on this machine: signs in
 * photographs, print among drawings. What that reads in letters that it does not know comes out at up to .72.
 */
const doubtful = 0.8
const surelySecond = 0.9
/** What reads worse is not what the page says: letters that were not known come out at .08 to .36. Nobody is shown or finds it. */
const notText = 0.3

/**
 * Reads one page of a PDF or picture from what it looks like, in this thread: seconds in which nothing else runs. It
 * belongs into a process of its own, which is ended for a cancellation that cannot wait; between steps the signal is heeded.
 * Errors: `recognition-failed`, `cancelled`, `not-found`, those of reading the file, of opening a PDF or a picture, and
 * `model-not-installed` for an engine whose weights are absent.
 */
export async function recognisePage(path: string, page: number, options: RecognisePageOptions): Promise<RecognisedPage> {
  const { signal, engine: name, languages, modelsFolder = null } = options
  const source = await openSource(path, options.password ?? null)
  const scan = withLight(await source.scan(page, 1))
  await breathe(signal)
  const ink = findInk(scan.image, inkSide)
  const read = async (languages: readonly string[], start: Start = {}): Promise<UprightReading> => readLargeEnough(source, page, scan, ink, await loadEngine({ engine: name, languages, modelsFolder }), start, signal)
  if (inkShare(ink) === 0) return describe(page, name, scan, ink, nothing(scan))
  if (name !== 'tesseract') return describe(page, name, scan, ink, await read([]))
  const strip: ReadStrip = async (picture, language) => {
    await breathe(signal)
    return (await loadEngine({ engine: name, languages: [language], modelsFolder })).read(picture, 'block')
  }
  const here = await installedLanguages(languages, modelsFolder)
  const { reading, unknown } = await readInLanguage({ file: path, languages: here.chosen, others: here.others, image: scan.image, read: (language, start) => read([language], start), strip })
  const second = reading.confidence < doubtful && await hasPpOcr(modelsFolder) ? await readLargeEnough(source, page, scan, ink, await loadEngine({ engine: 'pp-ocr', languages, modelsFolder }), {}, signal) : null
  if (second !== null && second.confidence >= surelySecond && weight(second) > weight(reading)) return describe(page, 'pp-ocr', scan, ink, second)
  const described = describe(page, name, scan, ink, reading)
  return unknown ? { ...described, note: unknownLettersNote([...here.chosen, ...here.others]) } : described
}

/** Reads the page, and once more from a larger picture where its letters turn out to be low. */
async function readLargeEnough(source: PageSource, page: number, scan: Scan, ink: Ink, engine: PageEngine, start: Start, signal: AbortSignal): Promise<UprightReading> {
  const read = async ({ image }: Scan, of: Ink, start: Start): Promise<UprightReading> => readUpright(image, of, async (picture, segmentation) => {
    await breathe(signal)
    return engine.read(picture, segmentation)
  }, start)
  const reading = await read(scan, ink, start)
  if (reading.confidence < (start.giveUpBelow ?? 0) && reading.words.length > 0) return reading
  const magnification = wantedMagnification(reading, scan)
  if (magnification < 1.25) return reading
  const larger = withLight(await source.scan(page, magnification))
  await breathe(signal)
  const again = await read(larger, findInk(larger.image, inkSide), start.rotation === undefined ? {} : { rotation: start.rotation })
  // More text at the same confidence is more text read.
  return weight(again) >= weight(reading) ? again : reading
}

function withLight(scan: Scan): Scan {
  return { ...scan, image: withLightPaper(scan.image) }
}

function wantedMagnification({ words, confidence }: UprightReading, { image }: Scan): number {
  const most = Math.min(maxMagnification, Math.sqrt(maxRecognisedPixels / (image.width * image.height)))
  const heights = words.map(({ top, bottom }) => bottom - top).toSorted((a, b) => a - b)
  const height = heights[Math.floor(heights.length / 2)] ?? 0
  if (height > 0 && confidence >= 0.8) return height < lowWord ? Math.min(most, goodWord / height) : 1
  // Read badly or not at all from a small picture: the letters may be too low for their height to be seen.
  return image.width * image.height < maxRecognisedPixels / 4 ? Math.min(most, 3) : 1
}

function weight({ words, confidence }: UprightReading): number {
  return confidence * confidence * words.reduce((sum, { text }) => sum + text.length, 0)
}

function nothing({ image }: Scan): UprightReading {
  return { words: [], confidence: 0, width: image.width, height: image.height, rotation: 0 }
}

function describe(page: number, engine: OcrEngine, scan: Scan, ink: Ink, { words, confidence, width, height, rotation }: UprightReading): RecognisedPage {
  const read = confidence < notText ? [] : words
  const { text, words: placed, tables } = composePage(orderPieces(splitIntoPieces(read), engine === 'tesseract'))
  const facts = { hasText: text !== '', confidence, inkShare: inkShare(ink), unreadArea: unreadArea(turnInk(ink, rotation), read, width, height), incomplete: scan.incomplete, suspectTable: tables.some(({ suspect }) => suspect) }
  const inShares = ({ left, top, right, bottom }: ReadWord) => ({ x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height })
  return {
    page: { page, label: null, text, headings: [], method: 'ocr', confidence: text === '' ? 0 : confidence, coverage: judgeCoverage(facts), engine, places: [], tables },
    words: placed.map(({ start, end, word }) => ({ start, end, ...inShares(word) })),
    rotation,
  }
}

/** Lets messages in between two long steps. */
async function breathe(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  setImmediate(resolve)
  await promise
  if (signal.aborted) throw new AppError('cancelled')
}
