import { AppError } from '../../../support/errors.ts'
import { canDraw, type DrawingPdfium as Drawing } from '../../parse/pdf/drawn-page.ts'
import { loadPdfium, type Pdfium } from '../../parse/pdf/pdfium-library.ts'

/** The functions of PDFium that only drawing and masking need (fpdfview.h, fpdf_edit.h, fpdf_flatten.h, fpdf_annot.h). */
export interface DrawingPdfium extends Drawing {
  readonly HEAP32: Int32Array
  readonly _FPDF_PageToDevice: (page: number, left: number, top: number, width: number, height: number, turn: number, x: number, y: number, deviceX: number, deviceY: number) => number
  readonly _FPDFPage_Flatten: (page: number, use: number) => number
  readonly _FPDFPage_RemoveAnnot: (page: number, index: number) => number
  readonly _FPDFPage_CountObjects: (page: number) => number
  readonly _FPDFPage_GetObject: (page: number, index: number) => number
  readonly _FPDFFormObj_CountObjects: (object: number) => number
  readonly _FPDFFormObj_GetObject: (object: number, index: number) => number
  readonly _FPDFPageObj_GetType: (object: number) => number
  readonly _FPDFPageObj_SetIsActive: (object: number, active: number) => number
  readonly _FPDFText_GetCharBox: (textPage: number, index: number, left: number, right: number, bottom: number, top: number) => number
  readonly _FPDFDoc_GetAttachmentCount: (document: number) => number
  readonly _FPDFDoc_GetJavaScriptActionCount: (document: number) => number
}

/** The library of this thread. Throws `parse-crashed` where its build cannot draw. */
export async function loadDrawingPdfium(): Promise<DrawingPdfium> {
  const pdfium: Pdfium = await loadPdfium()
  if (!canDraw(pdfium) || !canMask(pdfium)) throw new AppError('parse-crashed')
  return pdfium
}

function canMask(pdfium: Drawing): pdfium is DrawingPdfium {
  return ['_FPDFPage_Flatten', '_FPDFPageObj_SetIsActive', '_FPDF_PageToDevice', 'HEAP32'].every((name) => name in pdfium)
}
