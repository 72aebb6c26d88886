import type { PageTable, PageWord } from '../../../../src-preload/contract/index.ts'
import { canonicalLine } from '../../parse/canonical-text.ts'
import type { ReadWord } from '../read-word.ts'
import type { Block } from './order-pieces.ts'
import type { Piece } from './pieces.ts'

/** A word in the page's text, with its box still in pixels. */
export interface PlacedWord extends Pick<PageWord, 'start' | 'end'> {
  readonly word: ReadWord
}

export interface ComposedText {
  /** In the canonical form of all stored text. */
  readonly text: string
  readonly words: readonly PlacedWord[]
  readonly tables: PageTable[]
}

/** Puts the page's text together: lines as lines, an empty line between paragraphs and blocks, tables as rows of cells with tabs between. */
export function composePage(blocks: readonly Block[]): ComposedText {
  const writer = new TextWriter()
  for (const block of blocks) {
    if (block.kind === 'table') writer.table(block.table.rows, block.table.columns, block.table.suspect)
    else writer.lines(block.lines)
  }
  return writer
}

class TextWriter implements ComposedText {
  text = ''
  readonly words: PlacedWord[] = []
  readonly tables: PageTable[] = []

  lines(lines: readonly Piece[]): void {
    const spacing = usualSpacing(lines)
    let above: Piece | null = null
    for (const line of lines) {
      this.#add(line.words, above === null || beginsParagraph(above, line, spacing) ? '\n\n' : onOneLine(above, line) ? '\t' : '\n')
      above = line
    }
  }

  table(rows: readonly (readonly (readonly Piece[])[])[], columns: number, suspect: boolean): void {
    const before = this.text.length
    let separator = '\n\n'
    for (const cells of rows) {
      for (const cell of cells) {
        for (const piece of cell) {
          this.#add(piece.words, separator)
          separator = ' '
        }
        separator = separator === ' ' ? '\t' : `${separator}\t`
      }
      separator = '\n'
    }
    const start = before === 0 ? 0 : before + 2
    if (this.text.length > start) this.tables.push({ start, end: this.text.length, rows: rows.length, columns, suspect })
  }

  /** Nothing is written, not even the separator, when no word has letters. */
  #add(words: readonly ReadWord[], separator: string): void {
    let before = this.text === '' ? separator.replace(/^\n+/, '') : separator
    let last: ReadWord | null = null
    for (const word of words) {
      const letters = canonicalLine(word.text)
      if (letters === '') continue
      const [left, right] = [this.text.at(-1) ?? '', letters.at(0) ?? '']
      const joined = before === ' ' && ((withoutSpaces.test(left) && withoutSpaces.test(right)) || (last !== null && hangul.test(left) && hangul.test(right) && !farApart(last, word)))
      last = word
      this.text += joined ? '' : before
      this.words.push({ start: this.text.length, end: this.text.length + letters.length, word })
      this.text += letters
      before = ' '
    }
  }
}

/** Chinese and Japanese are written without spaces between words. */
const withoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\uFF00-\uFFEF]/u

/** Korean has spaces, and its syllables are read one by one: within words they stand up to .3 of their height apart, between words .36 and more. */
const hangul = /\p{Script=Hangul}/u
const spaceOfHeight = 0.33

function farApart(before: ReadWord, after: ReadWord): boolean {
  return after.left - before.right > spaceOfHeight * Math.max(before.bottom - before.top, after.bottom - after.top)
}

function onOneLine(before: Piece, after: Piece): boolean {
  return Math.abs(before.top + before.bottom - after.top - after.bottom) < (before.bottom - before.top) * 0.8
}

/** The usual distance between the middles of two lines, in pixels; 0 when there are too few to tell. */
function usualSpacing(lines: readonly Piece[]): number {
  const steps = lines.slice(1).map((line, i) => middle(line) - middle(lines[i] ?? line)).filter((step) => step > 0).toSorted((a, b) => a - b)
  return steps.length < 3 ? 0 : steps[Math.floor(steps.length / 2)] ?? 0
}

function beginsParagraph(above: Piece, below: Piece, spacing: number): boolean {
  const step = middle(below) - middle(above)
  const height = Math.max(above.bottom - above.top, below.bottom - below.top)
  return spacing > 0 ? step > spacing * 1.4 && step > height : step > height * 2.2
}

function middle({ top, bottom }: Piece): number {
  return (top + bottom) / 2
}
