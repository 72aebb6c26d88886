import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '../../../support/errors.ts'
import type { PageEngine } from '../page-engine.ts'
import type { GreyImage } from '../raster/grey-image.ts'
import type { ReadWord } from '../read-word.ts'
import { findLines, type FoundLine } from './find-lines.ts'
import { loadNetwork, type Network } from './network.ts'
import { readLines, type LineCharacter } from './read-lines.ts'
import { hasPpOcr, ppOcrFiles, ppOcrFolder } from './weights.ts'

/** One core less than there mostly is: the person types meanwhile. */
const threads = 1
/** A line that reads worse than this is no text. */
const hardlyText = 0.4

/** PP-OCRv5: one network finds lines, another reads them; Latin letters, Chinese and Japanese. */
export class PpEngine implements PageEngine, AsyncDisposable {
  readonly #detector: Network
  readonly #reader: Network
  readonly #alphabet: readonly string[]

  private constructor(detector: Network, reader: Network, alphabet: readonly string[]) {
    this.#detector = detector
    this.#reader = reader
    this.#alphabet = alphabet
  }

  /** Errors: `model-not-installed`, `model-load-failed`. */
  static async start(modelsFolder: string | null): Promise<PpEngine> {
    const folder = join(modelsFolder ?? '', ppOcrFolder)
    if (!await hasPpOcr(modelsFolder)) throw new AppError('model-not-installed', { model: ppOcrFolder })
    // The first line stands for "nothing", the last is a space; no line is trimmed.
    const alphabet = (await readFile(join(folder, ppOcrFiles.alphabet), 'utf8')).replace(/\n$/, '').split('\n')
    const detector = await loadNetwork(join(folder, ppOcrFiles.detector), threads)
    return new PpEngine(detector, await loadNetwork(join(folder, ppOcrFiles.reader), threads), alphabet)
  }

  async read(image: GreyImage, _segmentation: 'page' | 'block'): Promise<ReadWord[]> {
    const lines = (await findLines(this.#detector, image)).toSorted((a, b) => a.top - b.top)
    const read = await readLines(this.#reader, image, lines, this.#alphabet)
    return lines.flatMap((line, i) => wordsOf(line, read[i] ?? [], i))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#detector[Symbol.asyncDispose]()
    await this.#reader[Symbol.asyncDispose]()
  }
}

/** Words at the spaces of a line; each reaches from halfway before its first character to halfway behind its last. */
function wordsOf(line: FoundLine, characters: readonly LineCharacter[], number: number): ReadWord[] {
  const mean = characters.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, characters.length)
  if (mean < hardlyText) return []
  const width = line.right - line.left
  const half = 0.5 / Math.max(1, characters.length)
  const words: ReadWord[] = []
  let open: LineCharacter[] = []
  const close = (): void => {
    const [first, last] = [open[0], open.at(-1)]
    if (first !== undefined && last !== undefined) {
      const confidence = open.reduce((sum, { confidence }) => sum + confidence, 0) / open.length
      const [left, right] = [line.left + Math.max(0, first.at - half) * width, line.left + Math.min(1, last.at + half) * width]
      words.push({ text: open.map(({ text }) => text).join(''), confidence, left, top: line.top, right: Math.max(right, left + 1), bottom: line.bottom, line: number, paragraph: number, block: number })
    }
    open = []
  }
  for (const character of characters) {
    if (/\s/u.test(character.text)) close()
    else open.push(character)
  }
  close()
  return words
}
