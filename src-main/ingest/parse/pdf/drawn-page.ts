import type { Pdfium } from './pdfium-library.ts'

/** PDFium's functions for drawing (fpdfview.h), beside those that its text is read with. */
export interface DrawingPdfium extends Pdfium {
  readonly _FPDFBitmap_CreateEx: (width: number, height: number, format: number, buffer: number, stride: number) => number
  readonly _FPDFBitmap_FillRect: (bitmap: number, left: number, top: number, width: number, height: number, colour: number) => void
  readonly _FPDFBitmap_GetBuffer: (bitmap: number) => number
  readonly _FPDFBitmap_GetStride: (bitmap: number) => number
  readonly _FPDFBitmap_Destroy: (bitmap: number) => void
  readonly _FPDF_RenderPageBitmap: (bitmap: number, page: number, startX: number, startY: number, sizeX: number, sizeY: number, rotate: number, flags: number) => void
}

/** Four bytes a pixel, the last of which means nothing. */
const formatBgrx = 3
const white = 0xffffffff

/** FPDF_ANNOT: filled-in fields, stamps and notes as well. */
export const drawAnnotations = 0x01

export function canDraw(pdfium: Pdfium): pdfium is DrawingPdfium {
  return ['_FPDF_GetPageWidthF', '_FPDFBitmap_CreateEx', '_FPDFBitmap_GetBuffer', '_FPDF_RenderPageBitmap'].every((name) => name in pdfium)
}

/** Where a drawn page's pixels lie in the library's memory, of four bytes each; `stride` is the bytes of a row. */
export interface Pixels { readonly buffer: number; readonly stride: number }

/** A page drawn to pixels, which are there until it is disposed. */
export interface DrawnPage extends Pixels, Disposable { readonly bitmap: number }

/** Draws a page on white in so many pixels; null where there is no memory for them. */
export function drawPage(pdfium: DrawingPdfium, page: number, width: number, height: number, flags: number): DrawnPage | null {
  const bitmap = pdfium._FPDFBitmap_CreateEx(width, height, formatBgrx, 0, 0)
  if (bitmap === 0) return null
  const free = (): void => pdfium._FPDFBitmap_Destroy(bitmap)
  try {
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white)
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags)
    return { bitmap, buffer: pdfium._FPDFBitmap_GetBuffer(bitmap), stride: pdfium._FPDFBitmap_GetStride(bitmap), [Symbol.dispose]: free }
  } catch (error) {
    free()
    throw error
  }
}

/** Draws a page as {@link drawPage} does and gives `use` its pixels, which are gone afterwards; null where there is no memory for them. */
export function withDrawnPage<T>(pdfium: DrawingPdfium, page: number, width: number, height: number, flags: number, use: (pixels: Pixels) => T): T | null {
  using drawn = drawPage(pdfium, page, width, height, flags)
  return drawn && use(drawn)
}
