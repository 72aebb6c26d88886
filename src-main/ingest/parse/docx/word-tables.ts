/** `paragraphDepth` counts the paragraphs that were open where the table began: more than none inside a text box. `spanned`: columns that the open cell takes besides its own. */
interface Table { readonly rows: string[][][]; readonly deleted: Set<string[][]>; readonly paragraphDepth: number; spanned: number }

/** Stands for the columns that a row leaves out at its start or that a cell spans, so that every cell stays under its header. */
export const padding: string[] = []
/** Word's own bound of columns. */
const maxColumns = 63

/** The tables that are open at a point of a Word document; cells hold the texts of their paragraphs. */
export class WordTables {
  readonly #open: Table[] = []

  get depth(): number {
    return this.#open.length
  }

  openTable(paragraphDepth: number): void {
    this.#open.push({ rows: [], deleted: new Set(), paragraphDepth, spanned: 0 })
  }

  /** True for an element that says how a table is built. */
  open(name: string, attributes: Readonly<Record<string, string>>): boolean {
    const table = this.#open.at(-1)
    if (name === 'tr') table?.rows.push([])
    else if (name === 'tc') table?.rows.at(-1)?.push([])
    else if (name === 'gridBefore') this.#pad(Number(attributes['val']))
    else if (name === 'gridSpan' && table !== undefined) table.spanned = Number(attributes['val']) - 1
    else return false
    return true
  }

  endCell(): void {
    const table = this.#open.at(-1)
    if (table === undefined) return
    this.#pad(table.spanned)
    table.spanned = 0
  }

  /** The cell to which a paragraph belongs that ends inside so many others; null when it stands in none. */
  cellAt(paragraphDepth: number): string[] | null {
    const table = this.#open.at(-1)
    return table?.paragraphDepth === paragraphDepth ? table.rows.at(-1)?.at(-1) ?? null : null
  }

  /** The open row was deleted with changes tracked. */
  deleteRow(): void {
    const table = this.#open.at(-1)
    const row = table?.rows.at(-1)
    if (row !== undefined) table?.deleted.add(row)
  }

  /** Rows of the innermost table that have something in them; `onDeleted` is called for each of them that was deleted. */
  closeTable(onDeleted: () => void): string[][][] | null {
    const table = this.#open.pop()
    if (table === undefined) return null
    const written = table.rows.filter((cells) => cells.some((cell) => cell.length > 0))
    for (const row of written) if (table.deleted.has(row)) onDeleted()
    return written.filter((row) => !table.deleted.has(row))
  }

  #pad(count: number): void {
    const row = this.#open.at(-1)?.rows.at(-1)
    for (let i = 0; i < count && row !== undefined && row.length < maxColumns; i++) row.push(padding)
  }
}

/** Line breaks within a cell become spaces. */
export function cellText(cell: readonly string[]): string {
  return cell.join(' ').replace(/\s+/g, ' ').trim()
}

/** Whether a property that can be switched off is on (ECMA-376 part 1, § 22.9.2.7). */
export function isOn(value: string | undefined): boolean {
  return value === undefined || !/^(?:0|false|off)$/.test(value)
}
