import { AppError } from '../../../support/errors.ts'
import { PdfDocument } from '../../parse/pdf/pdf-document.ts'
import { loadPdfium, type Pdfium } from '../../parse/pdf/pdfium-library.ts'
import { maxRecognisedPixels, recognisedDotsPerInch, type Drawing, type PageSource, type Scan } from './page-source.ts'

/** PDFium's functions for drawing (fpdfview.h), beside those that its text is read with. */
interface DrawingPdfium extends Pdfium {
  readonly _FPDF_GetPageWidthF: (page: number) => number
  readonly _FPDF_GetPageHeightF: (page: number) => number
  readonly _FPDFBitmap_CreateEx: (width: number, height: number, format: number, buffer: number, stride: number) => number
  readonly _FPDFBitmap_FillRect: (bitmap: number, left: number, top: number, width: number, height: number, colour: number) => void
  readonly _FPDFBitmap_GetBuffer: (bitmap: number) => number
  readonly _FPDFBitmap_GetStride: (bitmap: number) => number
  readonly _FPDFBitmap_Destroy: (bitmap: number) => void
  readonly _FPDF_RenderPageBitmap: (bitmap: number, page: number, startX: number, startY: number, sizeX: number, sizeY: number, rotate: number, flags: number) => void
}

const formatBgrx = 3
/** FPDF_ANNOT: filled-in fields, stamps and notes as well. FPDF_REVERSE_BYTE_ORDER: red first. */
const flags = 0x01 | 0x10
const white = 0xffffffff
/** A side that is longer than this is not needed by anybody, and its bitmap could not be had. */
const maxSide = 20_000

/** Opens a PDF for drawing. Errors: `document-encrypted`, `wrong-password`, `document-damaged`. */
export async function openPdf(bytes: Uint8Array, password: string | null): Promise<PageSource> {
  const pdfium: Pdfium = await loadPdfium()
  if (!canDraw(pdfium)) throw new Error('the PDFium build lacks functions for drawing')
  return new PdfSource(pdfium, new PdfDocument(pdfium, bytes, password))
}

function canDraw(pdfium: Pdfium): pdfium is DrawingPdfium {
  return ['_FPDF_GetPageWidthF', '_FPDFBitmap_CreateEx', '_FPDFBitmap_GetBuffer', '_FPDF_RenderPageBitmap'].every((name) => name in pdfium)
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

  async scan(page: number, magnification: number): Promise<Scan> {
    const { width, height, rgba } = this.#render(page, (width, height) => Math.min((recognisedDotsPerInch / 72) * magnification, Math.sqrt(maxRecognisedPixels / (width * height))))
    const data = new Uint8Array(width * height)
    // Rec. 601 luma, in 256ths.
    for (let i = 0, at = 0; i < data.length; i++, at += 4) data[i] = ((rgba[at] ?? 0) * 77 + (rgba[at + 1] ?? 0) * 150 + (rgba[at + 2] ?? 0) * 29) >> 8
    return { image: { width, height, data }, incomplete: false }
  }

  /** `scale`: pixels per point, from the page's size in points. */
  #render(page: number, scale: (width: number, height: number) => number): Drawing {
    if (page < 1 || page > this.pageCount) throw new AppError('not-found')
    const drawing = this.#document.withPage(page - 1, (handle) => {
      const [pointsX, pointsY] = [this.#pdfium._FPDF_GetPageWidthF(handle), this.#pdfium._FPDF_GetPageHeightF(handle)]
      if (!(pointsX > 0 && pointsY > 0 && Number.isFinite(pointsX * pointsY))) throw new AppError('document-damaged')
      const factor = scale(pointsX, pointsY)
      return this.#fill(handle, side(pointsX * factor), side(pointsY * factor))
    })
    if (drawing === null) throw new AppError('document-damaged')
    return drawing
  }

  #fill(handle: number, width: number, height: number): Drawing {
    const bitmap = this.#pdfium._FPDFBitmap_CreateEx(width, height, formatBgrx, 0, 0)
    if (bitmap === 0) throw new AppError('parse-out-of-memory')
    try {
      this.#pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
      this.#pdfium._FPDF_RenderPageBitmap(bitmap, handle, 0, 0, width, height, 0, flags)
      const [buffer, stride] = [this.#pdfium._FPDFBitmap_GetBuffer(bitmap), this.#pdfium._FPDFBitmap_GetStride(bitmap)]
      const rgba = new Uint8Array(width * height * 4)
      for (let y = 0; y < height; y++) rgba.set(this.#pdfium.HEAPU8.subarray(buffer + y * stride, buffer + y * stride + width * 4), y * width * 4)
      for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255
      return { width, height, rgba }
    } finally {
      this.#pdfium._FPDFBitmap_Destroy(bitmap)
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#document[Symbol.dispose]()
  }
}

function side(pixels: number): number {
  return Math.min(maxSide, Math.max(1, Math.round(pixels)))
}
