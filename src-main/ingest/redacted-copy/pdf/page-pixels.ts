import { deflateSync } from 'node:zlib'
import { AppError } from '../../../support/errors.ts'
import { drawPage, type DrawnPage } from '../../parse/pdf/drawn-page.ts'
import type { Box } from './page-characters.ts'
import type { DrawingPdfium } from './drawing-library.ts'

/** In pixels, y downwards. */
export interface PixelBox { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number }
export interface Picture { readonly width: number; readonly height: number; readonly colours: 'DeviceGray' | 'DeviceRGB'; readonly bits: 4 | 8; readonly data: Uint8Array }

const dotsPerInch = 200
/** Sheets of posters and plans are drawn coarser. */
const mostPixels = 24_000_000
const bytesPerPixel = 4
/** A copy's letters are read, not admired: sixteen greys are enough, and half the bytes. */
const colourTolerance = 12

/** One page drawn to pixels. Memory is that of one page; freed on dispose. */
export class PagePixels implements Disposable {
  readonly #pdfium: DrawingPdfium
  readonly #page: number
  readonly #drawn: DrawnPage
  readonly #scratch: number
  readonly width: number
  readonly height: number
  /** Pixels for one point. */
  readonly scale: number

  /** Errors: `parse-out-of-memory`. */
  constructor(pdfium: DrawingPdfium, page: number) {
    this.#pdfium = pdfium
    this.#page = page
    const [points, lines] = [Math.max(1, pdfium._FPDF_GetPageWidthF(page)), Math.max(1, pdfium._FPDF_GetPageHeightF(page))]
    this.scale = Math.min(dotsPerInch / 72, Math.sqrt(mostPixels / (points * lines)), 12_000 / Math.max(points, lines))
    this.width = Math.max(1, Math.round(points * this.scale))
    this.height = Math.max(1, Math.round(lines * this.scale))
    const drawn = drawPage(pdfium, page, this.width, this.height, 0)
    if (drawn === null) throw new AppError('parse-out-of-memory')
    this.#drawn = drawn
    this.#scratch = pdfium._malloc(8)
  }

