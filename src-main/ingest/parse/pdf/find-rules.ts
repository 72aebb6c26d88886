import { placed, within, type Box, type Matrix } from './object-place.ts'
import type { Pdfium } from './pdfium-library.ts'

/** A straight line along or across a page, in points: `at` one height (or one x) it runs `from` … `to`. */
export interface Rule { readonly at: number; readonly from: number; readonly to: number }
export interface PageRules { readonly across: readonly Rule[]; readonly down: readonly Rule[] }

const types = { path: 2, form: 5 } as const
const segmentTypes = { line: 0, curve: 1, move: 2 } as const
/** Drawings have more objects than tables have lines. */
const maxObjects = 4_000
const maxSegments = 12_000
const maxFormDepth = 4
/** Lines are drawn as narrow boxes, too; and what is shorter belongs to a sign. */
const thickest = 3
const shortest = 4

/** The lines that are ruled on a loaded page, alone or as borders of boxes; the edges of a coloured ground are none. None where it is full of drawings. */
export function findRules(pdfium: Pdfium, page: number): PageRules {
  const scratch = pdfium._malloc(32)
  try {
    const finder = new RuleFinder(pdfium, scratch)
    const count = pdfium._FPDFPage_CountObjects(page)
    for (let i = 0; i < count && !finder.isFull; i++) finder.look(pdfium._FPDFPage_GetObject(page, i), [1, 0, 0, 1, 0, 0], 0)
    return finder.isFull ? { across: [], down: [] } : { across: finder.across, down: finder.down }
  } finally {
    pdfium._free(scratch)
  }
}

class RuleFinder {
  readonly #pdfium: Pdfium
  readonly #scratch: number
  readonly across: Rule[] = []
  readonly down: Rule[] = []
  #objects = 0
  #segments = 0

  constructor(pdfium: Pdfium, scratch: number) {
    this.#pdfium = pdfium
    this.#scratch = scratch
  }

  get isFull(): boolean {
    return this.#objects >= maxObjects || this.#segments >= maxSegments
  }

  look(object: number, matrix: Matrix, depth: number): void {
    this.#objects++
    const type = object === 0 ? 0 : this.#pdfium._FPDFPageObj_GetType(object)
    if (type === types.path) this.#path(object, matrix)
    else if (type === types.form && depth < maxFormDepth) {
      const inner = within(this.#pdfium, object, this.#scratch, matrix)
      const count = this.#pdfium._FPDFFormObj_CountObjects(object)
      for (let i = 0; i < count && !this.isFull; i++) this.look(this.#pdfium._FPDFFormObj_GetObject(object, i), inner, depth + 1)
    }
  }

  /** Pieces of a path from one move to the next; a piece with a curve is no rule. */
  #path(object: number, outer: Matrix): void {
    const count = this.#pdfium._FPDFPath_CountSegments(object)
    if (count < 2) return
    this.#segments += count
    if (this.isFull) return
    const isDrawn = this.#pdfium._FPDFPath_GetDrawMode(object, this.#scratch, this.#scratch + 4) !== 1 || this.#pdfium.HEAPU8[this.#scratch + 4] === 1
    const matrix = within(this.#pdfium, object, this.#scratch, outer)
    let piece: [number, number][] = []
    let isCurved = false
    for (let i = 0; i <= count; i++) {
      const segment = i < count ? this.#pdfium._FPDFPath_GetPathSegment(object, i) : 0
      const type = segment === 0 ? segmentTypes.move : this.#pdfium._FPDFPathSegment_GetType(segment)
      if (type === segmentTypes.move) {
        if (!isCurved && piece.length >= 2) this.#piece(piece, matrix, isDrawn)
        piece = []
        isCurved = false
      }
      if (type === segmentTypes.curve) isCurved = true
      if (segment === 0 || this.#pdfium._FPDFPathSegment_GetPoint(segment, this.#scratch, this.#scratch + 4) !== 1) continue
      const at = this.#scratch / 4
      piece.push([this.#pdfium.HEAPF32[at] ?? 0, this.#pdfium.HEAPF32[at + 1] ?? 0])
    }
  }

  #piece(points: readonly (readonly [number, number])[], matrix: Matrix, isDrawn: boolean): void {
    const box = points.map(([x, y]) => placed({ left: x, right: x, bottom: y, top: y }, matrix))
    const all: Box = { left: Math.min(...box.map(({ left }) => left)), right: Math.max(...box.map(({ right }) => right)), bottom: Math.min(...box.map(({ bottom }) => bottom)), top: Math.max(...box.map(({ top }) => top)) }
    const [width, height] = [all.right - all.left, all.top - all.bottom]
    if (height <= thickest && width >= shortest) this.across.push({ at: (all.bottom + all.top) / 2, from: all.left, to: all.right })
    else if (width <= thickest && height >= shortest) this.down.push({ at: (all.left + all.right) / 2, from: all.bottom, to: all.top })
    else if (!isDrawn) return
    else if (box.length >= 4 && box.length <= 6 && box.every(({ left, bottom }) => isEither(left, all.left, all.right) && isEither(bottom, all.bottom, all.top))) {
      this.across.push({ at: all.bottom, from: all.left, to: all.right }, { at: all.top, from: all.left, to: all.right })
      this.down.push({ at: all.left, from: all.bottom, to: all.top }, { at: all.right, from: all.bottom, to: all.top })
    } else if (box.length > 2 && width > 0 && height > 0) this.#steps(box)
  }

  /** An open line with corners, each part of which may be a rule. */
  #steps(points: readonly Box[]): void {
    for (const [i, to] of points.entries()) {
      const from = points[i - 1]
      if (from === undefined) continue
      const [width, height] = [Math.abs(to.left - from.left), Math.abs(to.bottom - from.bottom)]
      if (height < 0.5 && width >= shortest) this.across.push({ at: to.bottom, from: Math.min(from.left, to.left), to: Math.max(from.left, to.left) })
      else if (width < 0.5 && height >= shortest) this.down.push({ at: to.left, from: Math.min(from.bottom, to.bottom), to: Math.max(from.bottom, to.bottom) })
    }
  }
}

const isEither = (value: number, one: number, other: number): boolean => Math.abs(value - one) < 0.5 || Math.abs(value - other) < 0.5
