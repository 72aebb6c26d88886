import { resize, type GreyImage } from '../raster/grey-image.ts'
import type { Network } from './network.ts'

/** A line of text that was found, in pixels of the picture. */
export interface FoundLine {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** The detector was trained on about this many pixels along the longer side; small print needs more than its default of 960. */
const longSide = 1_536
/** The detector halves its input five times. */
const multiple = 32
/** PaddleOCR's defaults for DB (Liao et al., "Real-time scene text detection with differentiable binarization", 2020): a pixel is text, a box is text, and how far a shrunken box grows. */
const pixelThreshold = 0.3
const boxThreshold = 0.6
const growth = 1.5
/** ImageNet's mean and deviation over the three channels, which are the same here. */
const channels = [[0.485, 0.229], [0.456, 0.224], [0.406, 0.225]] as const

/** Where lines of text stand on a page that lies straight. Unordered. */
export async function findLines(network: Network, page: GreyImage): Promise<FoundLine[]> {
  const scale = Math.min(1, longSide / Math.max(page.width, page.height))
  const [width, height] = [roundUp(page.width * scale), roundUp(page.height * scale)]
  const { data } = await network.run(normalise(resize(page, width, height)), [1, 3, height, width])
  return boxesOf(data, width, height).map(({ left, top, right, bottom }) => ({
    left: Math.max(0, (left / width) * page.width), top: Math.max(0, (top / height) * page.height),
    right: Math.min(page.width, (right / width) * page.width), bottom: Math.min(page.height, (bottom / height) * page.height),
  }))
}

function roundUp(pixels: number): number {
  return Math.max(multiple, Math.round(pixels / multiple) * multiple)
}

function normalise({ width, height, data }: GreyImage): Float32Array {
  const input = new Float32Array(3 * width * height)
  for (const [channel, [mean, deviation]] of channels.entries()) {
    for (let i = 0; i < data.length; i++) input[channel * data.length + i] = ((data[i] ?? 255) / 255 - mean) / deviation
  }
  return input
}

/** Patches of probable text, grown to the size of the letters. The page lies straight, so upright boxes hold whole lines. */
function boxesOf(map: Float32Array, width: number, height: number): FoundLine[] {
  const seen = new Uint8Array(width * height)
  const boxes: FoundLine[] = []
  const stack: number[] = []
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1 || (map[start] ?? 0) <= pixelThreshold) continue
    let [left, right, top, bottom, sum, count] = [width, 0, height, 0, 0, 0]
    seen[start] = 1
    stack.push(start)
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const [x, y] = [at % width, Math.floor(at / width)]
      left = Math.min(left, x)
      right = Math.max(right, x + 1)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y + 1)
      sum += map[at] ?? 0
      count++
      for (let dy = y > 0 ? -1 : 0; dy <= (y < height - 1 ? 1 : 0); dy++) {
        for (let dx = x > 0 ? -1 : 0; dx <= (x < width - 1 ? 1 : 0); dx++) {
          const next = at + dy * width + dx
          if (seen[next] === 1 || (map[next] ?? 0) <= pixelThreshold) continue
          seen[next] = 1
          stack.push(next)
        }
      }
    }
    if (sum / count < boxThreshold || bottom - top < 3 || right - left < 3) continue
    const grow = ((right - left) * (bottom - top) * growth) / (2 * (right - left + bottom - top))
    boxes.push({ left: left - grow, top: top - grow, right: right + grow, bottom: bottom + grow })
  }
  return boxes
}
