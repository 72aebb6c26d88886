import { findHeaderRow } from './header-row.ts'
import type { SheetCell, SheetRow } from './sheet.ts'

/** A stretch of cells that belong together: what empty rows, or empty columns between two tables, set apart. */
export interface SheetBlock {
  readonly rows: readonly SheetRow[]
  /** Columns with something in them, from left to right; the empty ones between them are left out. */
  readonly columns: readonly number[]
  /** Which of `rows` names the columns; null when none does. */
  readonly headerRow: number | null
}

/** The blocks of a sheet from top to bottom, and side by side from left to right. */
export function findBlocks(rows: readonly SheetRow[]): SheetBlock[] {
  return stretches(rows).flatMap((stretch) => {
    const whole = blockOf(stretch)
    const parts = sideBySide(stretch, whole.columns)
    return parts.length > 1 && parts.every(looksLikeTable) ? parts : [whole]
  })
}

function stretches(rows: readonly SheetRow[]): SheetRow[][] {
  const found: SheetRow[][] = []
  for (const row of rows) {
    const current = found.at(-1)
    if (current !== undefined && current.at(-1)?.index === row.index - 1) current.push(row)
    else found.push([row])
  }
  return found
}

function blockOf(rows: readonly SheetRow[]): SheetBlock {
  const columns = [...new Set(rows.flatMap(({ cells }) => cells.map(({ column }) => column)))].sort((a, b) => a - b)
  return { rows, columns, headerRow: findHeaderRow(rows, columns.length) }
}

/** The parts left and right of the columns that are empty all the way down. */
function sideBySide(rows: readonly SheetRow[], columns: readonly number[]): SheetBlock[] {
  const firsts = columns.filter((column, i) => i === 0 || columns[i - 1] !== column - 1)
  if (firsts.length < 2 || firsts.length > 50) return []
  return firsts.map((first, i) => {
    const end = firsts[i + 1] ?? Number.POSITIVE_INFINITY
    return blockOf(rows.flatMap(({ index, cells }) => {
      const own = cells.filter(({ column }) => column >= first && column < end)
      return own.length === 0 ? [] : [{ index, cells: own }]
    }))
  })
}

/**
 * Two tables stand side by side only where each has columns of its own and a header: in a form the value stands some empty
 * columns to the right of its label, and must not be torn from it.
 */
function looksLikeTable({ rows, columns, headerRow }: SheetBlock): boolean {
  const filled = rows.reduce((total, { cells }) => total + cells.length, 0)
  return columns.length > 1 && rows.length > 2 && headerRow !== null && filled >= rows.length * columns.length * 0.6
}

/** The cells of a row as a line, a tab for each of the block's columns; a row of a very wide and sparse block has no gaps. */
export function rowLine(cells: readonly SheetCell[], columns: readonly number[]): string {
  if (columns.length > 200 && cells.length < columns.length / 4) return cells.map(({ text }) => text).join('\t')
  const texts: string[] = []
  let at = 0
  for (const column of columns) {
    const cell = cells[at]
    if (cell?.column !== column) texts.push('')
    else {
      texts.push(cell.text)
      if (++at === cells.length) break
    }
  }
  return texts.join('\t')
}
