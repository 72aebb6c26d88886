export interface SheetCell {
  /** From 0. */
  readonly column: number
  /** As shown, in one line. */
  readonly text: string
  /** A number, date or truth value rather than text. */
  readonly isValue: boolean
  readonly bold: boolean
}

export interface SheetRow {
  /** From 0. */
  readonly index: number
  /** Cells with something in them, from left to right. */
  readonly cells: readonly SheetCell[]
}

export interface CellNote { readonly row: number; readonly column: number; readonly text: string }

export interface Sheet {
  readonly name: string
  /** Rows with something in them, from top to bottom. */
  readonly rows: readonly SheetRow[]
  readonly notes: readonly CellNote[]
  /** Charts and text boxes, which lie above the cells. */
  readonly drawn: readonly string[]
  /** It is listed, and not in the file. */
  readonly isMissing?: boolean
}

/** "A", "Z", "AA" … for a column from 0. */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) name = String.fromCharCode(65 + ((rest - 1) % 26)) + name
  return name
}

/** "B4" for row 3 and column 1. */
export function cellName(row: number, column: number): string {
  return `${columnName(column)}${row + 1}`
}

/** Excel's own bounds; what claims to lie beyond them is not a cell. */
export const bounds = { rows: 1_048_576, columns: 16_384 }

/** Row and column of "B4" or "$B$4"; null when it is no cell. */
export function parseCellName(name: string): { row: number; column: number } | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i.exec(name)
  if (match === null) return null
  let column = 0
  for (const letter of (match[1] ?? '').toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64
  const row = Number(match[2])
  return row < 1 || row > bounds.rows || column > bounds.columns ? null : { row: row - 1, column: column - 1 }
}

/** First and last cell of "A1:C3" or "A1"; null when it is no range. */
export function parseRange(range: string): { top: number; left: number; bottom: number; right: number } | null {
  const [from = '', to = from] = range.split(':')
  const first = parseCellName(from)
  const last = parseCellName(to)
  return first === null || last === null ? null : { top: first.row, left: first.column, bottom: last.row, right: last.column }
}
