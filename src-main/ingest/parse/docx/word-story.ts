import type { XmlEvents } from '../read-xml-part.ts'
import { symbolText } from './word-symbols.ts'
import type { WordNumbering } from './word-numbering.ts'
import type { ParagraphStyle } from './word-styles.ts'

/** Where the text of a story goes: the body, a footnote, a header. */
export interface StorySink {
  heading(level: number, text: string): void
  paragraph(text: string, inList: boolean): void
  table(rows: readonly (readonly string[])[]): void
  /** A chart or diagram, by the relationship that leads to it. */
  drawing?(kind: 'chart' | 'diagram', relation: string): void
  /** Called where a note or comment is referred to; `kind` is the element's name without "Reference". */
  reference(kind: 'footnote' | 'endnote' | 'comment', id: string): void
  /** Called before each note or comment of a notes part. */
  noteStart?(id: string, author: string | null): void
}

interface Paragraph { text: string; style: string | null; outline: number | null; listId: string | null; listLevel: number; readonly boxes: string[] }
/** `paragraphDepth` counts the paragraphs that were open where the table began: more than none inside a text box. `spanned`: columns that the open cell takes besides its own. */
interface Table { readonly rows: string[][][]; readonly paragraphDepth: number; spanned: number }

/** Stands for the columns that a row leaves out at its start or that a cell spans, so that every cell stays under its header. */
const padding: string[] = []
/** Word's own bound of columns. */
const maxColumns = 63

/** Content that is not (or no longer) part of the text, or is stored a second time for old programs. */
const skipped = new Set(['del', 'moveFrom', 'Fallback', 'instrText', 'delText', 'rt', 'delInstrText', 'annotation'])

/**
 * Reads WordprocessingML as a stream of events (ECMA-376 part 1, § 17): paragraphs with their list numbers, tables row by
 * row, text boxes after the paragraph that anchors them, equations as their characters, insertions but not deletions.
 */
export class WordStory implements XmlEvents {
  readonly #sink: StorySink
  readonly #styleOf: (styleId: string) => ParagraphStyle
  readonly #numbering: WordNumbering
  readonly #parents: string[] = []
  readonly #paragraphs: Paragraph[] = []
  readonly #tables: Table[] = []
  #skipDepth = 0

  constructor(sink: StorySink, styleOf: (styleId: string) => ParagraphStyle, numbering: WordNumbering) {
    this.#sink = sink
    this.#styleOf = styleOf
    this.#numbering = numbering
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#parents.at(-1)
    this.#parents.push(name)
    if (this.#skipDepth > 0 || skipped.has(name)) {
      this.#skipDepth++
      return
    }
    if (name === 'p') this.#paragraphs.push({ text: '', style: null, outline: null, listId: null, listLevel: 0, boxes: [] })
    else if (name === 'tbl') this.#tables.push({ rows: [], paragraphDepth: this.#paragraphs.length, spanned: 0 })
    else if (name === 'tr') this.#tables.at(-1)?.rows.push([])
    else if (name === 'tc') this.#tables.at(-1)?.rows.at(-1)?.push([])
    else if (name === 'gridBefore') this.#pad(Number(attributes['val']))
    else if (name === 'gridSpan') this.#span(Number(attributes['val']) - 1)
    else if (name === 'footnote' || name === 'endnote' || name === 'comment') this.#startNote(attributes)
    else if (name === 'chart' && parent === 'graphicData') this.#sink.drawing?.('chart', attributes['id'] ?? '')
    else if (name === 'relIds' && parent === 'graphicData') this.#sink.drawing?.('diagram', attributes['dm'] ?? '')
    else this.#openInParagraph(name, attributes, parent)
  }

  close(name: string): void {
    this.#parents.pop()
    if (this.#skipDepth > 0) {
      this.#skipDepth--
      return
    }
    if (name === 'p') this.#endParagraph()
    else if (name === 'tbl') this.#endTable()
    else if (name === 'tc') this.#endCell()
  }

