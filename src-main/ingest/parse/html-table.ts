/** Wider and longer spans are not padded further: a short file must not unfold to a long one. */
const maxSpan = 30
const maxRowSpan = 1_000
/** In columns beyond this cells from above are forgotten; real tables have a hundred columns at most. */
const maxColumns = 200

/** The rows of an HTML table while they are read, cells that span columns or rows holding their place with empty cells. */
export class HtmlTable {
  readonly rows: string[][] = []
  isLayout: boolean
  /** Columns that the last cell takes besides its own. */
  #spanned = 0
  /** By column: in how many rows to come a cell from above takes it. */
  readonly #taken: number[] = []

  constructor(isLayout: boolean) {
    this.isLayout = isLayout
  }

  /** The row that cells are added to; undefined before the first cell of a row. */
  get row(): string[] | undefined {
    const row = this.rows.at(-1)
    return row === undefined || row.length === 0 ? undefined : row
  }

  openRow(): void {
    const last = this.rows.at(-1)
    if (last !== undefined) for (let column = last.length + this.#spanned; column < this.#taken.length; column++) this.#taken[column] = Math.max(0, (this.#taken[column] ?? 0) - 1)
    this.rows.push([])
    this.#spanned = 0
  }

  /** A cell that spans comes first of what it takes, so that the cells after it stay under their headers. */
  openCell({ colspan, rowspan }: Readonly<Record<string, string>>): void {
    if (this.rows.length === 0) this.rows.push([])
    const row = this.rows.at(-1) ?? []
    for (; this.#spanned > 0; this.#spanned--) row.push('')
    for (let left = this.#taken[row.length] ?? 0; left > 0; left = this.#taken[row.length] ?? 0) {
      this.#taken[row.length] = left - 1
      row.push('')
    }
    const wide = span(colspan, maxSpan)
    const deep = span(rowspan, maxRowSpan) - 1
    if (deep > 0) for (let column = row.length; column < Math.min(maxColumns, row.length + wide); column++) this.#taken[column] = deep
    row.push('')
    this.#spanned = wide - 1
  }
}

const span = (stated: string | undefined, most: number): number => Math.min(most, Math.max(1, Math.trunc(Number(stated)) || 1))
