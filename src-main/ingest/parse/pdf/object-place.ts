import type { Pdfium } from './pdfium-library.ts'

/** How what is drawn by an object lies on the page: PDF's six numbers. */
export type Matrix = readonly [number, number, number, number, number, number]
export interface Box { readonly left: number; readonly bottom: number; readonly right: number; readonly top: number }

/** The matrix of a form or a path within that of what holds it. `scratch` has room for six floats. */
export function within(pdfium: Pdfium, object: number, scratch: number, outer: Matrix): Matrix {
  if (pdfium._FPDFPageObj_GetMatrix(object, scratch) !== 1) return outer
  const at = scratch / 4
  const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = pdfium.HEAPF32.subarray(at, at + 6)
  const [A, B, C, D, E, F] = outer
  return [a * A + b * C, a * B + b * D, c * A + d * C, c * B + d * D, e * A + f * C + E, e * B + f * D + F]
}

/** The box around a box that a matrix has moved. */
export function placed({ left, bottom, right, top }: Box, [a, b, c, d, e, f]: Matrix): Box {
  const corners = [[left, bottom], [left, top], [right, bottom], [right, top]] as const
  const xs = corners.map(([x, y]) => a * x + c * y + e)
  const ys = corners.map(([x, y]) => b * x + d * y + f)
  return { left: Math.min(...xs), right: Math.max(...xs), bottom: Math.min(...ys), top: Math.max(...ys) }
}
