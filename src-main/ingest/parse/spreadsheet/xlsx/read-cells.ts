import { canonicalLine } from '../../canonical-text.ts'
import type { XmlEvents } from '../../read-xml-part.ts'
import type { CellBudget } from '../cell-budget.ts'
import { formatValue } from '../format-value.ts'
import { bounds, cellName, parseCellName, parseRange, type SheetCell, type SheetRow } from '../sheet.ts'
import { plainStyle, type CellStyle } from './cell-styles.ts'
import { decodeEscapes } from './shared-strings.ts'

export interface CellSource {
  readonly strings: readonly string[]
  readonly styles: readonly CellStyle[]
  readonly date1904: boolean
  readonly budget: CellBudget
  /** Told from time to time that reading goes on. */
  readonly onRow: () => void
}

interface OpenCell { column: number; readonly type: string; readonly style: CellStyle; value: string; formula: string | null; shared: string | null }

/**
 * Reads the cells of a worksheet row by row (ECMA-376 part 1, § 18.3). Nothing is computed: a formula shows the value that
 * was kept with it, and itself where none was.
 */
export class CellReader implements XmlEvents {
  readonly #source: CellSource
  readonly #rows = new Map<number, SheetCell[]>()
  readonly #merged: string[] = []
  readonly #sharedFormulas = new Map<string, string>()
  /** Part of the row that hides: rows and columns that the sheet does not show. */
  hasHidden = false
  #row = -1
  #cell: OpenCell | null = null
  #nextColumn = 0
  #collects: 'value' | 'formula' | null = null
  #phonetic = 0

  constructor(source: CellSource) {
    this.#source = source
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'row') this.#openRow(attributes)
    else if (name === 'c') this.#openCell(attributes)
    else if (name === 'f') this.#openFormula(attributes)
    else if (name === 'rPh') this.#phonetic++
    else if (name === 'v' || (name === 't' && this.#phonetic === 0)) this.#collects = 'value'
    else if (name === 'mergeCell' && this.#merged.length < 100_000) this.#merged.push(attributes['ref'] ?? '')
    else if (name === 'col' && isTrue(attributes['hidden']) && Number(attributes['max']) < bounds.columns) this.hasHidden = true
  }

  text(text: string): void {
    if (this.#collects === null || this.#cell === null) return
    if (this.#collects === 'value') this.#cell.value += text
    else this.#cell.formula = (this.#cell.formula ?? '') + text
  }

  close(name: string): void {
    this.#collects = null
    if (name === 'rPh') this.#phonetic--
    if (name !== 'c' || this.#cell === null) return
    this.#finish(this.#cell)
    this.#cell = null
  }

  /** Rows from top to bottom; of merged cells only the first is shown, whatever else the file keeps under it. */
  rows(): SheetRow[] {
    for (const { top, left, bottom, right } of this.#merged.flatMap((range) => parseRange(range) ?? [])) {
      // A merge of whole columns is as deep as the sheet; only rows that exist are looked at.
      const covered = bottom - top < this.#rows.size ? Array.from({ length: bottom - top + 1 }, (_, i) => top + i) : [...this.#rows.keys()].filter((row) => row >= top && row <= bottom)
      for (const row of covered) {
        const cells = this.#rows.get(row)
        const left0 = row === top ? left + 1 : left
        if (cells?.some(({ column }) => column >= left0 && column <= right) === true) this.#rows.set(row, cells.filter(({ column }) => column < left0 || column > right))
      }
    }
    return [...this.#rows].filter(([, cells]) => cells.length > 0).sort(([a], [b]) => a - b)
      .map(([index, cells]) => ({ index, cells: inOrder(cells) }))
  }

  #openRow({ r, hidden }: Readonly<Record<string, string>>): void {
    const row = r === undefined ? this.#row + 1 : Number(r) - 1
    this.#row = Number.isInteger(row) && row >= 0 && row < bounds.rows ? row : this.#row + 1
    this.#nextColumn = 0
    if (isTrue(hidden)) this.hasHidden = true
    this.#source.onRow()
  }

  #openCell({ r, t = 'n', s }: Readonly<Record<string, string>>): void {
    if (this.#source.budget.isSpent) return
    const column = (r === undefined ? null : parseCellName(r))?.column ?? this.#nextColumn
    this.#nextColumn = column + 1
    this.#cell = { column, type: t, style: this.#source.styles[Number(s ?? 0)] ?? plainStyle, value: '', formula: null, shared: null }
  }

  #openFormula({ t, si }: Readonly<Record<string, string>>): void {
    if (this.#cell === null) return
    this.#collects = 'formula'
    this.#cell.formula = ''
    if (t === 'shared' && si !== undefined) this.#cell.shared = si
  }

  #finish({ column, type, style, value, formula, shared }: OpenCell): void {
    if (shared !== null && formula !== null && formula !== '') this.#sharedFormulas.set(shared, `=${formula} (as in ${cellName(this.#row, column)})`)
    const shown = value === '' && formula !== null ? this.#formulaText(formula, shared) : this.#valueText(type, value, style)
    const text = canonicalLine(shown)
    if (text === '' || column >= bounds.columns || this.#row >= bounds.rows || !this.#source.budget.take(text.length)) return
    const isValue = value !== '' && (type === 'n' || type === 'b' || type === 'd')
    const cells = this.#rows.get(this.#row)
    const cell: SheetCell = { column, text, isValue, bold: style.bold }
    if (cells === undefined) this.#rows.set(this.#row, [cell])
    else cells.push(cell)
  }

  #formulaText(formula: string, shared: string | null): string {
    if (formula !== '') return `=${formula}`
    return (shared === null ? undefined : this.#sharedFormulas.get(shared)) ?? ''
  }

  #valueText(type: string, value: string, { format }: CellStyle): string {
    if (type === 's') return this.#source.strings[Number(value)] ?? ''
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
    if (type !== 'n' || value === '') return decodeEscapes(value)
    const number = Number(value)
    return Number.isFinite(number) ? formatValue(number, format, this.#source.date1904) : value
  }
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true'
}

/** Cells come in order; where they do not, the last one written for a column counts. */
function inOrder(cells: readonly SheetCell[]): readonly SheetCell[] {
  if (cells.every(({ column }, i) => i === 0 || column > (cells[i - 1]?.column ?? -1))) return cells
  return [...new Map(cells.map((cell) => [cell.column, cell])).values()].sort((a, b) => a.column - b.column)
}
