import { AppError } from '../../../support/errors.ts'
import { canDraw, drawAnnotations, withDrawnPage, type DrawingPdfium } from '../../parse/pdf/drawn-page.ts'
import { measurePagePicture } from '../../parse/pdf/measure-page-picture.ts'
import { PdfDocument } from '../../parse/pdf/pdf-document.ts'
import { loadPdfium, type Pdfium } from '../../parse/pdf/pdfium-library.ts'
import { readPageLines } from '../../parse/pdf/read-page-lines.ts'
import { leaveOutText, mergeAnnotations } from './leave-out-text.ts'
import { maxRecognisedPixels, recognisedDotsPerInch, type Drawing, type PageSource, type Scan } from './page-source.ts'

/** FPDF_REVERSE_BYTE_ORDER: red first. */
const flags = drawAnnotations | 0x10
/** A side that is longer than this is not needed by anybody, and its bitmap could not be had. */
const maxSide = 20_000

/** Opens a PDF for drawing. Errors: `document-encrypted`, `wrong-password`, `document-damaged`. */
export async function openPdf(bytes: Uint8Array, password: string | null): Promise<PageSource> {
  const pdfium: Pdfium = await loadPdfium()
  if (!canDraw(pdfium)) throw new Error('the PDFium build lacks functions for drawing')
  return new PdfSource(pdfium, new PdfDocument(pdfium, bytes, password))
}

class PdfSource implements PageSource {
  readonly #pdfium: DrawingPdfium
  readonly #document: PdfDocument

  constructor(pdfium: DrawingPdfium, document: PdfDocument) {
    this.#pdfium = pdfium
    this.#document = document
  }

  get pageCount(): number {
    return this.#document.pageCount
  }

  async draw(page: number, maxPixels: number): Promise<Drawing> {
    return this.#render(page, (width, height) => maxPixels / Math.max(width, height))
  }

  async scan(page: number, magnification: number, what: 'page' | 'pictures' = 'page'): Promise<Scan> {
    let pictureShare = 1
    if (what === 'pictures') this.#document.withPage(page - 1, (handle) => mergeAnnotations(this.#pdfium, handle))
    const prepare = what === 'page' ? undefined : (handle: number): void => {
      pictureShare = measurePagePicture(this.#pdfium, handle, readPageLines(this.#pdfium, handle).lines).unreadShare
      leaveOutText(this.#pdfium, handle)
    }
    const { width, height, rgba } = this.#render(page, (width, height) => Math.min((recognisedDotsPerInch / 72) * magnification, Math.sqrt(maxRecognisedPixels / (width * height))), prepare)
    const data = new Uint8Array(width * height)
    // Rec. 601 luma, in 256ths.
    for (let i = 0, at = 0; i < data.length; i++, at += 4) data[i] = ((rgba[at] ?? 0) * 77 + (rgba[at + 1] ?? 0) * 150 + (rgba[at + 2] ?? 0) * 29) >> 8
    return { image: { width, height, data }, incomplete: false, pictureShare }
  }

  /** `scale`: pixels per point, from the page's size in points. `prepare` changes the loaded page before it is drawn. */
  #render(page: number, scale: (width: number, height: number) => number, prepare?: (handle: number) => void): Drawing {
    if (page < 1 || page > this.pageCount) throw new AppError('not-found')
    const drawing = this.#document.withPage(page - 1, (handle) => {
      const [pointsX, pointsY] = [this.#pdfium._FPDF_GetPageWidthF(handle), this.#pdfium._FPDF_GetPageHeightF(handle)]
      if (!(pointsX > 0 && pointsY > 0 && Number.isFinite(pointsX * pointsY))) throw new AppError('document-damaged')
      prepare?.(handle)
      const factor = scale(pointsX, pointsY)
      return this.#fill(handle, side(pointsX * factor), side(pointsY * factor))
    })
    if (drawing === null) throw new AppError('document-damaged')
    return drawing
  }

  #fill(handle: number, width: number, height: number): Drawing {
    const rgba = withDrawnPage(this.#pdfium, handle, width, height, flags, ({ buffer, stride }) => {
      const bytes = new Uint8Array(width * height * 4)
      for (let y = 0; y < height; y++) bytes.set(this.#pdfium.HEAPU8.subarray(buffer + y * stride, buffer + y * stride + width * 4), y * width * 4)
      for (let at = 3; at < bytes.length; at += 4) bytes[at] = 255
      return bytes
    })
    if (rgba === null) throw new AppError('parse-out-of-memory')
    return { width, height, rgba }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#document[Symbol.dispose]()
  }
}

function side(pixels: number): number {
  return Math.min(maxSide, Math.max(1, Math.round(pixels)))
}
