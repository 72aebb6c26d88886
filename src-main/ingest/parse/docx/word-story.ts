import type { XmlEvents } from '../read-xml-part.ts'
import { WordEquation } from './word-equation.ts'
import { formElements, WordFields } from './word-fields.ts'
import type { WordNumbering } from './word-numbering.ts'
import type { WordStyle } from './word-styles.ts'
import { privateText, symbolText } from './word-symbols.ts'
import { cellText, isOn, padding, WordTables } from './word-tables.ts'

/** Where the text of a story goes: the body, a footnote, a header. */
export interface StorySink {
  heading(level: number, text: string): void
  paragraph(text: string, inList: boolean): void
  table(rows: readonly (readonly string[])[]): void
  /** A chart or diagram, or a part with text of another format, by the relationship that leads to it. */
  drawing?(kind: 'chart' | 'diagram' | 'foreign', relation: string): void
  /** Called where a note or comment is referred to; `kind` is the element's name without "Reference". */
  reference(kind: 'footnote' | 'endnote' | 'comment', id: string): void
  /** Called before each note or comment of a notes part. */
  noteStart?(id: string, author: string | null): void
  /** The address of a link: as a field says it, or the relationship that leads to it. */
  link?(text: string, address: string): void
  /** How a picture is described for those who do not see it. */
  picture?(description: string): void
  /** Called for each stretch that was deleted with changes tracked. */
  deletion?(): void
  /** Called for text that is formatted as hidden. */
  hidden?(): void
}

interface Paragraph {
  text: string; style: string | null; outline: number | null; listId: string | null; listLevel: number | null; readonly boxes: string[]
  /** Joined to the next paragraph: a large first letter, or a paragraph whose end was deleted. */
  isJoined: boolean
}

/** Content that is not (or no longer) part of the text, or is stored a second time for old programs. */
const skipped = new Set(['del', 'moveFrom', 'Fallback', 'delText', 'rt', 'delInstrText', 'annotation'])

/**
 * Reads WordprocessingML as a stream of events (ECMA-376 part 1, § 17): paragraphs with their list numbers, tables row by
 * row, text boxes after the paragraph that anchors them, equations in one line, insertions but not deletions.
 */
export class WordStory implements XmlEvents {
  readonly #sink: StorySink
  readonly #styleOf: (styleId: string) => WordStyle
  readonly #numbering: WordNumbering
  readonly #parents: string[] = []
  readonly #paragraphs: Paragraph[] = []
  readonly #tables = new WordTables()
  readonly #fields: WordFields
  /** What a paragraph without an end of its own hands to the next. */
  #joined = ''
  #equation: WordEquation | null = null
  #run = { isHidden: false, font: '' }
  #skipDepth = 0
  #isDeletion = false

