import { canonicalLine, isBlank } from './canonical-text.ts'

/** The rows of a table as lines: cells separated by tabs, line breaks within a cell as spaces. Rows without text are left out. */
export function tableLines(rows: readonly (readonly string[])[]): { readonly row: number; readonly text: string }[] {
  return rows.flatMap((cells, row) => {
    const text = cells.map(canonicalLine).join('\t').trimEnd()
    return isBlank(text) ? [] : [{ row, text }]
  })
}

export function columnCount(rows: readonly (readonly string[])[]): number {
  return rows.reduce((most, cells) => Math.max(most, cells.length), 1)
}
