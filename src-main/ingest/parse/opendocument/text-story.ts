import type { XmlEvents } from '../read-xml-part.ts'
import type { ListCounters } from './list-counters.ts'
import { blankOf } from './open-package.ts'

export interface TextSink {
  heading(level: number, text: string): void
  /** `listDepth` is 0 outside lists. */
  paragraph(text: string, listDepth: number): void
  table(rows: readonly (readonly string[])[]): void
  /** A foot- or endnote or a comment by its name: "Footnote 2", "Comment by Ann". */
  note(name: string, text: string): void
  /** An embedded formula, chart or other object; what is given back stands in the text where the object does. */
  object(folder: string): string
  /** The address of a link that was just read. */
  link?(text: string, address: string): void
  /** How a picture or drawing is described for those who do not see it. */
  picture?(description: string): void
  /** Called for each stretch that was deleted with changes tracked. */
  deletion?(): void
  /** Called for text that is formatted as hidden, or stands in a hidden section. */
  hidden?(): void
}

/** `isNumbered`: counts among the document's headings. */
interface Paragraph { text: string; readonly level: number | null; readonly isNumbered: boolean; readonly boxes: string[] }
/** What a paragraph belongs to: a cell, a note, a comment, a text box. `depths`: of lists, for each line. */
interface Holder { readonly kind: 'cell' | 'note' | 'annotation' | 'box'; readonly lines: string[]; readonly depths: number[]; title: string; readonly repeat: number }

/** Content that was deleted, is not text, or says how something is pronounced. */
const skipped = new Set(['tracked-changes', 'ruby-text', 'binary-data', 'scripts', 'sequence-decls', 'variable-decls', 'event-listeners', 'annotation-end', 'math', 'meta-date-string', 'date-string'])
const maxRepeats = 200

/**
 * Reads the text of an OpenDocument body (ISO/IEC 26300-1, § 4 and § 5) as a stream: headings and lists with their labels,
 * tables, notes and comments. What was deleted with changes tracked is left out, as its readers see it.
 */
export class TextStory implements XmlEvents {
  readonly #sink: TextSink
  readonly #lists: ListCounters
  readonly #parents: string[] = []
  readonly #paragraphs: Paragraph[] = []
  readonly #holders: Holder[] = []
  readonly #tables: string[][][] = []
  readonly #links: { readonly address: string; text: string }[] = []
  /** Of the drawing whose description is being read. */
  #description: string | null = null
  #skipDepth = 0
  /** What is skipped is text that is hidden. */
  #isUnseen = false

