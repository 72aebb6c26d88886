import { around, medianHeight, type Box, type Piece } from './pieces.ts'

/** Pieces that stand in rows and columns. A cell that is empty, or that several pieces fill, is so in `rows`. */
export interface FoundTable extends Box {
  readonly rows: readonly (readonly (readonly Piece[])[])[]
  readonly columns: number
  /** Which cell belongs to which column is not certain. */
  readonly suspect: boolean
}

interface Row { readonly middle: number; readonly pieces: Piece[] }

/** Fewer rows of several cells are no table. */
const fewestRows = 3

/**
 * Tables by what stands below what: rows of pieces whose edges or middles agree from row to row. Columns of running text
 * agree as well, but fill their width and hold sentences, which cells do not.
 */
export function findTables(pieces: readonly Piece[]): FoundTable[] {
  const height = medianHeight(pieces)
  const tables: FoundTable[] = []
  let run: Row[] = []
  const close = (): void => {
    while (run.at(-1)?.pieces.length === 1) run.pop()
    const table = run.filter((row) => row.pieces.length > 1).length >= fewestRows ? toTable(run, height) : null
    if (table !== null) tables.push(table)
    run = []
  }
  for (const row of rowsOf(pieces)) {
    const before = run.findLast(({ pieces: cells }) => cells.length > 1)
    const last = run.at(-1)
    const near = last !== undefined && row.middle - last.middle < height * 4.5
    const goesOn = before !== undefined && near && (row.pieces.length > 1 ? agrees(before.pieces, row.pieces, height) : last.pieces.length > 1 && liesWithin(row.pieces, before.pieces, height))
    if (!goesOn) close()
    if (goesOn || row.pieces.length > 1) run.push(row)
  }
  close()
  return tables
}

/** Pieces side by side, from the top; each row from the left. */
function rowsOf(pieces: readonly Piece[]): Row[] {
  const rows: Row[] = []
  for (const piece of pieces.toSorted((a, b) => a.top + a.bottom - b.top - b.bottom)) {
    const middle = (piece.top + piece.bottom) / 2
    const row = rows.findLast((open) => Math.abs(open.middle - middle) < (piece.bottom - piece.top) * 0.45 && open.pieces.every((other) => piece.left >= other.right || piece.right <= other.left))
    if (row === undefined) rows.push({ middle, pieces: [piece] })
    else row.pieces.push(piece)
  }
  for (const { pieces: cells } of rows) cells.sort((a, b) => a.left - b.left)
  return rows.toSorted((a, b) => a.middle - b.middle)
}

/** At least two cells of the shorter row stand straight below one of the other. */
function agrees(above: readonly Piece[], below: readonly Piece[], height: number): boolean {
  const aligned = (a: Piece, b: Piece): boolean => {
    const near = height * 0.9
    return Math.abs(a.left - b.left) < near || Math.abs(a.right - b.right) < near || Math.abs(a.left + a.right - b.left - b.right) < near * 2
  }
  return below.filter((cell) => above.some((other) => aligned(cell, other))).length >= 2
}

function liesWithin(row: readonly Piece[], table: readonly Piece[], height: number): boolean {
  const [inner, outer] = [around(row), around(table)]
  return inner.left > outer.left - height && inner.right < outer.right + height
}

function toTable(rows: readonly Row[], height: number): FoundTable | null {
  const spans = columnsOf(rows)
  if (spans.length < 2 || isRunningText(rows, spans)) return null
  let [doubtful, cellCount] = [0, 0]
  const cells = rows.map(({ pieces }) => {
    const row: Piece[][] = spans.map(() => [])
    for (const piece of pieces) {
      const over = spans.flatMap((span, i) => (Math.min(span.right, piece.right) - Math.max(span.left, piece.left) > height * 0.3 ? [i] : []))
      if (over.length !== 1 && pieces.length > 1) doubtful++
      cellCount++
      const column = over[0] ?? nearest(spans, piece)
      if ((row[column]?.length ?? 0) > 0) doubtful++
      row[column]?.push(piece)
    }
    return row
  })
  const whole = rows.filter(({ pieces }) => pieces.length === spans.length).length
  return { ...around(rows.flatMap(({ pieces }) => pieces)), rows: cells, columns: spans.length, suspect: doubtful > cellCount * 0.05 || whole < rows.length / 2 }
}

/** Where columns stand: from the rows that have most cells, so that a cell which spans two does not join them. */
function columnsOf(rows: readonly Row[]): { readonly left: number; readonly right: number }[] {
  const counts = rows.map(({ pieces }) => pieces.length).toSorted((a, b) => b - a)
  const most = counts[Math.floor(counts.length / 5)] ?? 0
  const spans: { left: number; right: number }[] = []
  for (const piece of rows.filter(({ pieces }) => pieces.length >= most).flatMap(({ pieces }) => pieces).toSorted((a, b) => a.left - b.left)) {
    const last = spans.at(-1)
    if (last !== undefined && piece.left < last.right) last.right = Math.max(last.right, piece.right)
    else spans.push({ left: piece.left, right: piece.right })
  }
  return spans
}

function nearest(spans: readonly { readonly left: number; readonly right: number }[], piece: Piece): number {
  const distances = spans.map(({ left, right }) => Math.abs(left + right - piece.left - piece.right))
  return distances.indexOf(Math.min(...distances))
}

/** Columns of sentences: lines of many words, or lines that mostly reach from one side of their column to the other. */
function isRunningText(rows: readonly Row[], spans: readonly { readonly left: number; readonly right: number }[]): boolean {
  const pieces = rows.flatMap((row) => row.pieces)
  const words = pieces.reduce((sum, piece) => sum + piece.words.length, 0) / pieces.length
  const filled = pieces.filter((piece) => {
    const span = spans[nearest(spans, piece)]
    return span !== undefined && piece.right - piece.left > (span.right - span.left) * 0.75
  }).length
  return words >= 4 || (words > 3 && filled > pieces.length * 0.55)
}
