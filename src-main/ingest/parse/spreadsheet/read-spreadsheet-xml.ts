import { canonicalLine } from '../canonical-text.ts'
import { readXmlPart, type XmlEvents } from '../read-xml-part.ts'
import type { CellBudget } from './cell-budget.ts'
import { formatValue } from './format-value.ts'
import { bounds, type CellNote, type Sheet, type SheetCell, type SheetRow } from './sheet.ts'
import type { Workbook } from './workbook.ts'

interface OpenSheet { readonly name: string; readonly rows: SheetRow[]; readonly notes: CellNote[]; readonly drawn: string[] }
interface OpenCell { readonly column: number; readonly style: string; readonly formula: string; type: string; value: string; note: string }

/** Formats that have a name instead of a code. */
const namedFormats: Readonly<Record<string, string>> = {
  'Currency': '$#,##0.00', 'Euro Currency': '[$€-2] #,##0.00', 'Fixed': '0.00', 'Standard': '#,##0.00', 'Percent': '0.00%', 'Scientific': '0.00E+00',
  'Yes/No': '"Yes";"Yes";"No"', 'True/False': '"True";"True";"False"', 'On/Off': '"On";"On";"Off"',
  'General Date': 'yyyy-mm-dd hh:mm', 'Short Date': 'yyyy-mm-dd', 'Medium Date': 'd-mmm-yy', 'Long Date': 'd mmmm yyyy',
  'Short Time': 'hh:mm', 'Medium Time': 'h:mm AM/PM', 'Long Time': 'hh:mm:ss',
}

/** The sheets of an XML Spreadsheet 2003 file (Microsoft's "XML Spreadsheet Reference"), which is one XML file. */
export function readSpreadsheetXml(bytes: Uint8Array, budget: CellBudget, onAlive: () => void): { sheets: readonly Sheet[]; workbook: Workbook } {
  const reader = new SpreadsheetXmlReader(budget, onAlive)
  readXmlPart({ read: (_, onChunk) => inSteps(bytes, onChunk) }, '', reader)
  return { sheets: reader.sheets, workbook: { hiddenSheets: reader.hiddenSheets, sheetsWithHidden: reader.withHidden.size, missingSheets: 0 } }
}

function inSteps(bytes: Uint8Array, onChunk: (chunk: Uint8Array) => void): boolean {
  const stepBytes = 65_536
  for (let at = 0; at < bytes.length; at += stepBytes) onChunk(bytes.subarray(at, at + stepBytes))
  return true
}

class SpreadsheetXmlReader implements XmlEvents {
  readonly sheets: OpenSheet[] = []
  readonly withHidden = new Set<OpenSheet>()
  hiddenSheets = 0
  readonly #budget: CellBudget
  readonly #onAlive: () => void
  readonly #formats = new Map<string, string>()
  readonly #boldStyles = new Set<string>()
  #style = ''
  #date1904 = false
  #row = -1
  #rowSpan = 0
  #column = 0
  #cells: SheetCell[] = []
  #cell: OpenCell | null = null
  #collects: 'value' | 'note' | null = null
  #inNote = false
  #plain = ''

