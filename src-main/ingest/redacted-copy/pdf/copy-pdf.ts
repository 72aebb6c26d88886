import { AppError } from '../../../support/errors.ts'
import { PdfDocument } from '../../parse/pdf/pdf-document.ts'
import { LeftOut, type CopyOptions, type CopyOutcome, type MaskedStretch, type RecognisedText } from '../redacted-copy.ts'
import { flattenPage, picturesOf } from './clean-page.ts'
import { loadDrawingPdfium, type DrawingPdfium } from './drawing-library.ts'
import { baselineOf, boxAround, layOutWords } from './lay-out-words.ts'
import { PagePixels } from './page-pixels.ts'
import { readPageCharacters, type PageCharacters } from './page-characters.ts'
import { PdfWriter, type ByteSink } from './pdf-writer.ts'
import { recognisedCharacters } from './recognised-characters.ts'
import { TextLayer, type LaidWord } from './text-layer.ts'

const maxPages = 10_000
/** More of a page's letters than this without a meaning, and nothing on it can be searched. */
const mostUnmapped = 0.25

/**
 * A new PDF of pictures of the pages, in which what `find` names is painted over before they are stored, with the masked text behind them.
 * Nothing of the original file is carried over. Pages are drawn one at a time. Errors: `document-damaged`, `document-encrypted`,
 * `document-too-many-pages`, `parse-out-of-memory`, and what `find` throws.
 */
export async function copyPdf(bytes: Uint8Array, sink: ByteSink, { find, recognise, keepPictures, onProgress }: CopyOptions): Promise<CopyOutcome> {
  const pdfium = await loadDrawingPdfium()
  using document = new PdfDocument(pdfium, bytes)
  const total = document.pageCount
  if (total <= 0) throw new AppError('document-damaged')
  if (total > maxPages) throw new AppError('document-too-many-pages', { limit: maxPages })
  const leftOut = new LeftOut()
  // Whatever the file had: nothing of it is written.
  leftOut.add('metadata')
  leftOut.add('outline', document.outline().length)
  const texts: string[] = []
  const pictures: number[] = []
  for (let index = 0; index < total; index++) {
    document.withPage(index, (page) => flattenPage(pdfium, page, leftOut))
    const text = document.withPage(index, (page) => {
      const read = readUpright(pdfium, page)
      return isReadable(read) ? read.text : null
    })
    if (text === null) pictures.push(index + 1)
    texts.push(text ?? '')
    onProgress(index + 1, total * 2)
  }
  const scans = new Map<number, RecognisedText>()
  for (const [index, read] of (pictures.length > 0 ? await recognise(pictures) : []).entries()) {
    const number = pictures[index]
    if (number === undefined || read === null) continue
    scans.set(number, read)
    texts[number - 1] = read.text
  }
  const masks = await find(texts)
  const writer = new PdfWriter(sink)
  const layer = new TextLayer()
  const copier = new PageCopier(pdfium, writer, layer, leftOut, keepPictures)
  for (let index = 0; index < total; index++) {
    const done = document.withPage(index, (page) => copier.copy(page, index + 1, masks[index] ?? [], scans.get(index + 1) ?? null))
    if (done === null) copier.replace(index + 1, 595, 842, ['This page was left out: it is damaged.'])
    onProgress(total + index + 1, total * 2)
  }
  writer.finish(layer.writeFonts(writer))
  leftOut.add('pages', copier.pagesLeftOut.length)
  return { format: 'pdf', leftOut: leftOut.counts, pagesLeftOut: copier.pagesLeftOut, notSearched: { pictures: copier.picturesKept, scannedPages: copier.scannedPages } }
}

/** A page turned in a viewer whose letters stand straight in its own coordinates is read as if it were not turned; it is drawn as it is seen. */
function readUpright(pdfium: DrawingPdfium, page: number): PageCharacters {
  const read = readPageCharacters(pdfium, page)
  const turn = pdfium._FPDFPage_GetRotation(page)
  if (turn === 0 || read.characters.filter(({ angle }) => angle === 0).length * 2 <= read.characters.length) return read
  pdfium._FPDFPage_SetRotation(page, 0)
  try {
    return readPageCharacters(pdfium, page)
  } finally {
    pdfium._FPDFPage_SetRotation(page, turn)
  }
}

