import { canonicalLine } from '../canonical-text.ts'
import { blankOf, type OpenDocumentPackage } from '../opendocument/open-package.ts'
import { readObject } from '../opendocument/read-object.ts'
import { readXmlPart, type PartSource, type XmlEvents } from '../read-xml-part.ts'
import type { CellBudget } from './cell-budget.ts'
import { bounds, type CellNote, type Sheet, type SheetCell, type SheetRow } from './sheet.ts'
import type { Workbook } from './workbook.ts'

interface OpenSheet { readonly name: string; readonly rows: SheetRow[]; readonly notes: CellNote[]; readonly drawn: string[]; nextRow: number }
interface OpenCell { readonly repeat: number; readonly value: string; readonly isValue: boolean; readonly formula: string; readonly lines: string[] }

/** Rows and columns that a repeated cell with something in it is written out for; programs repeat empty ones by the million. */
const maxRepeats = 1_000

/**
 * The sheets of an OpenDocument spreadsheet (ISO/IEC 26300-1, § 9), whose cells keep the text they show. A formula without
 * a kept value shows itself. Covered cells of a merge are left out.
 */
export function readOds({ parts }: OpenDocumentPackage, budget: CellBudget, onAlive: () => void): { sheets: readonly Sheet[]; workbook: Workbook } {
  const reader = new OdsReader(budget, onAlive, (href) => chartTitles(parts, href))
  readXmlPart(parts, 'content.xml', reader)
  return { sheets: reader.sheets, workbook: { hiddenSheets: reader.hiddenSheets, sheetsWithHidden: reader.withHidden.size, missingSheets: 0 } }
}

/** A chart by its titles, since its values stand in cells; '' for anything else. */
function chartTitles(parts: PartSource, href: string): string {
  const object = readObject(parts, href)
  if (object?.kind === 'formula') return object.text
  return object?.kind === 'chart' && object.titles.length > 0 ? `Chart: ${object.titles.join(' · ')}` : ''
}

class OdsReader implements XmlEvents {
  readonly sheets: OpenSheet[] = []
  readonly withHidden = new Set<OpenSheet>()
  hiddenSheets = 0
  readonly #budget: CellBudget
  readonly #onAlive: () => void
  readonly #objectText: (href: string) => string
  readonly #hiddenStyles = new Set<string>()
  readonly #boldStyles = new Set<string>()
  #style = ''
  #tableDepth = 0
  #skipDepth = 0
  #sheet: OpenSheet | null = null
  #cells: SheetCell[] = []
  #rowRepeat = 1
  #nextColumn = 0
  #cell: OpenCell | null = null
  #cellStyle = ''
  #note: string[] | null = null
  #shapes = 0
  #line: string | null = null

