import type { GreyImage } from './grey-image.ts'
import type { Ink } from './ink.ts'

/** A part of a page, in shares (0–1) of its width and height from the top left. */
export interface Part {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Of the page's sides: the white that an engine wants around letters. */
const margin = 0.015

/** The smallest part of the page that all its ink is in, with some white around it; null without ink. */
export function inkedPart({ width, height, dark }: Ink): Part | null {
  let [left, right, top, bottom] = [width, -1, height, -1]
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (dark[y * width + x] !== 1) continue
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  if (right < 0) return null
  const [fromX, toX] = [Math.max(0, left / width - margin), Math.min(1, (right + 1) / width + margin)]
  const [fromY, toY] = [Math.max(0, top / height - margin), Math.min(1, (bottom + 1) / height + margin)]
  return { left: fromX, top: fromY, width: toX - fromX, height: toY - fromY }
}

export function cutOut({ width, height, data }: GreyImage, part: Part): GreyImage {
  const [left, top] = [Math.round(part.left * width), Math.round(part.top * height)]
  const [right, bottom] = [Math.min(width, Math.max(left + 1, Math.round((part.left + part.width) * width))), Math.min(height, Math.max(top + 1, Math.round((part.top + part.height) * height)))]
  const cut = new Uint8Array((right - left) * (bottom - top))
  for (let y = top; y < bottom; y++) cut.set(data.subarray(y * width + left, y * width + right), (y - top) * (right - left))
  return { width: right - left, height: bottom - top, data: cut }
}

/** The same part of the page when that is turned clockwise by a multiple of 90 degrees. */
export function turnPart({ left, top, width, height }: Part, degrees: number): Part {
  const [right, bottom] = [1 - left - width, 1 - top - height]
  if (degrees === 90) return { left: bottom, top: left, width: height, height: width }
  if (degrees === 180) return { left: right, top: bottom, width, height }
  if (degrees === 270) return { left: top, top: right, width: height, height: width }
  return { left, top, width, height }
}
