import type { DrawingPdfium } from '../../parse/pdf/drawn-page.ts'
import type { Pdfium } from '../../parse/pdf/pdfium-library.ts'
import { flattenAnnotations } from '../../parse/pdf/read-shown-annotations.ts'
import { objectTypes, walkObjects } from '../../parse/pdf/walk-objects.ts'

/** PDFium's functions for changing what a page in memory shows (fpdf_edit.h). */
interface EditingPdfium extends DrawingPdfium {
  readonly _FPDFPageObj_SetIsActive: (object: number, active: number) => number
  readonly _FPDFPageObj_CreateNewRect: (x: number, y: number, width: number, height: number) => number
  readonly _FPDFPageObj_SetFillColor: (object: number, red: number, green: number, blue: number, alpha: number) => number
  readonly _FPDFPath_SetDrawMode: (path: number, fill: number, stroke: number) => number
  readonly _FPDFPage_InsertObject: (page: number, object: number) => void
}

const unpainted = 3
const windingFill = 2
/** A plan or a map may have a hundred thousand; text beyond these would be read twice. */
const limits = { objects: 200_000, formDepth: 8 }

/** Fields, stamps and notes become part of the page, so that their text can be left out as well. Load the page again afterwards. */
export function mergeAnnotations(pdfium: Pdfium, page: number): void {
  flattenAnnotations(pdfium, page)
}

/**
 * Takes the text out of a loaded page, so that what is drawn of it is the rest: pictures, lines, letters turned into
 * outlines. Text that is not painted was recognised from the picture under it, so the picture goes there as well. What
 * covers a picture goes on covering it. Only in the library's memory, until the page is closed.
 */
export function leaveOutText(pdfium: DrawingPdfium, page: number): void {
  if (!canEdit(pdfium)) throw new Error('the PDFium build lacks functions for changing pages')
  const scratch = pdfium._malloc(32)
  try {
    new TextRemover(pdfium, page, scratch).remove()
  } finally {
    pdfium._free(scratch)
  }
}

class TextRemover {
  readonly #pdfium: EditingPdfium
  readonly #page: number
  readonly #scratch: number
  readonly #covers: number[] = []

  constructor(pdfium: EditingPdfium, page: number, scratch: number) {
    this.#pdfium = pdfium
    this.#page = page
    this.#scratch = scratch
  }

  remove(): void {
    walkObjects(this.#pdfium, this.#page, this.#scratch, limits, (object, type, _matrix, depth) => this.#look(object, type, depth))
    for (const cover of this.#covers) this.#pdfium._FPDFPage_InsertObject(this.#page, cover)
  }

  #look(object: number, type: number, depth: number): true {
    if (type === objectTypes.text) {
      // Inside a form its place on the page is not known; hardly any recognition writes there.
      if (depth === 0 && this.#pdfium._FPDFTextObj_GetTextRenderMode(object) === unpainted) this.#cover(object)
      this.#pdfium._FPDFPageObj_SetIsActive(object, 0)
    }
    return true
  }

  #cover(object: number): void {
    const at = this.#scratch
    if (this.#pdfium._FPDFPageObj_GetBounds(object, at, at + 4, at + 8, at + 12) !== 1) return
    const [left = 0, bottom = 0, right = 0, top = 0] = this.#pdfium.HEAPF32.subarray(at / 4, at / 4 + 4)
    const cover = right > left && top > bottom ? this.#pdfium._FPDFPageObj_CreateNewRect(left, bottom, right - left, top - bottom) : 0
    if (cover === 0) return
    this.#pdfium._FPDFPageObj_SetFillColor(cover, 255, 255, 255, 255)
    this.#pdfium._FPDFPath_SetDrawMode(cover, windingFill, 0)
    this.#covers.push(cover)
  }
}

function canEdit(pdfium: DrawingPdfium): pdfium is EditingPdfium {
  return ['_FPDFPageObj_SetIsActive', '_FPDFPageObj_CreateNewRect', '_FPDFPageObj_SetFillColor', '_FPDFPath_SetDrawMode', '_FPDFPage_InsertObject'].every((name) => name in pdfium)
}