  constructor(budget: CellBudget, onAlive: () => void, objectText: (href: string) => string) {
    this.#budget = budget
    this.#onAlive = onAlive
    this.#objectText = objectText
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#skipDepth > 0 || name === 'tracked-changes' || name === 'covered-table-cell') this.#openSkipped(name, attributes)
    else if (name === 'style') this.#style = attributes['name'] ?? ''
    else if (name === 'table-properties' && attributes['display'] === 'false') this.#hiddenStyles.add(this.#style)
    else if (name === 'text-properties' && attributes['font-weight'] === 'bold') this.#boldStyles.add(this.#style)
    else if (name === 'table') this.#openTable(attributes)
    else if (this.#sheet !== null && this.#tableDepth === 1) this.#openInSheet(this.#sheet, name, attributes)
  }

  text(text: string): void {
    if (this.#skipDepth === 0 && this.#line !== null) this.#line += text
  }

  close(name: string): void {
    if (this.#skipDepth > 0) this.#skipDepth--
    else if (name === 'table') { if (--this.#tableDepth === 0) this.#sheet = null }
    else if (this.#sheet === null || this.#tableDepth !== 1) return
    else if (name === 'p') this.#endLine(this.#sheet)
    else if (name === 'annotation') this.#endNote(this.#sheet)
    else if (name === 'shapes') this.#shapes--
    else if (name === 'table-cell') this.#endCell()
    else if (name === 'table-row') this.#endRow(this.#sheet)
  }

  #openSkipped(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#skipDepth++ === 0 && name === 'covered-table-cell') this.#nextColumn += repeats(attributes['number-columns-repeated'])
  }

  #openTable(attributes: Readonly<Record<string, string>>): void {
    if (this.#tableDepth++ > 0) return
    this.sheets.push(this.#sheet = { name: attributes['name'] ?? '', rows: [], notes: [], drawn: [], nextRow: 0 })
    if (this.#hiddenStyles.has(attributes['style-name'] ?? '')) this.hiddenSheets++
  }

  #openInSheet(sheet: OpenSheet, name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'table-row') {
      this.#cells = []
      this.#nextColumn = 0
      this.#rowRepeat = repeats(attributes['number-rows-repeated'])
    } else if (name === 'table-cell') {
      const type = attributes['value-type'] ?? 'string'
      const value = attributes['string-value'] ?? attributes['date-value'] ?? attributes['time-value'] ?? attributes['boolean-value'] ?? attributes['value'] ?? ''
      this.#cellStyle = attributes['style-name'] ?? ''
      this.#cell = { repeat: repeats(attributes['number-columns-repeated']), value, isValue: type !== 'string', formula: attributes['formula'] ?? '', lines: [] }
    } else if (name === 'annotation') this.#note = []
    else if (name === 'shapes') this.#shapes++
    else if (name === 'object') sheet.drawn.push(this.#objectText(attributes['href'] ?? ''))
    else if (name === 'p') this.#line = ''
    else if (this.#line !== null) this.#line += blankOf(name, attributes)
    if ((name === 'table-row' || name === 'table-column') && attributes['visibility'] !== undefined && attributes['visibility'] !== 'visible' && this.#rowRepeat < maxRepeats) this.withHidden.add(sheet)
  }

  #endLine(sheet: OpenSheet): void {
    const line = this.#line ?? ''
    this.#line = null
    if (this.#note !== null) this.#note.push(line)
    else if (this.#shapes > 0) sheet.drawn.push(line)
    else this.#cell?.lines.push(line)
  }

  #endNote(sheet: OpenSheet): void {
    const text = this.#note?.join('\n').trim() ?? ''
    this.#note = null
    if (text !== '') sheet.notes.push({ row: sheet.nextRow, column: this.#nextColumn, text })
  }

  #endCell(): void {
    const cell = this.#cell
    this.#cell = null
    if (cell === null) return
    const shown = canonicalLine(cell.lines.join(' '))
    // "of:=SUM([.A1:.A3])": the prefix names the formula language, brackets and dots its references.
    const text = shown !== '' ? shown : cell.value !== '' ? cell.value : cell.formula.replace(/^\w+:/, '').replace(/\[\.?([^\]]*)\]/g, (_, reference: string) => reference.replaceAll(':.', ':'))
    for (let i = 0; text !== '' && i < Math.min(cell.repeat, maxRepeats); i++) {
      const column = this.#nextColumn + i
      if (column >= bounds.columns || !this.#budget.take(text.length)) break
      this.#cells.push({ column, text, isValue: cell.isValue && shown !== '', bold: this.#boldStyles.has(this.#cellStyle) })
    }
    this.#nextColumn += cell.repeat
  }

  #endRow(sheet: OpenSheet): void {
    const cells = this.#cells
    for (let i = 0; cells.length > 0 && i < Math.min(this.#rowRepeat, maxRepeats); i++) {
      if (sheet.nextRow + i >= bounds.rows || (i > 0 && !cells.every(({ text }) => this.#budget.take(text.length)))) break
      sheet.rows.push({ index: sheet.nextRow + i, cells })
      if (sheet.rows.length % 20_000 === 0) this.#onAlive()
    }
    sheet.nextRow += this.#rowRepeat
  }
}

function repeats(value: string | undefined): number {
  const count = Math.trunc(Number(value ?? 1))
  return Number.isFinite(count) ? Math.min(bounds.rows, Math.max(1, count)) : 1
}