  constructor(budget: CellBudget, onAlive: () => void) {
    this.#budget = budget
    this.#onAlive = onAlive
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const sheet = this.sheets.at(-1)
    this.#plain = ''
    if (name === 'Style') this.#style = attributes['ID'] ?? ''
    else if (name === 'NumberFormat' && attributes['Format'] !== undefined) this.#formats.set(this.#style, namedFormats[attributes['Format']] ?? attributes['Format'])
    else if (name === 'Font' && attributes['Bold'] === '1' && sheet === undefined) this.#boldStyles.add(this.#style)
    else if (name === 'Date1904') this.#date1904 = true
    else if (name === 'Worksheet') this.#openSheet(attributes['Name'] ?? '')
    else if (name === 'Row') this.#openRow(attributes)
    else if (name === 'Cell') this.#openCell(attributes)
    else if (name === 'Comment') this.#inNote = true
    else if (name === 'Data' && this.#cell !== null) this.#openData(this.#cell, attributes)
    if ((name === 'Row' || name === 'Column') && attributes['Hidden'] === '1' && sheet !== undefined) this.withHidden.add(sheet)
  }

  text(text: string): void {
    this.#plain += text
    if (this.#cell === null || this.#collects === null) return
    if (this.#collects === 'note') this.#cell.note += text
    else this.#cell.value += text
  }

  close(name: string): void {
    if (name === 'Data') this.#collects = null
    else if (name === 'Comment') this.#inNote = false
    else if (name === 'Cell') this.#endCell()
    else if (name === 'Row') this.#endRow()
    else if (name === 'Visible' && /hidden/i.test(this.#plain)) this.hiddenSheets++
  }

  #openSheet(name: string): void {
    this.sheets.push({ name, rows: [], notes: [], drawn: [] })
    this.#row = -1
    this.#rowSpan = 0
  }

  /** Rows and cells count on from the one before unless they say where they stand. */
  #openRow({ Index: index, Span: span }: Readonly<Record<string, string>>): void {
    this.#row = place(index) ?? this.#row + this.#rowSpan + 1
    this.#rowSpan = count(span)
    this.#column = 0
    this.#cells = []
  }

  #openCell({ Index: index, MergeAcross: across, StyleID: style = '', Formula: formula = '' }: Readonly<Record<string, string>>): void {
    const column = place(index) ?? this.#column
    this.#column = column + 1 + count(across)
    this.#cell = { column, style, formula, type: '', value: '', note: '' }
  }

  #openData(cell: OpenCell, { Type: type = 'String' }: Readonly<Record<string, string>>): void {
    this.#collects = this.#inNote ? 'note' : 'value'
    if (!this.#inNote) cell.type = type
  }

  #endCell(): void {
    const cell = this.#cell
    const sheet = this.sheets.at(-1)
    this.#cell = null
    if (cell === null || sheet === undefined || this.#row >= bounds.rows || cell.column >= bounds.columns) return
    if (cell.note.trim() !== '') sheet.notes.push({ row: this.#row, column: cell.column, text: cell.note.trim() })
    const text = canonicalLine(cell.value === '' ? cell.formula : this.#shown(cell))
    if (text === '' || !this.#budget.take(text.length)) return
    this.#cells.push({ column: cell.column, text, isValue: cell.value !== '' && cell.type !== 'String', bold: this.#boldStyles.has(cell.style) })
  }

  #endRow(): void {
    const sheet = this.sheets.at(-1)
    if (sheet === undefined || this.#cells.length === 0) return
    sheet.rows.push({ index: this.#row, cells: this.#cells.toSorted((a, b) => a.column - b.column) })
    if (sheet.rows.length % 20_000 === 0) this.#onAlive()
  }

  #shown({ type, value, style }: OpenCell): string {
    const format = this.#formats.get(style) ?? 'General'
    const number = Number(value)
    if (type === 'Number') return value.trim() !== '' && Number.isFinite(number) ? formatValue(number, format, this.#date1904) : value
    if (type === 'Boolean') return value.trim() === '1' ? 'TRUE' : value.trim() === '0' ? 'FALSE' : value
    return type === 'DateTime' ? this.#date(value, format) : value
  }

  /** "2024-03-01T00:00:00.000"; midnight mostly means a day without a time. */
  #date(value: string, format: string): string {
    const milliseconds = Date.parse(`${value.trim()}Z`)
    if (format === 'General' || Number.isNaN(milliseconds)) return value.trim().replace(/T00:00:00(?:\.0+)?$/, '').replace(/\.0+$/, '').replace('T', ' ')
    const days = (milliseconds - Date.UTC(1899, 11, 30)) / 86_400_000
    return formatValue(this.#date1904 ? days - 1_462 : days, format, this.#date1904)
  }
}

function place(index: string | undefined): number | null {
  const number = Number(index)
  return index !== undefined && Number.isInteger(number) && number > 0 ? number - 1 : null
}

function count(value: string | undefined): number {
  const number = Number(value ?? 0)
  return Number.isInteger(number) && number > 0 ? Math.min(number, bounds.rows) : 0
}
