import type { SheetCell, SheetRow } from './sheet.ts'

/** A header has few rows of titles above it. */
const searchRows = 12
/** Rows below a header that are looked at for what they hold. */
const sampleRows = 8
const maxNameChars = 60

/**
 * The row that names the columns: the first that spans the table, holds nothing but text and stands above something unlike
 * itself: values, or rows that are not bold, or at least more rows of a table whose top row names each column differently.
 * Null when the table begins with its data.
 */
export function findHeaderRow(rows: readonly SheetRow[], columnCount: number): number | null {
  if (columnCount < 2) return null
  for (let at = 0; at < Math.min(rows.length - 1, searchRows); at++) {
    const cells = rows[at]?.cells ?? []
    if (cells.length < 2 || cells.length < columnCount * 0.5) {
      // One cell alone is a title; values before any header are data.
      if (cells.length > 1 && cells.some(({ isValue }) => isValue)) return null
      continue
    }
    return namesColumns(cells, rows.slice(at + 1, at + 1 + sampleRows), columnCount) ? at : null
  }
  return null
}

function namesColumns(cells: readonly SheetCell[], below: readonly SheetRow[], columnCount: number): boolean {
  if (isYears(cells)) return true
  if (cells.some(({ isValue, text }) => isValue || looksLikeValue(text))) return false
  const isBold = cells.every(({ bold }) => bold)
  if (isBold && below.some((row) => row.cells.some(({ bold }) => !bold))) return true
  if (cells.some(({ column }) => holdsValues(column, below))) return true
  const isTable = below.length > 1 && below.filter((row) => row.cells.length > 1 && row.cells.length >= cells.length / 2).length > below.length / 2
  const names = new Set(cells.map(({ text }) => text.toLowerCase()))
  return isTable && names.size === cells.length && cells.length >= columnCount * 0.8 && cells.every(({ text }) => text.length <= maxNameChars)
}

/** "Region 2019 2020 2021": years in their order name columns, though they are numbers. */
function isYears(cells: readonly SheetCell[]): boolean {
  const values = cells.filter(({ isValue, text }) => isValue || looksLikeValue(text)).map(({ text }) => Number(text))
  if (values.length < 2 || values.length < cells.length - 2) return false
  return values.every((value, i) => Number.isInteger(value) && value >= 1900 && value <= 2100 && (i === 0 || value - (values[i - 1] ?? 0) === 1))
}

function holdsValues(column: number, below: readonly SheetRow[]): boolean {
  const held = below.flatMap(({ cells }) => cells.filter((cell) => cell.column === column))
  return held.length > 0 && held.filter(({ isValue, text }) => isValue || looksLikeValue(text)).length > held.length / 2
}

/** Numbers that were typed as text. */
export function looksLikeValue(text: string): boolean {
  return /^[+-]?[\p{Sc}\s]*\d[\d.,'\s/:-]*[%\p{Sc}]?$/u.test(text)
}