  constructor(sink: StorySink, styleOf: (styleId: string) => WordStyle, numbering: WordNumbering) {
    this.#sink = sink
    this.#styleOf = styleOf
    this.#numbering = numbering
    this.#fields = new WordFields((text, address) => sink.link?.(text, address))
  }

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    const parent = this.#parents.at(-1)
    this.#parents.push(name)
    if (this.#skipDepth > 0 || skipped.has(name)) return this.#skip(name, parent)
    if (this.#equation !== null && name !== 'r' && parent !== 'r') this.#equation.open(name, attributes)
    else if (name === 'p') this.#paragraphs.push({ text: '', style: null, outline: null, listId: null, listLevel: null, boxes: [], isJoined: false })
    else if (name === 'tbl') this.#openTable()
    else if (this.#tables.open(name, attributes)) return
    else if (name === 'footnote' || name === 'endnote' || name === 'comment') this.#startNote(attributes)
    else if (name === 'chart' && parent === 'graphicData') this.#sink.drawing?.('chart', attributes['id'] ?? '')
    else if (name === 'relIds' && parent === 'graphicData') this.#sink.drawing?.('diagram', attributes['dm'] ?? '')
    else if (name === 'altChunk') this.#sink.drawing?.('foreign', attributes['id'] ?? '')
    else if (name === 'hyperlink') this.#fields.openLink(attributes['id'] ?? '')
    else this.#openInParagraph(name, attributes, parent)
  }

  close(name: string): void {
    this.#parents.pop()
    if (this.#skipDepth > 0) {
      this.#skipDepth--
      if (this.#skipDepth === 0 && this.#isDeletion) this.#sink.deletion?.()
      if (this.#skipDepth === 0) this.#isDeletion = false
      return
    }
    if (this.#equation !== null) this.#closeInEquation(name)
    else if (name === 'p') this.#endParagraph()
    else if (name === 'tbl') this.#endTable()
    else if (name === 'tc') this.#tables.endCell()
    else if (name === 'hyperlink') this.#fields.close()
    else if (name === 'r') this.#run = { isHidden: false, font: '' }
    if (this.#parents.length <= 1) this.#endJoined()
  }

  text(text: string): void {
    const parent = this.#parents.at(-1)
    if (parent === 'delText' && text.trim() !== '') this.#isDeletion = true
    if (this.#skipDepth > 0) return
    if (parent === 't' && this.#equation !== null) this.#equation.write(text)
    else if (parent === 't') this.#write(text.replace(/[\uf000-\uf0ff]/g, (sign) => privateText(this.#run.font, sign.charCodeAt(0))))
    else if (parent === 'instrText') this.#fields.code(text)
  }

  #skip(name: string, parent: string | undefined): void {
    this.#skipDepth++
    // The end of the paragraph itself was deleted: what follows goes on in it.
    const paragraph = this.#paragraphs.at(-1)
    if (name === 'del' && parent === 'trPr') this.#tables.deleteRow()
    if (name === 'del' && parent === 'rPr' && this.#parents.at(-3) === 'pPr' && paragraph !== undefined) paragraph.isJoined = true
  }

  #openInParagraph(name: string, attributes: Readonly<Record<string, string>>, parent: string | undefined): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph === undefined) return
    const value = attributes['val'] ?? ''
    const isOfRun = parent === 'rPr' && this.#parents.at(-3) === 'r'
    if (name === 'pStyle') paragraph.style = value
    else if (name === 'outlineLvl' && parent === 'pPr') paragraph.outline = Number(value)
    else if (name === 'numId' && parent === 'numPr') paragraph.listId = value
    else if (name === 'ilvl' && parent === 'numPr') paragraph.listLevel = Number(value)
    else if (name === 'framePr') paragraph.isJoined ||= (attributes['dropCap'] ?? 'none') !== 'none'
    else if (name === 'vanish' && isOfRun) this.#run.isHidden = isOn(attributes['val'])
    else if (name === 'rStyle' && isOfRun) this.#run.isHidden = this.#styleOf(value).isHidden
    else if (name === 'rFonts' && isOfRun) this.#run.font = attributes['ascii'] ?? attributes['hAnsi'] ?? ''
    else if (name === 'fldChar') this.#write(this.#fields.mark(attributes['fldCharType'] ?? ''))
    else if (formElements.has(name)) this.#fields.form(name, attributes['val'], parent)
    else if (name === 'oMath') {
      this.#equation = new WordEquation()
      this.#equation.open(name, attributes)
    } else if ((name === 'tab' && parent === 'r') || name === 'ptab') this.#write('\t')
    else if (name === 'br' || name === 'cr') this.#write('\n')
    else if (name === 'noBreakHyphen') this.#write('-')
    else if (name === 'sym') this.#write(symbolText(attributes['font'] ?? '', attributes['char'] ?? ''))
    else if (name === 'symEx') this.#write(emoji(attributes['char'] ?? ''))
    else if (name === 'footnoteReference') this.#sink.reference('footnote', attributes['id'] ?? '')
    else if (name === 'endnoteReference') this.#sink.reference('endnote', attributes['id'] ?? '')
    else if (name === 'commentReference') this.#sink.reference('comment', attributes['id'] ?? '')
    else if (name === 'docPr') this.#sink.picture?.(attributes['descr'] ?? '')
    else if (name === 'shape') this.#sink.picture?.(attributes['alt'] ?? '')
    else if (name === 'textpath' && (attributes['string'] ?? '').trim() !== '') paragraph.boxes.push(attributes['string'] ?? '')
  }

  #openTable(): void {
    if (this.#paragraphs.length === 0) this.#endJoined()
    this.#tables.openTable(this.#paragraphs.length)
  }

  /** Writes what waits for a paragraph that does not come. */
  #endJoined(): void {
    if (this.#joined.trim() !== '') this.#sink.paragraph(this.#joined, false)
    this.#joined = ''
  }

  #closeInEquation(name: string): void {
    const whole = this.#equation?.close(name) ?? null
    if (whole === null) return
    this.#equation = null
    this.#write(whole)
  }

  #startNote(attributes: Readonly<Record<string, string>>): void {
    // Separators between text and notes are stored as notes of their own type.
    if (attributes['type'] !== undefined && attributes['type'] !== 'normal') this.#skipDepth = 1
    else this.#sink.noteStart?.(attributes['id'] ?? '', attributes['author'] ?? null)
  }

  #write(text: string): void {
    const paragraph = this.#paragraphs.at(-1)
    if (paragraph === undefined || text === '' || !this.#fields.isShown) return
    if (this.#run.isHidden) return void (/[\p{L}\p{N}]/u.test(text) && this.#sink.hidden?.())
    paragraph.text += text
    this.#fields.shown(text)
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop()
    if (paragraph === undefined) return
    const isOutermost = this.#paragraphs.length === 0
    if (isOutermost) this.#fields.dropCodes()
    if (isOutermost && paragraph.isJoined && this.#tables.depth === 0 && paragraph.boxes.length === 0) {
      this.#joined += paragraph.text
      return
    }
    const own = isOutermost ? this.#joined + paragraph.text : paragraph.text
    if (isOutermost) this.#joined = ''
    const style = paragraph.style === null ? null : this.#styleOf(paragraph.style)
    const listId = paragraph.listId ?? style?.listId ?? null
    const hasText = own.trim() !== ''
    // An empty paragraph of a list has its number too.
    const styleLevel = (): number => style?.listLevel ?? this.#numbering.levelOfStyle(listId ?? '', paragraph.style ?? '')
    const label = listId === null ? '' : this.#numbering.next(listId, paragraph.listLevel ?? styleLevel())
    const text = label === '' ? own : `${label} ${own}`
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
    return this.#tables.cellAt(this.#paragraphs.length) ?? this.#paragraphs.at(-1)?.boxes ?? null
  }

  #endTable(): void {
    const rows = this.#tables.closeTable(() => this.#sink.deletion?.())
    if (rows === null) return
    const container = this.#container()
    if (container !== null) container.push(...rows.map((cells) => cells.map(cellText).join('\t').trimEnd()))
    else if (rows.every((row) => row.filter((cell) => cell !== padding).length === 1)) {
      // A frame around text, not a table: its paragraphs stay paragraphs.
      for (const text of rows.flat(2)) this.#sink.paragraph(text, false)
    } else this.#sink.table(rows.map((cells) => cells.map(cellText)))
  }
}

/** A character beyond those that old programs know, by its code. */
function emoji(code: string): string {
  const value = Number.parseInt(code, 16)
  return value > 0 && value <= 0x10_ffff ? String.fromCodePoint(value) : ''
}
