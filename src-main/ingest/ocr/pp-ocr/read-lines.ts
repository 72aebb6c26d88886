import { resize, type GreyImage } from '../raster/grey-image.ts'
import type { FoundLine } from './find-lines.ts'
import type { Network } from './network.ts'

/** One character with how sure it is and where it stands along its line, as a share (0–1) of the line's width. */
export interface LineCharacter {
  readonly text: string
  readonly confidence: number
  readonly at: number
}

const lineHeight = 48
/** A line that is longer for its height is squeezed. */
const maxLineWidth = 2_400
/** So many pixels of lines go through the network at once; its output takes 9 KB for each. */
const pixelsPerRun = 4_800

/** Reads lines that were found; each in the order of its characters. `alphabet`: what each output of the network stands for, nothing first. */
export async function readLines(network: Network, page: GreyImage, lines: readonly FoundLine[], alphabet: readonly string[]): Promise<LineCharacter[][]> {
  const widths = lines.map((line) => Math.min(maxLineWidth, Math.max(16, Math.round((lineHeight * (line.right - line.left)) / (line.bottom - line.top)))))
  // Lines of about the same length together, so that little of what is computed is padding.
  const order = lines.map((_, i) => i).toSorted((a, b) => (widths[a] ?? 0) - (widths[b] ?? 0))
  const read: LineCharacter[][] = lines.map(() => [])
  while (order.length > 0) {
    const widest = widths[order.at(-1) ?? 0] ?? maxLineWidth
    const batch = order.splice(-Math.max(1, Math.floor(pixelsPerRun / widest)))
    const input = new Float32Array(batch.length * 3 * lineHeight * widest)
    for (const [row, index] of batch.entries()) {
      const line = lines[index]
      if (line !== undefined) fill(input, row, widest, resize(cut(page, line), widths[index] ?? widest, lineHeight))
    }
    const { data, shape } = await network.run(input, [batch.length, 3, lineHeight, widest])
    const [, steps = 0, classes = 0] = shape
    for (const [row, index] of batch.entries()) {
      const used = (widths[index] ?? widest) / widest
      read[index] = decode(data.subarray(row * steps * classes, (row + 1) * steps * classes), steps, classes, alphabet).map(({ at, ...character }) => ({ ...character, at: Math.min(1, at / used) }))
    }
  }
  return read
}

/** What the best path says: the likeliest class of each step, runs of one class once, "nothing" left out (CTC, Graves et al. 2006). */
function decode(scores: Float32Array, steps: number, classes: number, alphabet: readonly string[]): LineCharacter[] {
  const characters: LineCharacter[] = []
  let before = 0
  for (let step = 0; step < steps; step++) {
    let [best, score] = [0, -1]
    for (let of = 0, at = step * classes; of < classes; of++, at++) {
      const value = scores[at] ?? 0
      if (value > score) [best, score] = [of, value]
    }
    const text = alphabet[best] ?? ''
    if (best !== 0 && best !== before && text !== '') characters.push({ text, confidence: score, at: (step + 0.5) / steps })
    before = best
  }
  return characters
}

function cut(page: GreyImage, line: FoundLine): GreyImage {
  const [left, top] = [Math.floor(line.left), Math.floor(line.top)]
  const [width, height] = [Math.max(1, Math.min(page.width, Math.ceil(line.right)) - left), Math.max(1, Math.min(page.height, Math.ceil(line.bottom)) - top)]
  const data = new Uint8Array(width * height)
  for (let y = 0; y < height; y++) data.set(page.data.subarray((top + y) * page.width + left, (top + y) * page.width + left + width), y * width)
  return { width, height, data }
}

/** Three equal channels of −1 to 1; what is left of the row stays 0, as the network was trained. */
function fill(input: Float32Array, row: number, widest: number, { width, height, data }: GreyImage): void {
  const area = lineHeight * widest
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = (data[y * width + x] ?? 255) / 127.5 - 1
      for (let channel = 0; channel < 3; channel++) input[(row * 3 + channel) * area + y * widest + x] = value
    }
  }
}