  text(text: string): void {
    if (this.#skipDepth === 0 && this.#parents.at(-1) === 't') this.#write(text)
  }

  #openInParagraph(name: string, attributes: Readonly<Record<string, string>>, parent: string | undefined): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph === undefined) return
    const value = attributes['val'] ?? ''
    if (name === 'pStyle') paragraph.style = value
    else if (name === 'outlineLvl' && parent === 'pPr') paragraph.outline = Number(value)
    else if (name === 'numId') paragraph.listId = value
    else if (name === 'ilvl') paragraph.listLevel = Number(value)
    else if (name === 'tab' && parent === 'r') this.#write('\t')
    else if (name === 'br' || name === 'cr') this.#write('\n')
    else if (name === 'noBreakHyphen') this.#write('-')
    else if (name === 'sym') this.#write(symbolText(attributes['font'] ?? '', attributes['char'] ?? ''))
    else if (name === 'symEx') this.#write(emoji(attributes['char'] ?? ''))
    else if (name === 'footnoteReference') this.#sink.reference('footnote', attributes['id'] ?? '')
    else if (name === 'endnoteReference') this.#sink.reference('endnote', attributes['id'] ?? '')
    else if (name === 'commentReference') this.#sink.reference('comment', attributes['id'] ?? '')
  }

  #startNote(attributes: Readonly<Record<string, string>>): void {
    // Separators between text and notes are stored as notes of their own type.
    if (attributes['type'] !== undefined && attributes['type'] !== 'normal') this.#skipDepth = 1
    else this.#sink.noteStart?.(attributes['id'] ?? '', attributes['author'] ?? null)
  }

  #pad(count: number): void {
    const row = this.#tables.at(-1)?.rows.at(-1)
    for (let i = 0; i < count && row !== undefined && row.length < maxColumns; i++) row.push(padding)
  }

  #span(more: number): void {
    const table = this.#tables.at(-1)
    if (table !== undefined) table.spanned = more
  }

  #endCell(): void {
    this.#pad(this.#tables.at(-1)?.spanned ?? 0)
    this.#span(0)
  }

  #write(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph !== undefined) paragraph.text += text
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (paragraph === undefined) return
    const style = paragraph.style === null ? null : this.#styleOf(paragraph.style)
    const listId = paragraph.listId ?? style?.listId ?? null
    const hasText = paragraph.text.trim() !== ''
    const label = listId === null || !hasText ? '' : this.#numbering.next(listId, paragraph.listId === null ? style?.listLevel ?? 0 : paragraph.listLevel)
    const text = label === '' ? paragraph.text : `${label} ${paragraph.text}`
    const outline = paragraph.outline !== null && paragraph.outline < 9 ? paragraph.outline + 1 : null
    const container = this.#container()
    if (container !== null) container.push(...(hasText ? [text] : []), ...paragraph.boxes)
    else {
      const level = outline ?? style?.headingLevel ?? null
      if (hasText && level !== null) this.#sink.heading(level, text)
      else if (hasText) this.#sink.paragraph(text, label !== '')
      for (const box of paragraph.boxes) this.#sink.paragraph(box, false)
    }
  }

  /** The innermost open table cell or text box, to which a finished paragraph or table belongs; null in the body itself. */
  #container(): string[] | null {
    const table = this.#tables.at(-1)
    if (table !== undefined && table.paragraphDepth === this.#paragraphs.length) return table.rows.at(-1)?.at(-1) ?? null
    return this.#paragraphs.at(-1)?.boxes ?? null
  }

  #endTable(): void {
    const table = this.#tables.pop()
    if (table === undefined) return
    const rows = table.rows.filter((cells) => cells.some((cell) => cell.length > 0))
    const container = this.#container()
    if (container !== null) container.push(...rows.map((cells) => cells.map(cellText).join('\t').trimEnd()))
    else if (rows.every((row) => row.filter((cell) => cell !== padding).length === 1)) {
      // A frame around text, not a table: its paragraphs stay paragraphs.
      for (const text of rows.flat(2)) this.#sink.paragraph(text, false)
    } else this.#sink.table(rows.map((cells) => cells.map(cellText)))
  }
}

/** Line breaks within a cell become spaces. */
function cellText(cell: readonly string[]): string {
  return cell.join(' ').replace(/\s+/g, ' ').trim()
}

/** A character beyond those that old programs know, by its code. */
function emoji(code: string): string {
  const value = Number.parseInt(code, 16)
  return value > 0 && value <= 0x10_ffff ? String.fromCodePoint(value) : ''
}
