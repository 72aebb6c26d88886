import type { ReadWord } from '../read-word.ts'

/** A box in pixels. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** Words of one line without a wide gap between them: a whole line of a column, or a cell of a table. */
export interface Piece extends Box {
  readonly words: readonly ReadWord[]
}

/** A gap wider than this many times the height of the letters lies between two cells or columns, not two words. */
const cellGap = 1.6

/** Takes lines apart at their wide gaps. Words come line by line. */
export function splitIntoPieces(words: readonly ReadWord[]): Piece[] {
  const height = medianHeight(words)
  const pieces: Piece[] = []
  let open: ReadWord[] = []
  for (const word of words) {
    const last = open.at(-1)
    if (last !== undefined && (last.line !== word.line || word.left - last.right > cellGap * height || last.left - word.right > cellGap * height)) {
      pieces.push({ ...around(open), words: open })
      open = []
    }
    open.push(word)
  }
  if (open.length > 0) pieces.push({ ...around(open), words: open })
  return pieces
}

/** The smallest box around all of them. */
export function around(boxes: readonly Box[]): Box {
  return boxes.reduce((whole, box) => ({
    left: Math.min(whole.left, box.left), top: Math.min(whole.top, box.top), right: Math.max(whole.right, box.right), bottom: Math.max(whole.bottom, box.bottom),
  }), { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity })
}

/** The height of most of them; 1 when there are none. */
export function medianHeight(boxes: readonly Box[]): number {
  const heights = boxes.map(({ top, bottom }) => bottom - top).toSorted((a, b) => a - b)
  return Math.max(1, heights[Math.floor(heights.length / 2)] ?? 1)
}
