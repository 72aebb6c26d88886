import type { Ink } from '../raster/ink.ts'
import type { ReadWord } from '../read-word.ts'

/** Cells of the page's grid along its longer side. */
const cellsAlong = 100

/**
 * The share of the page (0–1) that is closely inked and in which no word was read: pictures, handwriting, print that is too
 * bad. Rules and frames do not count, since ink must fill an area. `width` and `height` are those of the page the words stand on,
 * which lies as `ink` does.
 */
export function unreadArea(ink: Ink, words: readonly ReadWord[], width: number, height: number): number {
  const size = Math.max(2, Math.round(Math.max(ink.width, ink.height) / cellsAlong))
  const [columns, rows] = [Math.ceil(ink.width / size), Math.ceil(ink.height / size)]
  const cells = new Float64Array(columns * rows)
  for (let y = 0; y < ink.height; y++) {
    for (let x = 0; x < ink.width; x++) {
      if (ink.dark[y * ink.width + x] === 1) cells[Math.floor(y / size) * columns + Math.floor(x / size)] = (cells[Math.floor(y / size) * columns + Math.floor(x / size)] ?? 0) + 1
    }
  }
  const unread = Uint8Array.from(cells, (count) => (count > size * size * 0.08 ? 1 : 0))
  for (const { left, top, right, bottom } of words) {
    const [fromX, toX] = [cellOf(left, width, columns) - 1, cellOf(right, width, columns) + 1]
    const [fromY, toY] = [cellOf(top, height, rows) - 1, cellOf(bottom, height, rows) + 1]
    for (let y = Math.max(0, fromY); y <= Math.min(rows - 1, toY); y++) unread.fill(0, y * columns + Math.max(0, fromX), y * columns + Math.min(columns, toX + 1))
  }
  let count = 0
  for (let y = 1; y < rows - 1; y++) {
    for (let x = 1; x < columns - 1; x++) {
      if (unread[y * columns + x] === 1 && neighbours(unread, y * columns + x, columns) >= 6) count++
    }
  }
  return count / Math.max(1, columns * rows)
}

function cellOf(pixel: number, pixels: number, cells: number): number {
  return Math.floor((pixel / pixels) * cells)
}

function neighbours(cells: Uint8Array, at: number, columns: number): number {
  let count = 0
  for (const dy of [-columns, 0, columns]) for (const dx of [-1, 0, 1]) if (dy !== 0 || dx !== 0) count += cells[at + dy + dx] ?? 0
  return count
}