  /** Where a point of the page is, in pixels. Drawn on a finer raster, since the library gives whole numbers only. */
  at(x: number, y: number): { readonly x: number; readonly y: number } {
    const finer = 8
    if (this.#pdfium._FPDF_PageToDevice(this.#page, 0, 0, this.width * finer, this.height * finer, 0, x, y, this.#scratch, this.#scratch + 4) !== 1) return { x: 0, y: 0 }
    return { x: (this.#pdfium.HEAP32[this.#scratch / 4] ?? 0) / finer, y: (this.#pdfium.HEAP32[this.#scratch / 4 + 1] ?? 0) / finer }
  }

  /** A box in whole pixels, cut at the page's edges. `at` says where a point of its coordinates is in pixels. */
  boxOf(box: Box, padding = 0, at: (x: number, y: number) => { readonly x: number; readonly y: number } = (x, y) => this.at(x, y)): PixelBox {
    const a = at(box.left - padding, box.bottom - padding)
    const b = at(box.right + padding, box.top + padding)
    return {
      left: Math.max(0, Math.floor(Math.min(a.x, b.x))), top: Math.max(0, Math.floor(Math.min(a.y, b.y))),
      right: Math.min(this.width, Math.ceil(Math.max(a.x, b.x))), bottom: Math.min(this.height, Math.ceil(Math.max(a.y, b.y))),
    }
  }

  /** Whether nothing can be seen in a box: one colour all over, as where words are covered or have the colour of the paper. */
  isPlain({ left, top, right, bottom }: PixelBox): boolean {
    const pixels = this.#pixels()
    const [low, high] = [[255, 255, 255], [0, 0, 0]]
    for (let y = top; y < bottom; y++) {
      for (let x = left, at = y * this.#drawn.stride + left * bytesPerPixel; x < right; x++, at += bytesPerPixel) {
        for (let channel = 0; channel < 3; channel++) {
          const value = pixels[at + channel] ?? 0
          if (value < (low[channel] ?? 0)) low[channel] = value
          if (value > (high[channel] ?? 0)) high[channel] = value
        }
      }
    }
    return [0, 1, 2].every((channel) => (high[channel] ?? 0) - (low[channel] ?? 0) < 16)
  }

  get isBlank(): boolean {
    return this.isPlain({ left: 0, top: 0, right: this.width, bottom: this.height })
  }

  black({ left, top, right, bottom }: PixelBox): void {
    if (right > left && bottom > top) this.#pdfium._FPDFBitmap_FillRect(this.#drawn.bitmap, left, top, right - left, bottom - top, 0xff000000)
  }

  /** The picture as PDF stores it (ISO 32000-2, § 8.9.5): grey where there is no colour, compressed without loss. */
  picture(fine: boolean): Picture {
    const pixels = this.#pixels()
    const grey = !this.#hasColour(pixels)
    const size = { width: this.width, height: this.height }
    if (!grey) return { ...size, colours: 'DeviceRGB', bits: 8, data: deflateSync(this.#rgbRows(pixels), { level: 6 }) }
    return fine ? { ...size, colours: 'DeviceGray', bits: 8, data: deflateSync(this.#greyRows(pixels), { level: 6 }) } : { ...size, colours: 'DeviceGray', bits: 4, data: deflateSync(this.#fourBitRows(pixels), { level: 6 }) }
  }

  /** Never kept: the library's memory moves when it grows. */
  #pixels(): Uint8Array {
    const { buffer, stride } = this.#drawn
    return this.#pdfium.HEAPU8.subarray(buffer, buffer + stride * this.height)
  }

  #hasColour(pixels: Uint8Array): boolean {
    for (let at = 0; at < pixels.length; at += bytesPerPixel) {
      const green = pixels[at + 1] ?? 0
      if (Math.abs((pixels[at] ?? 0) - green) > colourTolerance || Math.abs((pixels[at + 2] ?? 0) - green) > colourTolerance) return true
    }
    return false
  }

  #rgbRows(pixels: Uint8Array): Uint8Array {
    const rows = new Uint8Array(this.width * this.height * 3)
    const stride = this.#drawn.stride
    for (let y = 0, to = 0; y < this.height; y++) {
      for (let x = 0, at = y * stride; x < this.width; x++, at += bytesPerPixel) {
        rows[to++] = pixels[at + 2] ?? 0
        rows[to++] = pixels[at + 1] ?? 0
        rows[to++] = pixels[at] ?? 0
      }
    }
    return rows
  }

  #greyRows(pixels: Uint8Array): Uint8Array {
    const rows = new Uint8Array(this.width * this.height)
    const stride = this.#drawn.stride
    for (let y = 0, to = 0; y < this.height; y++) for (let x = 0, at = y * stride + 1; x < this.width; x++, at += bytesPerPixel) rows[to++] = pixels[at] ?? 0
    return rows
  }

  #fourBitRows(pixels: Uint8Array): Uint8Array {
    const rowBytes = Math.ceil(this.width / 2)
    const rows = new Uint8Array(rowBytes * this.height)
    const stride = this.#drawn.stride
    for (let y = 0; y < this.height; y++) {
      for (let x = 0, at = y * stride + 1; x < this.width; x++, at += bytesPerPixel) {
        const level = Math.min(15, ((pixels[at] ?? 0) + 8) >> 4)
        const to = y * rowBytes + (x >> 1)
        rows[to] = (rows[to] ?? 0) | (x % 2 === 0 ? level << 4 : level)
      }
    }
    return rows
  }

  [Symbol.dispose](): void {
    this.#drawn[Symbol.dispose]()
    this.#pdfium._free(this.#scratch)
  }
}
