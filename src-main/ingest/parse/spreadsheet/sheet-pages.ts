import type { Heading, PageTable, Place } from '../../../../src-preload/contract/index.ts'
import { canonicalText } from '../canonical-text.ts'
import { cutLongText } from '../cut-long-text.ts'
import type { PageDraft } from '../parsed-document.ts'
import { findBlocks, rowLine, type SheetBlock } from './sheet-blocks.ts'
import { cellName, type CellNote, type Sheet, type SheetRow } from './sheet.ts'

/** A page ends after the row with which it grows beyond this. */
const softPageChars = 4_000
/** A row longer than this is cut. */
const hardPageChars = 12_000
/** Of places and headings, as the contract has them. */
const maxNameChars = { place: 120, heading: 300 }

/**
 * The pages of one sheet, each of about 4,000 characters of whole rows. Every page lists the sheet and, where there is one,
 * the header of the table that goes on at its top at offset 0, so that each passage's heading path names both.
 */
export function sheetPages(sheet: Sheet): PageDraft[] {
  return new SheetWriter(sheet).write()
}

class SheetWriter {
  readonly #sheet: Sheet
  readonly #prefix: string
  readonly #pages: { readonly draft: PageDraft; readonly first: number | null; readonly last: number | null }[] = []
  readonly #notes: Map<number, CellNote[]>
  #text = ''
  #headings: Heading[]
  #header: Heading | null = null
  /** The table that the header names, and the row with which it last ended. */
  #headed: { readonly columns: readonly number[]; lastRow: number } | null = null
  #places: Place[] = []
  #tables: PageTable[] = []
  #pending: CellNote[] = []
  #first: number | null = null
  #last: number | null = null

  constructor(sheet: Sheet) {
    this.#sheet = sheet
    this.#prefix = sheet.name === '' ? '' : `${sheet.name}!`
    this.#notes = Map.groupBy(sheet.notes, ({ row }) => row)
    this.#headings = this.#sheetHeading(0)
  }

  write(): PageDraft[] {
    for (const block of findBlocks(this.#sheet.rows)) this.#block(block)
    this.#header = null
    this.#pending.push(...[...this.#notes.values()].flat())
    for (const text of this.#sheet.drawn.map(canonicalText)) if (text !== '') this.#append(text, '\n\n')
    this.#endPage()
    if (this.#pages.length === 0) return [{ text: '', method: 'none', ...(this.#sheet.name === '' ? {} : { label: this.#sheet.name }), ...(this.#sheet.isMissing === true ? { coverage: 'failed' as const } : {}) }]
    return this.#pages.map(({ draft, first, last }) => ({ ...draft, label: this.#label(first, last) }))
  }

  #block({ rows, columns, headerRow }: SheetBlock): void {
    const goesOn = headerRow === null && this.#continuesTable(rows, columns)
    const hadHeader = this.#header !== null && !goesOn
    if (!goesOn) this.#header = this.#headed = null
    if (this.#text.length > softPageChars) this.#endPage()
    let table: { start: number; rows: number } | null = null
    const endTable = (): void => {
      if (table !== null && columns.length > 1) this.#tables.push({ start: table.start, end: this.#text.length, rows: table.rows, columns: columns.length, suspect: false })
      table = null
    }
    for (const [at, row] of rows.entries()) {
      const line = rowLine(row.cells, columns)
      for (const piece of line.length > hardPageChars ? cutLongText(line, hardPageChars) : [line]) {
        if (this.#text !== '' && this.#text.length + piece.length > softPageChars) {
          endTable()
          this.#endPage()
        }
        const start = this.#append(piece, table === null ? '\n\n' : '\n')
        if (at === 0 && hadHeader && start > 0 && headerRow !== 0) this.#headings.push(...this.#sheetHeading(start))
        if (at === headerRow) {
          this.#openHeader(row, start)
          this.#headed = { columns, lastRow: row.index }
        }
        table ??= { start, rows: 0 }
        table.rows++
        this.#placeRow(row, start)
      }
    }
    endTable()
    if (this.#headed !== null) this.#headed.lastRow = rows.at(-1)?.index ?? this.#headed.lastRow
  }

  /** One empty row within a table sets groups of its rows apart; those below it have the header of the table still. */
  #continuesTable(rows: readonly SheetRow[], columns: readonly number[]): boolean {
    const headed = this.#headed
    if (this.#header === null || headed === null || columns.length < 2 || (rows[0]?.index ?? 0) > headed.lastRow + 2) return false
    return columns.length * 2 > headed.columns.length && columns.every((column) => headed.columns.includes(column))
  }

  #openHeader({ cells }: SheetRow, offset: number): void {
    const text = cells.map((cell) => cell.text).join(' | ').slice(0, maxNameChars.heading)
    this.#header = { offset, level: 2, text }
    this.#headings.push(this.#header)
  }

  #placeRow({ index, cells }: SheetRow, start: number): void {
    const first = cellName(index, cells[0]?.column ?? 0)
    const last = cellName(index, cells.at(-1)?.column ?? 0)
    const name = this.#prefix + (first === last ? first : `${first}:${last}`)
    this.#places.push({ start, end: this.#text.length, name: name.slice(-maxNameChars.place) })
    this.#first = Math.min(this.#first ?? index, index)
    this.#last = Math.max(this.#last ?? index, index)
    this.#pending.push(...(this.#notes.get(index) ?? []))
    this.#notes.delete(index)
  }

  #endPage(): void {
    for (const { row, column, text } of this.#pending.splice(0)) {
      const note = canonicalText(`Note on ${cellName(row, column)}: ${text}`)
      const start = this.#append(note, '\n\n')
      this.#places.push({ start, end: this.#text.length, name: `Note on ${this.#prefix}${cellName(row, column)}`.slice(0, maxNameChars.place) })
    }
    if (this.#text !== '') {
      const draft: PageDraft = { text: this.#text, method: 'markup', headings: this.#headings, places: this.#places, tables: this.#tables }
      this.#pages.push({ draft, first: this.#first, last: this.#last })
    }
    this.#text = ''
    this.#headings = [...this.#sheetHeading(0), ...(this.#header === null ? [] : [{ ...this.#header, offset: 0 }])]
    this.#places = []
    this.#tables = []
    this.#first = null
    this.#last = null
  }

  #sheetHeading(offset: number): Heading[] {
    return this.#sheet.name === '' ? [] : [{ offset, level: 1, text: this.#sheet.name.slice(0, maxNameChars.heading) }]
  }

  /** "Q3", or "Q3, rows 61–120" where the sheet has more than one page. */
  #label(first: number | null, last: number | null): string | null {
    const { name } = this.#sheet
    if (this.#pages.length === 1 || first === null || last === null) return name === '' ? null : name
    const rows = first === last ? `row ${first + 1}` : `rows ${first + 1}–${last + 1}`
    return name === '' ? `R${rows.slice(1)}` : `${name}, ${rows}`
  }

  #append(text: string, separator: string): number {
    if (this.#text !== '') this.#text += separator
    const start = this.#text.length
    this.#text += text
    return start
  }
}
