import { WordNumbering } from '../docx/word-numbering.ts'
import type { ParsedDocument } from '../parsed-document.ts'
import { SectionPages } from '../section-pages.ts'
import { Story, type StorySink } from '../rtf/story.ts'
import { readParagraphRuns, readUnshownRuns, noProperties, type ParagraphProperties, type PropertyRun } from './word-properties.ts'
import { openWordFile, tables, type WordFile } from './word-file.ts'
import { readLists } from './word-lists.ts'
import { readNotes, readPositions, storyStart, type WordNote } from './word-notes.ts'
import { readStyleSheet, type StyleProperties } from './word-style-sheet.ts'
import { WordText } from './word-text.ts'

/**
 * A Word file of 1997 to 2003 as sections: headings, lists with their numbers, tables, notes and comments at the end of the
 * page that refers to them, text boxes, and headers and footers on a last page of their own ([MS-DOC]). Read directly: the
 * library at hand loses tables and headings and never ends on a damaged file.
 * Errors: `document-damaged`, `document-encrypted`, `format-unsupported` for Word 95 and before.
 */
export function parseDoc(bytes: Uint8Array): ParsedDocument {
  const file = openWordFile(bytes)
  const reader = new DocReader(file)
  const pages = new SectionPages('markup')
  const { lengths } = file
  reader.read(0, lengths.body, {
    heading: (level, text) => pages.heading(level, text),
    paragraph: (text, isListItem) => pages.block(text, { tight: isListItem }),
    table: (rows) => pages.table(rows),
  }, ({ kind, number, author, start, end }) => {
    pages.note(kind === 'Comment' ? `Comment${author === '' ? '' : ` by ${author}`}` : `${kind} ${number}`, reader.plain(start, end))
  })
  const boxes = storyStart(lengths, 'boxes')
  pages.block(reader.plain(boxes, boxes + lengths.boxes))
  const margins = new Set(marginSpans(file).map(({ start, end }) => reader.plain(start, end)).filter((text) => text !== ''))
  const marginBoxes = storyStart(lengths, 'marginBoxes')
  const boxText = reader.plain(marginBoxes, marginBoxes + lengths.marginBoxes)
  if (margins.size > 0 || boxText !== '') {
    pages.startPart('Headers and footers')
    for (const text of [...margins, boxText]) pages.block(text, { tight: true })
  }
  return { mediaType: 'doc', pages: pages.finish(), warnings: [], children: [], language: null, thread: null }
}

/** Headers and footers; the first six entries separate notes from the text ([MS-DOC] 2.3.5). */
function marginSpans(file: WordFile): { start: number; end: number }[] {
  const from = storyStart(file.lengths, 'margins')
  const { positions } = readPositions(file, tables.margins, 0)
  return positions.slice(6, -1).map((position, i) => ({ start: from + position, end: from + Math.min(file.lengths.margins, positions[i + 7] ?? 0) }))
}

class DocReader {
  readonly #text: WordText
  readonly #paragraphs: readonly PropertyRun<ParagraphProperties>[]
  readonly #unshown: Uint8Array
  readonly #styleOf: (style: number) => StyleProperties
  readonly #numbering: WordNumbering
  readonly #notes: ReadonlyMap<number, readonly WordNote[]>

  constructor(file: WordFile) {
    this.#text = new WordText(file)
    this.#paragraphs = readParagraphRuns(file)
    this.#unshown = new Uint8Array(this.#text.text.length)
    for (const { from, to } of readUnshownRuns(file)) for (const { start, end } of this.#text.spansBetween(from, to)) this.#unshown.fill(1, start, end)
    this.#styleOf = readStyleSheet(file)
    this.#numbering = new WordNumbering(readLists(file))
    this.#notes = Map.groupBy(readNotes(file), ({ reference }) => reference)
  }

  /** The text between two positions as lines, without notes. */
  plain(start: number, end: number): string {
    const lines: string[] = []
    const add = (text: string): void => { lines.push(text) }
    this.read(start, end, { heading: (_, text) => add(text), paragraph: add, table: (rows) => rows.forEach((cells) => add(cells.join('\t'))) }, () => {})
    return lines.join('\n').trim()
  }

  /** Reads character by character: marks end paragraphs and cells, and enclose fields, of which only the result is shown. */
  read(start: number, end: number, sink: StorySink, onNote: (note: WordNote) => void): void {
    const story = new Story(sink)
    const { text } = this.#text
    // Of each open field, whether its result is being read.
    const fields: boolean[] = []
    const last = Math.min(end, text.length)
    for (let at = start; at < last; at++) {
      const code = text.charCodeAt(at)
      for (const note of this.#notes.get(at) ?? []) onNote(note)
      if (code === 0x13) fields.push(false)
      else if (code === 0x14) fields[fields.length - 1] = true
      else if (code === 0x15) fields.pop()
      else if (code === 0x0d || code === 0x0c || code === 0x07) {
        fields.length = 0
        this.#endParagraph(story, at, code)
      } else if (this.#unshown[at] === 0 && !fields.includes(false)) story.write(shown(code, text[at] ?? ''))
    }
    story.end()
  }

  #endParagraph(story: Story, at: number, code: number): void {
    const properties = this.#propertiesAt(at)
    const style = this.#styleOf(properties.style)
    const listIndex = properties.listIndex ?? style.listIndex ?? 0
    if (listIndex > 0 && listIndex < 0xf800 && story.hasText) story.writeLabel(this.#numbering.next(String(listIndex), properties.listLevel ?? style.listLevel ?? 0))
    if (code === 0x07) {
      if (properties.endsRow) story.endRow()
      else story.endCell()
      return
    }
    const outline = properties.outlineLevel !== null && properties.outlineLevel < 9 ? properties.outlineLevel + 1 : null
    story.endParagraph({ headingLevel: outline ?? style.headingLevel, inTable: properties.tableDepth > 0 })
  }

  #propertiesAt(position: number): ParagraphProperties {
    const offset = this.#text.offsetOf(position)
    let low = 0
    let high = this.#paragraphs.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const run = this.#paragraphs[middle]
      if (run === undefined) break
      if (offset < run.from) high = middle - 1
      else if (offset >= run.to) low = middle + 1
      else return run.value
    }
    return noProperties()
  }
}

/** What a character of Word's own shows; '' for the anchors of pictures, notes and comments. */
function shown(code: number, character: string): string {
  if (code === 0x0b) return '\n'
  if (code === 0x1e) return '-'
  return code < 0x20 && code !== 0x09 ? '' : character
}
