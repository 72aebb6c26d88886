import { within, type Matrix } from './object-place.ts'
import type { Pdfium } from './pdfium-library.ts'
import { objectTypes, walkObjects } from './walk-objects.ts'

/** A straight line along or across a page, in points: `at` one height (or one x) it runs `from` … `to`. */
export interface Rule { readonly at: number; readonly from: number; readonly to: number }
export interface PageRules { readonly across: readonly Rule[]; readonly down: readonly Rule[] }

const segmentTypes = { line: 0, curve: 1, move: 2 } as const
/** Drawings have more objects than tables have lines. */
const limits = { objects: 4_000, formDepth: 4 }
const maxSegments = 12_000
const maxPathSegments = 1_000
/** Letters turned into outlines have as many. */
const maxCurves = 2_000
/** A line with more is no border. */
const maxCorners = 16
/** Lines are drawn as narrow boxes, too; and what is shorter belongs to a sign. */
const thickest = 3
const shortest = 4

/** The lines that are ruled on a loaded page, alone or as borders of boxes; the edges of a coloured ground are none. None where it is full of drawings. */
export function findRules(pdfium: Pdfium, page: number): PageRules {
  const scratch = pdfium._malloc(32)
  try {
    const finder = new RuleFinder(pdfium, scratch)
    const seen = walkObjects(pdfium, page, scratch, limits, (object, type, matrix) => {
      if (type === objectTypes.path) finder.look(object, matrix)
      return !finder.isFull
    })
    return finder.isFull || seen >= limits.objects ? { across: [], down: [] } : { across: finder.across, down: finder.down }
  } finally {
    pdfium._free(scratch)
  }
}

class RuleFinder {
  readonly #pdfium: Pdfium
  readonly #scratch: number
  readonly across: Rule[] = []
  readonly down: Rule[] = []
  readonly #xs = new Float64Array(maxCorners)
  readonly #ys = new Float64Array(maxCorners)
  #curves = 0
  #segments = 0

  constructor(pdfium: Pdfium, scratch: number) {
    this.#pdfium = pdfium
    this.#scratch = scratch
  }

  get isFull(): boolean {
    return this.#segments >= maxSegments || this.#curves > maxCurves
  }

  /** Pieces of a path from one move to the next; a piece with a curve is no rule. */
  look(object: number, outer: Matrix): void {
    const count = this.#pdfium._FPDFPath_CountSegments(object)
    // A curve of a plot, or a map.
    if (count < 2 || count > maxPathSegments) return
    this.#segments += count
    if (this.isFull) return
    const isDrawn = this.#pdfium._FPDFPath_GetDrawMode(object, this.#scratch, this.#scratch + 4) !== 1 || this.#pdfium.HEAPU8[this.#scratch + 4] === 1
    const [a, b, c, d, e, f] = within(this.#pdfium, object, this.#scratch, outer)
    const at = this.#scratch / 4
    let length = 0
    let isCurved = false
    for (let i = 0; i < count; i++) {
      const segment = this.#pdfium._FPDFPath_GetPathSegment(object, i)
      const type = this.#pdfium._FPDFPathSegment_GetType(segment)
      if (type === segmentTypes.move) {
        if (!isCurved) this.#piece(length, isDrawn)
        length = 0
        isCurved = false
      } else if (type === segmentTypes.curve) {
        isCurved = true
        if (++this.#curves > maxCurves) return
      }
      if (isCurved || length >= maxCorners || this.#pdfium._FPDFPathSegment_GetPoint(segment, this.#scratch, this.#scratch + 4) !== 1) continue
      const [x, y] = [this.#pdfium.HEAPF32[at] ?? 0, this.#pdfium.HEAPF32[at + 1] ?? 0]
      this.#xs[length] = a * x + c * y + e
      this.#ys[length++] = b * x + d * y + f
    }
    if (!isCurved) this.#piece(length, isDrawn)
  }

  #piece(length: number, isDrawn: boolean): void {
    if (length < 2) return
    const [xs, ys] = [this.#xs, this.#ys]
    let [left = 0, bottom = 0] = [xs[0], ys[0]]
    let [right, top] = [left, bottom]
    for (let i = 1; i < length; i++) {
      const [x = 0, y = 0] = [xs[i], ys[i]]
      if (x < left) left = x
      else if (x > right) right = x
      if (y < bottom) bottom = y
      else if (y > top) top = y
    }
    const [width, height] = [right - left, top - bottom]
    if (height <= thickest) {
      if (width >= shortest) this.across.push({ at: (bottom + top) / 2, from: left, to: right })
    } else if (width <= thickest) {
      if (height >= shortest) this.down.push({ at: (left + right) / 2, from: bottom, to: top })
    } else if (isDrawn) this.#steps(length)
  }

  /** The sides of a box, or of any line with corners, which is closed when it is painted. */
  #steps(length: number): void {
    for (let i = 0; i < length; i++) {
      const [x = 0, y = 0, x0 = 0, y0 = 0] = [this.#xs[i], this.#ys[i], this.#xs[(i + length - 1) % length], this.#ys[(i + length - 1) % length]]
      const [width, height] = [Math.abs(x - x0), Math.abs(y - y0)]
      if (height < 0.5 && width >= shortest) this.across.push({ at: y, from: Math.min(x, x0), to: Math.max(x, x0) })
      else if (width < 0.5 && height >= shortest) this.down.push({ at: x, from: Math.min(y, y0), to: Math.max(y, y0) })
    }
  }
}
