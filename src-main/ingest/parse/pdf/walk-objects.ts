import { within, type Matrix } from './object-place.ts'
import type { Pdfium } from './pdfium-library.ts'

/** PDFium's numbers for what a page is made of (FPDF_PAGEOBJ_…). */
export const objectTypes = { text: 1, path: 2, image: 3, form: 5 } as const

export interface WalkLimits { readonly objects: number; readonly formDepth: number }

/** `matrix`: how what holds the object lies on the page. False ends the walk. */
export type VisitObject = (object: number, type: number, matrix: Matrix, depth: number) => boolean

/**
 * Visits what a loaded page is made of, in its order, and what its forms hold; forms are visited themselves as well. At
 * most so many objects, so that it takes a bounded time. `scratch` has room for six floats. Returns how many were visited.
 */
export function walkObjects(pdfium: Pdfium, page: number, scratch: number, limits: WalkLimits, visit: VisitObject): number {
  let seen = 0
  const walk = (count: number, objectAt: (index: number) => number, matrix: Matrix, depth: number): boolean => {
    for (let i = 0; i < count; i++) {
      if (seen >= limits.objects) return false
      seen++
      const object = objectAt(i)
      const type = object === 0 ? 0 : pdfium._FPDFPageObj_GetType(object)
      if (!visit(object, type, matrix, depth)) return false
      if (type !== objectTypes.form || depth >= limits.formDepth) continue
      if (!walk(pdfium._FPDFFormObj_CountObjects(object), (index) => pdfium._FPDFFormObj_GetObject(object, index), within(pdfium, object, scratch, matrix), depth + 1)) return false
    }
    return true
  }
  walk(pdfium._FPDFPage_CountObjects(page), (index) => pdfium._FPDFPage_GetObject(page, index), [1, 0, 0, 1, 0, 0], 0)
  return seen
}
