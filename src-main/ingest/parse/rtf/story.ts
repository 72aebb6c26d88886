/** Where a story's paragraphs and tables go. */
export interface StorySink {
  heading(level: number, text: string): void
  paragraph(text: string, isListItem: boolean): void
  table(rows: readonly (readonly string[])[]): void
}

export interface ParagraphForm { readonly headingLevel: number | null; readonly inTable: boolean }

/** Puts the text of one story together: the body, a note, a header. Cells and rows end where the file says so. */
export class Story {
  readonly #sink: StorySink
  #text = ''
  #label = ''
  #cell: string[] = []
  #row: string[] = []
  #rows: string[][] = []

  constructor(sink: StorySink) {
    this.#sink = sink
  }

  /** True when the paragraph that is being written has something in it. */
  get hasText(): boolean {
    return this.#text.trim() !== ''
  }

  write(text: string): void {
    this.#text += text
  }

  /** The number or bullet of the list item that begins. */
  writeLabel(text: string): void {
    this.#label += text
  }

  endParagraph({ headingLevel, inTable }: ParagraphForm): void {
    const label = this.#label.replace(/\s+/g, ' ').trim()
    const text = this.#takeText()
    if (inTable) {
      if (text !== '') this.#cell.push(text)
      return
    }
    this.#endTable()
    if (text === '') return
    if (headingLevel !== null) this.#sink.heading(headingLevel, text)
    else this.#sink.paragraph(text, label !== '')
  }

  endCell(): void {
    const text = this.#takeText()
    if (text !== '') this.#cell.push(text)
    this.#row.push(this.#cell.splice(0).join(' '))
  }

  /** A row of a table within a cell, which stays inside the cell as a line. */
  endNestedCell(): void {
    const text = this.#takeText()
    if (text !== '') this.#cell.push(text)
  }

  endRow(): void {
    if (this.#row.length > 0) this.#rows.push(this.#row)
    this.#row = []
  }

  end(): void {
    if (this.#cell.length > 0 || (this.#row.length > 0 && this.#text.trim() !== '')) this.endCell()
    this.endRow()
    this.endParagraph({ headingLevel: null, inTable: false })
  }

  #takeText(): string {
    const label = this.#label.replace(/\s+/g, ' ').trim()
    const text = this.#text.trim()
    this.#text = ''
    this.#label = ''
    return label === '' || text === '' ? text : `${symbolLabel(label)} ${text}`
  }

  #endTable(): void {
    if (this.#cell.length > 0) this.endCell()
    this.endRow()
    const rows = this.#rows.filter((cells) => cells.some((cell) => cell !== ''))
    this.#rows = []
    // A frame around text, not a table.
    if (rows.every((cells) => cells.length === 1)) for (const text of rows.flat()) this.#sink.paragraph(text, false)
    else this.#sink.table(rows)
  }
}

/** Bullets are written in symbol fonts, whose characters mean nothing without them. */
function symbolLabel(label: string): string {
  return /^[\p{L}\p{N}([]/u.test(label) && !/^o$/.test(label) ? label : '•'
}