  constructor(sink: TextSink, lists: ListCounters) {
    this.#sink = sink
    this.#lists = lists
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#parents.at(-1)
    this.#parents.push(name)
    if (this.#skipDepth > 0 || skipped.has(name) || isDescription(name, parent)) this.#skip(name, parent)
    else if (this.#isHidden(name, attributes, parent)) {
      this.#isUnseen = name !== 'date'
      this.#skip(name, parent)
    }
    else if (name === 'p') this.#paragraphs.push({ text: '', level: this.#lists.levelOfStyle(attributes['style-name'] ?? ''), isNumbered: false, boxes: [] })
    else if (name === 'h') this.#paragraphs.push({ text: '', level: Math.max(1, Math.trunc(Number(attributes['outline-level'] ?? 1)) || 1), isNumbered: true, boxes: [] })
    else if (name === 'list') this.#lists.openList(attributes)
    else if (name === 'list-item') this.#lists.openItem(attributes)
    else if (name === 'table') this.#tables.push([])
    else if (name === 'table-row') this.#tables.at(-1)?.push([])
    else if (name === 'table-cell') this.#hold('cell', '', attributes['number-columns-repeated'])
    else if (name === 'covered-table-cell') this.#tables.at(-1)?.at(-1)?.push('')
    else if (name === 'note') this.#hold('note', attributes['note-class'] === 'endnote' ? 'Endnote' : 'Footnote')
    else if (name === 'annotation') this.#hold('annotation', 'Comment')
    else if (name === 'text-box') this.#hold('box', '')
    else if (name === 'a') this.#links.push({ address: attributes['href'] ?? '', text: '' })
    else if (name === 'object' || name === 'object-ole') this.#write(this.#sink.object(attributes['href'] ?? ''))
    else this.#write(blankOf(name, attributes))
  }

  close(name: string): void {
    this.#parents.pop()
    if (this.#skipDepth > 0) this.#endSkipped()
    else if (name === 'a') this.#endLink()
    else if (name === 'p' || name === 'h') this.#endParagraph()
    else if (name === 'list') this.#lists.closeList()
    else if (name === 'table') this.#endTable()
    else if (name === 'table-cell') this.#endCell()
    else if (name === 'note' || name === 'annotation') this.#endNote()
    else if (name === 'text-box') this.#endBox()
  }

  text(text: string): void {
    if (this.#description !== null) this.#description += text
    if (this.#skipDepth > 0) return void (this.#isUnseen && /[\p{L}\p{N}]/u.test(text) && this.#sink.hidden?.())
    const parent = this.#parents.at(-1)
    const holder = this.#holders.at(-1)
    if (parent === 'note-citation' && holder !== undefined) holder.title += ` ${text}`
    else if (parent === 'creator' && holder?.kind === 'annotation') holder.title = `Comment by ${text}`
    else if (this.#isInParagraph()) this.#write(text.replace(/\s+/g, ' '))
  }

  /** Text between the paragraphs of a note, which stands inside one itself, belongs to neither. */
  #isInParagraph(): boolean {
    return !['note', 'note-body', 'annotation', 'frame', 'text-box', 'creator-initials'].includes(this.#parents.at(-1) ?? '')
  }

  #write(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph !== undefined) paragraph.text += text
    const link = this.#links.at(-1)
    if (link !== undefined) link.text += text
  }

  /** What a reader does not see: hidden sections, styles and fields, and when a comment was written. */
  #isHidden(name: string, attributes: Readonly<Record<string, string>>, parent: string | undefined): boolean {
    if (name === 'date') return parent === 'annotation'
    if (name === 'section') return attributes['display'] === 'none'
    if (name === 'hidden-text') return attributes['is-hidden'] !== 'false'
    return (name === 'span' || name === 'p') && this.#lists.isHidden(attributes['style-name'] ?? '')
  }

  #skip(name: string, parent: string | undefined): void {
    if (this.#skipDepth++ === 0 && name === 'desc' && this.#sink.picture !== undefined) this.#description = ''
    if (name === 'deletion' && parent === 'changed-region') this.#sink.deletion?.()
  }

  #endSkipped(): void {
    if (--this.#skipDepth > 0) return
    this.#isUnseen = false
    if (this.#description === null) return
    this.#sink.picture?.(this.#description)
    this.#description = null
  }

  #endLink(): void {
    const link = this.#links.pop()
    if (link !== undefined) this.#sink.link?.(link.text, link.address)
  }

  #hold(kind: Holder['kind'], title: string, repeat?: string): void {
    this.#holders.push({ kind, lines: [], depths: [], title, repeat: Math.min(maxRepeats, Math.max(1, Math.trunc(Number(repeat ?? 1)) || 1)) })
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (paragraph === undefined) return
    const { level, boxes } = paragraph
    const holder = this.#holders.at(-1)
    const depth = holder === undefined || holder.kind === 'box' || holder.kind === 'cell' ? this.#lists.depth : 0
    const hasText = paragraph.text.trim() !== ''
    const label = !hasText ? '' : depth > 0 ? this.#lists.takeLabel() : level === null || !paragraph.isNumbered || holder !== undefined ? '' : this.#lists.headingLabel(level)
    const text = label === '' ? paragraph.text.trim() : `${label} ${paragraph.text.trim()}`
    if (holder !== undefined) {
      if (hasText) holder.depths[holder.lines.push(text) - 1] = depth
      holder.lines.push(...boxes)
    } else {
      if (hasText && level !== null) this.#sink.heading(level, text)
      else if (hasText) this.#sink.paragraph(text, depth)
      for (const box of boxes) this.#sink.paragraph(box, 0)
    }
  }

  #endCell(): void {
    const cell = this.#holders.pop()
    const [only, ...others] = cell?.lines ?? []
    // Impress makes every cell a list of one.
    const text = others.length === 0 ? (only ?? '').replace(/^• /, '') : [only, ...others].join(' ')
    for (let i = 0; i < (text === '' ? 1 : cell?.repeat ?? 1); i++) this.#tables.at(-1)?.at(-1)?.push(text)
  }

  #endNote(): void {
    const note = this.#holders.pop()
    if (note !== undefined && note.lines.length > 0) this.#sink.note(note.title, note.lines.join('\n'))
  }

  /** A box stands after the paragraph that it is anchored to. */
  #endBox(): void {
    const { lines, depths } = this.#holders.pop() ?? { lines: [], depths: [] }
    const paragraph = this.#paragraphs.at(-1)
    const holder = this.#holders.at(-1)
    if (paragraph !== undefined) paragraph.boxes.push(...lines)
    else if (holder !== undefined) holder.lines.push(...lines)
    else lines.forEach((line, i) => this.#sink.paragraph(line, depths[i] ?? 0))
  }

  #endTable(): void {
    const rows = (this.#tables.pop() ?? []).filter((cells) => cells.some((cell) => cell.trim() !== ''))
    const holder = this.#holders.at(-1)
    if (holder !== undefined) holder.lines.push(...rows.map((cells) => cells.join(' ')))
    else if (rows.every((cells) => cells.length === 1)) for (const text of rows.flat()) this.#sink.paragraph(text, 0)
    else if (rows.length > 0) this.#sink.table(rows)
  }
}

/** The title and description of a drawing, unlike the field that shows the document's title. */
function isDescription(name: string, parent: string | undefined): boolean {
  return (name === 'title' || name === 'desc') && parent !== 'p' && parent !== 'span' && parent !== 'h' && parent !== 'a'
}
