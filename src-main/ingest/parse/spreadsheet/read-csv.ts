import { AppError } from '../../../support/errors.ts'
import { canonicalLine } from '../canonical-text.ts'
import { decodeText, decodingWarning } from '../decode-text.ts'
import { maxTextBytes } from '../source-file.ts'
import type { CellBudget } from './cell-budget.ts'
import { looksLikeValue } from './header-row.ts'
import { findSeparator, readRecords } from './separated-values.ts'
import { bounds, type Sheet, type SheetRow } from './sheet.ts'

/** A CSV or TSV file as one sheet without a name. Error: `file-too-large`. */
export function readCsv(bytes: Uint8Array, extension: string, budget: CellBudget, onAlive: () => void): { sheet: Sheet; confidence: number; warning: string | null } {
  if (bytes.length > maxTextBytes) throw new AppError('file-too-large', { limitBytes: maxTextBytes })
  const decoded = decodeText(bytes)
  const { separator, start } = findSeparator(decoded.text, extension)
  const rows: SheetRow[] = []
  let index = 0
  for (const record of readRecords(start === 0 ? decoded.text : decoded.text.slice(start), separator)) {
    const cells = record.slice(0, bounds.columns).flatMap((field, column) => {
      const text = canonicalLine(field)
      return text === '' || !budget.take(text.length) ? [] : [{ column, text, isValue: looksLikeValue(text), bold: false }]
    })
    if (cells.length > 0) rows.push({ index, cells })
    if (budget.isSpent) break
    if (++index % 20_000 === 0) onAlive()
  }
  return { sheet: { name: '', rows, notes: [], drawn: [] }, confidence: decoded.replaced > 0 || !decoded.certain ? 0.7 : 1, warning: decodingWarning(decoded) }
}
