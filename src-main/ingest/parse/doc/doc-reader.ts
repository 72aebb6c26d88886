import { addressInField } from '../docx/link-address.ts'
import { WordNumbering } from '../docx/word-numbering.ts'
import { privateText, symbolText } from '../docx/word-symbols.ts'
import { Story, type StorySink } from '../rtf/story.ts'
import { OldWordLists } from './old-word-lists.ts'
import { codePagesOfBytes, readFonts, type WordFont } from './word-fonts.ts'
import type { WordFile } from './word-file.ts'
import { readLists } from './word-lists.ts'
import { readNotes, type WordNote } from './word-notes.ts'
import { noProperties, readCharacterRuns, readParagraphRuns, type CharacterProperties, type ParagraphProperties, type PropertyRun } from './word-properties.ts'
import { readStyleSheet, type StyleProperties } from './word-style-sheet.ts'
import { WordText } from './word-text.ts'

/** What a story refers to. */
export interface DocReferences {
  note(note: WordNote): void
  link(text: string, address: string): void
}

/** A field that is being read: its code, then its result. */
interface Field { code: string; result: string; inResult: boolean }

/** Signs that stand for something else in the text. */
const mark = { field: 0x13, separator: 0x14, fieldEnd: 0x15, cell: 0x07, paragraph: 0x0d, page: 0x0c } as const

/** Reads stories of a Word file by their positions in its text. */
export class DocReader {
  readonly #text: WordText
  readonly #fonts: readonly WordFont[]
  readonly #paragraphs: readonly PropertyRun<ParagraphProperties>[]
  readonly #characters: readonly PropertyRun<CharacterProperties>[]
  readonly #unshown: Uint8Array
  readonly #styleOf: (style: number) => StyleProperties
  readonly #numbering: WordNumbering
  readonly #oldLists = new OldWordLists()
  readonly #notes: ReadonlyMap<number, readonly WordNote[]>
  /** Stretches that were deleted with changes tracked, and are left out. */
  readonly deletions: number
  /** Some of the text that was read so far is formatted as hidden, and left out. */
  hasHidden = false

  constructor(file: WordFile) {
    this.#styleOf = readStyleSheet(file)
    this.#fonts = readFonts(file)
    this.#paragraphs = readParagraphRuns(file)
    this.#characters = readCharacterRuns(file)
    this.#text = new WordText(file, codePagesOfBytes(file, this.#fonts, this.#paragraphs, this.#characters, (style) => this.#styleOf(style).font))
    this.#unshown = new Uint8Array(this.#text.text.length)
    this.deletions = this.#characters.filter(({ from, to, value }) => this.#hide(from, to, value)).length
    this.#numbering = new WordNumbering(readLists(file))
    this.#notes = Map.groupBy(readNotes(file), ({ reference }) => reference)
  }

  /** True for text that was there and was deleted. */
  #hide(from: number, to: number, { isUnshown, isDeleted }: CharacterProperties): boolean {
    const spans = isUnshown ? this.#text.spansBetween(from, to) : []
    for (const { start, end } of spans) this.#unshown.fill(isDeleted ? 2 : 1, start, end)
    return isDeleted && spans.some(({ start, end }) => this.#text.text.slice(start, end).trim() !== '')
  }

  /** The text between two positions as lines, without notes. */
  plain(start: number, end: number): string {
    const lines: string[] = []
    const add = (text: string): void => { lines.push(text) }
    this.read(start, end, { heading: (_, text) => add(text), paragraph: add, table: (rows) => rows.forEach((cells) => add(cells.join('\t'))) }, { note() {}, link() {} })
    return lines.join('\n').trim()
  }

  /** Reads character by character: marks end paragraphs and cells, and enclose fields, of which only the result is shown. */
  read(start: number, end: number, sink: StorySink, references: DocReferences): void {
    const story = new Story(sink)
    const { text } = this.#text
    const fields: Field[] = []
    const last = Math.min(end, text.length)
    for (let at = start; at < last; at++) {
      const code = text.charCodeAt(at)
      for (const note of this.#notes.get(at) ?? []) references.note(note)
      const field = fields.at(-1)
      if (code === mark.field) fields.push({ code: '', result: '', inResult: false })
      else if (code === mark.separator && field !== undefined) field.inResult = true
      else if (code === mark.fieldEnd) endField(fields, references)
      else if (code === mark.paragraph || code === mark.page || code === mark.cell) {
        // A field may hold paragraphs; one that has no result and does not end is not a field.
        if (fields.some(({ inResult }) => !inResult)) fields.length = 0
        this.#endParagraph(story, at, code)
      } else if (field?.inResult === false) field.code += text[at] ?? ''
      else if (this.#unshown[at] === 0 && fields.every(({ inResult }) => inResult)) {
        const shown = this.#shown(at, code)
        story.write(shown)
        if (field !== undefined) field.result += shown
      } else if (this.#unshown[at] === 1) this.hasHidden ||= /[\p{L}\p{N}]/u.test(text[at] ?? '')
    }
    story.end()
  }

  #endParagraph(story: Story, at: number, code: number): void {
    const properties = this.#find(this.#paragraphs, at) ?? noProperties()
    const style = this.#styleOf(properties.style)
    const listIndex = properties.listIndex ?? style.listIndex ?? 0
    if (story.hasText) {
      const label = this.#oldLists.next(properties)
      if (label !== '') story.writeLabel(label)
      else if (listIndex > 0 && listIndex < 0xf800) story.writeLabel(this.#numbering.next(String(listIndex), properties.listLevel ?? style.listLevel ?? 0))
    }
    if (code === mark.cell) {
      if (properties.endsRow) story.endRow()
      else story.endCell()
      return
    }
    const outline = properties.outlineLevel !== null && properties.outlineLevel < 9 ? properties.outlineLevel + 1 : null
    story.endParagraph({ headingLevel: outline ?? style.headingLevel, inTable: properties.tableDepth > 0 })
  }

  /** What a character shows; '' for the anchors of pictures, notes and comments. */
  #shown(at: number, code: number): string {
    if (code === 0x0b) return '\n'
    if (code === 0x1e) return '-'
    const character = this.#text.text[at] ?? ''
    // A bracket stands where a symbol was put in; the private codes are those of symbol fonts.
    if (code !== 0x28 && (code < 0xf000 || code > 0xf0ff)) return code < 0x20 && code !== 0x09 ? '' : character
    const { symbol = null, font = null } = this.#find(this.#characters, at) ?? {}
    if (symbol !== null) return symbolText(this.#fonts[symbol.font]?.name ?? '', symbol.code.toString(16))
    return code === 0x28 ? character : privateText(this.#fonts[font ?? -1]?.name ?? '', code)
  }

  #find<T>(runs: readonly PropertyRun<T>[], position: number): T | null {
    const offset = this.#text.offsetOf(position)
    let low = 0
    let high = runs.length - 1
    while (low <= high) {
      const middle = (low + high) >> 1
      const run = runs[middle]
      if (run === undefined) break
      if (offset < run.from) high = middle - 1
      else if (offset >= run.to) low = middle + 1
      else return run.value
    }
    return null
  }
}

/** What a field shows counts as part of the field around it. */
function endField(fields: Field[], references: DocReferences): void {
  const field = fields.pop()
  if (field === undefined) return
  const outer = fields.at(-1)
  if (outer?.inResult === true) outer.result += field.result
  const address = addressInField(field.code)
  if (address !== '') references.link(field.result, address)
}
