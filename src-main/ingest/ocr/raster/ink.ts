import { shrink, turn, type GreyImage } from './grey-image.ts'

/** Where a page is dark: 1 for ink, 0 for paper. */
export interface Ink {
  readonly width: number
  readonly height: number
  readonly dark: Uint8Array
  /** How many pixels of the page are one pixel here, along each side. */
  readonly scale: number
}

/** Ink is at least this much darker than what is around it, so that shadows and grey paper are none. */
const contrast = 0.82

/**
 * The page's ink on a small picture, about `longSide` pixels on its longer side: dark against the mean of its surroundings
 * (Bradley and Roth, "Adaptive thresholding using the integral image", 2007), which holds for photographs under uneven light.
 */
export function findInk(page: GreyImage, longSide: number): Ink {
  const scale = Math.max(1, Math.floor(Math.max(page.width, page.height) / longSide))
  const { width, height, data } = shrink(page, scale)
  const sums = integral(width, height, data)
  const reach = Math.max(4, Math.round(Math.max(width, height) / 24))
  const dark = new Uint8Array(width * height)
  const stride = width + 1
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - reach), Math.min(height, y + reach + 1)]
    for (let x = 0; x < width; x++) {
      const [left, right] = [Math.max(0, x - reach), Math.min(width, x + reach + 1)]
      const sum = (sums[bottom * stride + right] ?? 0) - (sums[top * stride + right] ?? 0) - (sums[bottom * stride + left] ?? 0) + (sums[top * stride + left] ?? 0)
      const value = data[y * width + x] ?? 255
      // What is nearly black is ink even amid nothing but ink.
      if (value * (right - left) * (bottom - top) < sum * contrast || value < 40) dark[y * width + x] = 1
    }
  }
  return { width, height, dark, scale }
}

function integral(width: number, height: number, data: Uint8Array): Float64Array {
  const stride = width + 1
  const sums = new Float64Array(stride * (height + 1))
  for (let y = 0; y < height; y++) {
    let row = 0
    for (let x = 0; x < width; x++) {
      row += data[y * width + x] ?? 255
      sums[(y + 1) * stride + x + 1] = (sums[y * stride + x + 1] ?? 0) + row
    }
  }
  return sums
}

/** The share of the page that is ink. */
export function inkShare({ dark }: Ink): number {
  let count = 0
  for (const one of dark) count += one
  return count / Math.max(1, dark.length)
}

/** The same ink on the page turned clockwise by a multiple of 90 degrees. */
export function turnInk({ width, height, dark, scale }: Ink, degrees: number): Ink {
  const { data, ...size } = turn({ width, height, data: dark }, degrees)
  return { ...size, dark: data, scale }
}