/** Words that can be searched; an empty page has none and needs none, so it counts as one that has to be looked at. */
function isReadable({ characters }: PageCharacters): boolean {
  return characters.length > 0 && characters.filter(({ unmapped }) => unmapped).length <= characters.length * mostUnmapped
}

class PageCopier {
  readonly pagesLeftOut: number[] = []
  picturesKept = 0
  scannedPages = 0
  readonly #pdfium: DrawingPdfium
  readonly #writer: PdfWriter
  readonly #layer: TextLayer
  readonly #leftOut: LeftOut
  readonly #keepPictures: boolean

  constructor(pdfium: DrawingPdfium, writer: PdfWriter, layer: TextLayer, leftOut: LeftOut, keepPictures: boolean) {
    this.#pdfium = pdfium
    this.#writer = writer
    this.#layer = layer
    this.#leftOut = leftOut
    this.#keepPictures = keepPictures
  }

  copy(page: number, number: number, masks: readonly MaskedStretch[], scan: RecognisedText | null): true {
    const [width, height] = [this.#pdfium._FPDF_GetPageWidthF(page), this.#pdfium._FPDF_GetPageHeightF(page)]
    const read = readUpright(this.#pdfium, page)
    const { pictures, hide } = picturesOf(this.#pdfium, page)
    const isScan = scan !== null || pictures > 0 && read.characters.filter(({ invisible }) => invisible).length * 2 > read.characters.length
    const withPictures = this.#keepPictures || isScan
    if (!withPictures) hide()
    using pixels = new PagePixels(this.#pdfium, page)
    const hasWords = read.characters.length > 0
    if (scan === null && !this.#keepPictures && (hasWords ? !isReadable(read) : pictures > 0 || !pixels.isBlank)) {
      this.#leftOut.add('pictures', pictures)
      this.replace(number, width, height, ['This page was left out of the copy:', hasWords ? 'its fonts do not say which letters they show, so it could not be searched.' : 'it is a picture, and pictures cannot be searched for words.'])
      return true
    }
    if (withPictures) this.picturesKept += pictures
    else this.#leftOut.add('pictures', pictures)
    if (isScan) this.scannedPages++
    const words = scan === null
      ? this.#paint(pixels, read, masks, (x, y) => pixels.at(x, y))
      : this.#paint(pixels, recognisedCharacters(scan, width, height), masks, (x, y) => ({ x: x * pixels.scale, y: pixels.height - y * pixels.scale }))
    this.#writer.addPage({ width, height, picture: pixels.picture(withPictures && pictures > 0), operators: this.#layer.operators(words) })
    return true
  }

  replace(number: number, width: number, height: number, lines: readonly string[]): void {
    this.pagesLeftOut.push(number)
    this.#writer.addPage({ width, height, picture: null, operators: TextLayer.notice(lines, width, height) })
  }

  /** Paints over what is masked, and gives the words of the copy. Words that nobody can see (covered, or white on white) do not come along. */
  #paint(pixels: PagePixels, read: PageCharacters, masks: readonly MaskedStretch[], inPixels: (x: number, y: number) => { readonly x: number; readonly y: number }): readonly LaidWord[] {
    const runs = layOutWords(read, masks).map((run) => ({ ...run, size: Math.max(...run.characters.map(({ size }) => size)) }))
    const seen = runs.filter(({ characters }) => {
      const isHidden = pixels.isPlain(pixels.boxOf(boxAround(characters), 0.5, inPixels))
      if (isHidden) this.#leftOut.add('hidden-words')
      return !isHidden
    })
    for (const { kind, characters, size } of seen) {
      if (kind !== 'word') pixels.black(pixels.boxOf(boxAround(characters), size * 0.12, inPixels))
      if (kind === 'unreadable') this.#leftOut.add('unreadable-words')
    }
    const place = (x: number, y: number): { x: number; y: number } => {
      const at = inPixels(x, y)
      return { x: at.x / pixels.scale, y: (pixels.height - at.y) / pixels.scale }
    }
    return seen.filter(({ text }) => text !== '').map(({ text, kind, characters, size }) => {
      const line = baselineOf(characters)
      const [start, end] = [place(line.x, line.y), place(line.endX, line.endY)]
      return { text, x: start.x, y: start.y, endX: end.x, endY: end.y, size, label: kind === 'mask' }
    })
  }
}
