import type { Heading, PageMethod, PageTable, Place } from '../../../src-preload/contract/index.ts'
import { canonicalLine, canonicalText, isBlank } from './canonical-text.ts'
import type { PageDraft } from './parsed-document.ts'
import { columnCount, tableLines } from './table-lines.ts'

/** Puts together one page whose borders the document itself draws, such as a slide: blocks with empty lines between them. */
export class PageText {
  #text = ''
  readonly #headings: Heading[] = []
  readonly #places: Place[] = []
  readonly #tables: PageTable[] = []

  get isEmpty(): boolean {
    return this.#text === ''
  }

  heading(level: number, raw: string): void {
    const text = canonicalLine(raw)
    if (text !== '') this.#headings.push({ offset: this.#append(text).start, level, text: text.slice(0, 300) })
  }

  /** A paragraph or several; `place` is what the document calls it. `tight` blocks follow without an empty line. */
  block(raw: string, { place = null, tight = false }: { readonly place?: string | null; readonly tight?: boolean } = {}): void {
    const text = canonicalText(raw)
    if (isBlank(text)) return
    const span = this.#append(text, tight ? '\n' : '\n\n')
    if (place !== null) this.#places.push({ ...span, name: place.slice(0, 120) })
  }

  table(rows: readonly (readonly string[])[]): void {
    const lines = tableLines(rows)
    if (lines.length === 0) return
    const span = this.#append(lines.map(({ text }) => text).join('\n'))
    this.#tables.push({ ...span, rows: lines.length, columns: columnCount(rows), suspect: false })
  }

  draft(method: PageMethod): PageDraft {
    return { text: this.#text, method, headings: this.#headings, places: this.#places, tables: this.#tables }
  }

  #append(text: string, separator = '\n\n'): { start: number; end: number } {
    if (this.#text !== '') this.#text += separator
    const start = this.#text.length
    this.#text += text
    return { start, end: this.#text.length }
  }
}
