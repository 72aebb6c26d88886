import { placed, type Box, type Matrix } from './object-place.ts'
import type { PdfLine } from './page-lines.ts'
import type { Pdfium } from './pdfium-library.ts'
import { objectTypes, walkObjects } from './walk-objects.ts'

/** What a page shows beside its text. Shares are of the page's area. */
export interface PagePicture {
  /** Under pictures. */
  readonly pictureShare: number
  /** Under pictures that may hold writing (fine enough to read, or of two colours), where none of the page's own text stands. */
  readonly unreadShare: number
  /** Straight and curved pieces of drawn shapes: letters turned into outlines have thousands. */
  readonly segments: number
  /** Characters are set on it, whether or not they are known. */
  readonly showsText: boolean
}

const grid = 32
/** Enough to tell; a map or a plan may have a hundred thousand objects. */
const limits = { objects: 4_000, formDepth: 4 }
/** Writing that is coarser than this cannot be read, in pixels an inch. */
const minReadableResolution = 60

/** Measures a loaded page whose text is `lines`. Looks at 4,000 objects at most, so it takes a bounded time. */
export function measurePagePicture(pdfium: Pdfium, page: number, lines: readonly PdfLine[]): PagePicture {
  const scratch = pdfium._malloc(32)
  try {
    return new PageMeasure(pdfium, page, scratch).measure(lines)
  } finally {
    pdfium._free(scratch)
  }
}

class PageMeasure {
  readonly #pdfium: Pdfium
  readonly #page: number
  readonly #scratch: number
  readonly #sheet: Box
  /** How much of each cell is covered. */
  readonly #pictures = new Float32Array(grid * grid)
  readonly #readable = new Float32Array(grid * grid)
  #segments = 0
  #showsText = false

  constructor(pdfium: Pdfium, page: number, scratch: number) {
    this.#pdfium = pdfium
    this.#page = page
    this.#scratch = scratch
    this.#sheet = this.#mediaBox()
  }

  measure(lines: readonly PdfLine[]): PagePicture {
    walkObjects(this.#pdfium, this.#page, this.#scratch, limits, (object, type, matrix) => this.#look(object, type, matrix))
    const pictureCells = this.#pictures.reduce(countCovered, 0)
    if (pictureCells > 0) for (const line of lines) this.#erase(line)
    const unreadCells = this.#readable.reduce(countCovered, 0)
    return { pictureShare: pictureCells / (grid * grid), unreadShare: unreadCells / (grid * grid), segments: this.#segments, showsText: this.#showsText }
  }

  #look(object: number, type: number, matrix: Matrix): true {
    if (type === objectTypes.text) this.#showsText = true
    else if (type === objectTypes.path) this.#segments += Math.max(0, this.#pdfium._FPDFPath_CountSegments(object))
    else if (type === objectTypes.image) this.#picture(object, matrix)
    return true
  }

  #picture(object: number, matrix: Matrix): void {
    const bounds = this.#floats(this.#pdfium._FPDFPageObj_GetBounds(object, this.#scratch, this.#scratch + 4, this.#scratch + 8, this.#scratch + 12))
    if (bounds === null) return
    const box = placed(bounds, matrix)
    const across = (box.right - box.left) / 72
    const down = (box.top - box.bottom) / 72
    const sized = this.#pdfium._FPDFImageObj_GetImagePixelSize(object, this.#scratch, this.#scratch + 4) === 1
    const view = new DataView(this.#pdfium.HEAPU8.buffer)
    const pixels = sized ? view.getUint32(this.#scratch, true) * view.getUint32(this.#scratch + 4, true) : 0
    const resolution = across > 0 && down > 0 ? Math.sqrt(pixels / (across * down)) : 0
    this.#cover(this.#pictures, box)
    if (resolution >= minReadableResolution) this.#cover(this.#readable, box)
  }

  /** Where the page's own text stands, a picture is only its background. */
  #erase({ angle, startX, endX, y, fontSize }: PdfLine): void {
    if (angle !== 0) return
    const { left, right, bottom, top } = this.#inCells({ left: startX - fontSize, right: endX + fontSize, bottom: y - fontSize, top: y + fontSize * 1.8 })
    for (let r = Math.round(bottom); r < Math.round(top); r++) this.#readable.fill(0, r * grid + Math.round(left), r * grid + Math.round(right))
  }

  /** Scanners cut a page into strips that are lower than a cell, so what covers part of one is added up. */
  #cover(cells: Float32Array, box: Box): void {
    const { left, right, bottom, top } = this.#inCells(box)
    for (let r = Math.floor(bottom); r < top; r++) {
      for (let c = Math.floor(left); c < right; c++) {
        const share = (Math.min(right, c + 1) - Math.max(left, c)) * (Math.min(top, r + 1) - Math.max(bottom, r))
        cells[r * grid + c] = Math.min(1, (cells[r * grid + c] ?? 0) + share)
      }
    }
  }

  #inCells(box: Box): Box {
    const { left, bottom, right, top } = this.#sheet
    const column = (x: number): number => Math.min(grid, Math.max(0, ((x - left) / (right - left)) * grid))
    const row = (y: number): number => Math.min(grid, Math.max(0, ((y - bottom) / (top - bottom)) * grid))
    return { left: column(box.left), right: column(box.right), bottom: row(box.bottom), top: row(box.top) }
  }

  #mediaBox(): Box {
    const found = this.#floats(this.#pdfium._FPDFPage_GetMediaBox(this.#page, this.#scratch, this.#scratch + 4, this.#scratch + 8, this.#scratch + 12))
    if (found !== null && found.right > found.left && found.top > found.bottom) return found
    const turned = this.#pdfium._FPDFPage_GetRotation(this.#page) % 2 === 1
    const [width, height] = [this.#pdfium._FPDF_GetPageWidthF(this.#page), this.#pdfium._FPDF_GetPageHeightF(this.#page)]
    return { left: 0, bottom: 0, right: Math.max(1, turned ? height : width), top: Math.max(1, turned ? width : height) }
  }

  /** Left, bottom, right, top, as four functions of PDFium write them. */
  #floats(ok: number): Box | null {
    if (ok !== 1) return null
    const at = this.#scratch / 4
    const [left = 0, bottom = 0, right = 0, top = 0] = this.#pdfium.HEAPF32.subarray(at, at + 4)
    return { left, bottom, right, top }
  }
}

const countCovered = (sum: number, share: number): number => (share >= 0.5 ? sum + 1 : sum)
