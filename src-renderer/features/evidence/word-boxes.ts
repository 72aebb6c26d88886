import type { PageWord } from '../../../src-preload/contract/index.ts'

/** A part of a page's picture, in shares (0–1) of its width and height from the top left. */
export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** Words belong to one line when they share at least half of the lower one's height. */
const leastSharedHeight = 0.5
/** Words further apart than this many times their height stand in different columns. */
const widestGap = 3

function join(a: Box, b: Box): Box {
  const x = Math.min(a.x, b.x)
  const y = Math.min(a.y, b.y)
  return { x, y, width: Math.max(a.x + a.width, b.x + b.width) - x, height: Math.max(a.y + a.height, b.y + b.height) - y }
}

/** `aspect`: height of the page by its width, since shares of the two cannot be compared. */
function continues(line: Box, word: Box, aspect: number): boolean {
  const shared = Math.min(line.y + line.height, word.y + word.height) - Math.max(line.y, word.y)
  const gap = Math.max(word.x - (line.x + line.width), line.x - (word.x + word.width))
  return shared >= Math.min(line.height, word.height) * leastSharedHeight && gap <= Math.max(line.height, word.height) * aspect * widestGap
}

/** Where a span of a page's text stands on its picture: one box for each line that it runs over. A box cut out of the page is brought back into it. */
export function spanBoxes(words: readonly PageWord[], span: { readonly start: number; readonly end: number }, aspect = Math.SQRT2): Box[] {
  const lines: Box[] = []
  for (const word of words) {
    if (word.start >= span.end || word.end <= span.start || word.width <= 0 || word.height <= 0) continue
    const line = lines.at(-1)
    if (line !== undefined && continues(line, word, aspect)) lines[lines.length - 1] = join(line, word)
    else lines.push({ x: word.x, y: word.y, width: word.width, height: word.height })
  }
  return lines.map(withinPage).filter((box) => box.width > 0 && box.height > 0)
}

function withinPage({ x, y, width, height }: Box): Box {
  const left = Math.min(1, Math.max(0, x))
  const top = Math.min(1, Math.max(0, y))
  return { x: left, y: top, width: Math.min(1, x + width) - left, height: Math.min(1, y + height) - top }
}
