import type { Heading, Page, PageMethod, PageTable, Place } from '../../../src-preload/contract/index.ts'
import { canonicalLine, canonicalText, isBlank } from './canonical-text.ts'
import { cutLongText } from './cut-long-text.ts'
import { columnCount, tableLines } from './table-lines.ts'

/** Characters after which a section without further headings goes on in a new page, at the next paragraph end. */
const softPageChars = 4_000
/** No page is longer than this; a longer paragraph is cut at a line end, sentence end or space. */
const hardPageChars = 12_000
/** Headings of these levels begin a page of their own. */
const pageLevels = 2

/**
 * Turns the blocks of a document without pages (DOCX, HTML, Markdown, text, e-mail) into numbered pages: one per section
 * at headings of level 1–2, or about every 4,000 characters. A page is labelled with its heading. Headings that were
 * opened on an earlier page and still hold are listed at offset 0, so that a heading path needs one page only.
 */
export class SectionPages {
  readonly #method: PageMethod
  readonly #confidence: number
  readonly #pages: Page[] = []
  #label: string | null = null
  #text = ''
  #headings: Heading[] = []
  #open: Heading[] = []
  #notes: { readonly name: string; readonly text: string }[] = []
  #places: Place[] = []
  #tables: PageTable[] = []
  #hasBody = false

  constructor(method: Extract<PageMethod, 'markup' | 'plain'>, confidence = 1) {
    this.#method = method
    this.#confidence = confidence
  }

  /** What the current page is called so far. */
  get label(): string | null {
    return this.#label
  }

  /** A heading; `level` 1 is the topmost. */
  heading(level: number, raw: string): void {
    const text = canonicalLine(raw)
    if (text === '') return
    this.#open = this.#open.filter((open) => open.level < level)
    if ((level <= pageLevels && this.#hasBody) || this.#text.length > softPageChars) this.breakPage()
    const heading = { offset: this.#append(text), level: Math.min(9, Math.max(1, level)), text: text.slice(0, 300) }
    this.#open.push(heading)
    this.#headings.push(heading)
    if (level <= pageLevels || this.#label === null) this.#label = heading.text
  }

  /** A paragraph or a table (rows as lines). `tight` blocks, such as list items, follow the block before without an empty line. */
  block(raw: string, options: { readonly tight?: boolean } = {}): void {
    const text = canonicalText(raw)
    if (isBlank(text)) return
    for (const piece of cutLongText(text, hardPageChars)) {
      if (this.#hasBody && this.#text.length + piece.length > hardPageChars) this.breakPage()
      else if (this.#text.length > softPageChars && !options.tight) this.breakPage()
      this.#append(piece, options.tight === true && this.#hasBody ? '\n' : '\n\n')
      this.#hasBody = true
    }
  }

  /**
   * A table: rows as lines, cells separated by tabs. It is cut between rows where the page would grow too long, and every part
   * is listed as a table of its page; `nameOf` names a row's place.
   */
  table(rows: readonly (readonly string[])[], nameOf?: (row: number) => string): void {
    const lines = tableLines(rows)
    const whole = lines.reduce((total, { text }) => total + text.length + 1, 0)
    if (lines.length > 0 && this.#hasBody && (this.#text.length > softPageChars || this.#text.length + whole > hardPageChars)) this.breakPage()
    const columns = columnCount(rows)
    let part: { start: number; rows: number } | null = null
    const endPart = (): void => {
      if (part !== null) this.#tables.push({ start: part.start, end: this.#text.length, rows: part.rows, columns, suspect: false })
      part = null
    }
    for (const { row, text } of lines) {
      for (const piece of text.length > hardPageChars ? cutLongText(text, hardPageChars) : [text]) {
        if (part !== null && this.#text.length + piece.length > hardPageChars) {
          endPart()
          this.breakPage()
        }
        const start = this.#append(piece, part === null ? '\n\n' : '\n')
        part ??= { start, rows: 0 }
        part.rows++
        if (nameOf !== undefined) this.#places.push({ start, end: this.#text.length, name: nameOf(row).slice(0, 120) })
        this.#hasBody = true
      }
    }
    endPart()
  }

  /** Text that belongs to the current page but not to its flow, stored at the page's end; `name` is "Footnote 3", say, and its place. */
  note(name: string, raw: string): void {
    const text = canonicalText(raw)
    const note = { name: canonicalLine(name), text }
    // A link or a picture that stands on a page twice is noted once.
    if (!isBlank(text) && !this.#notes.some((other) => other.name === note.name && other.text === text)) this.#notes.push(note)
  }

  /** Ends the current page; `label` names the next one until a heading does. */
  breakPage(label: string | null = null): void {
    for (const { name, text } of this.#notes.splice(0)) {
      const start = this.#append(`${name}: ${text}`)
      this.#places.push({ start, end: this.#text.length, name: name.slice(0, 120) })
    }
    if (this.#text !== '') {
      this.#pages.push({
        page: this.#pages.length + 1, label: this.#label, text: this.#text, headings: this.#headings,
        method: this.#method, confidence: this.#confidence, coverage: this.#confidence < 0.6 ? 'partly' : 'text', engine: null, places: this.#places, tables: this.#tables,
      })
    }
    this.#text = ''
    this.#places = []
    this.#tables = []
    this.#hasBody = false
    this.#headings = this.#open.map((heading) => ({ ...heading, offset: 0 }))
    this.#open = [...this.#headings]
    this.#label = label ?? this.#open.at(-1)?.text ?? null
  }

  /** Forgets the headings opened so far: what follows is another document, such as an attachment. */
  startPart(label: string): void {
    this.breakPage()
    this.#open = []
    this.#headings = []
    this.#label = label
  }

  /** All pages, at least one; an empty document has one page without text. */
  finish(): Page[] {
    this.breakPage()
    if (this.#pages.length > 0) return this.#pages
    return [{ page: 1, label: null, text: '', headings: [], method: 'none', confidence: 0, coverage: 'empty', engine: null, places: [], tables: [] }]
  }

  #append(text: string, separator = '\n\n'): number {
    if (this.#text !== '') this.#text += separator
    const offset = this.#text.length
    this.#text += text
    return offset
  }
}
