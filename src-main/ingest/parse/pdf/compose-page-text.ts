import type { PageTable } from '../../../../src-preload/contract/index.ts'
import { canonicalText } from '../canonical-text.ts'
import { findColumnBlocks, type ColumnBlock } from './find-page-tables.ts'
import { partByRuledTables } from './find-ruled-tables.ts'
import type { PageRules } from './find-rules.ts'
import { joinWords, type PdfLine, type PdfWord } from './page-lines.ts'

/** A line of the page's text that may be a heading. `offset` points into the composed text. */
export interface LargeLine { readonly offset: number; readonly text: string; readonly fontSize: number }

export interface ComposedPage {
  readonly text: string
  readonly lines: readonly LargeLine[]
  readonly tables: readonly PageTable[]
}

/**
 * Puts lines together into page text: pieces on one baseline (sub- and superscripts, table cells) become one line, a gap
 * clearly larger than the page's line spacing becomes an empty line, every other line end stays a line end. Rows of a table
 * follow each other line by line, with a tab between cells, empty ones included.
 */
export function composePageText(source: readonly PdfLine[], rules: PageRules = { across: [], down: [] }): ComposedPage {
  const page = new PageWriter()
  for (const part of partByRuledTables(source, rules)) {
    if ('lines' in part) composeLines(page, joinBaselines(part.lines))
    else page.rows(part.table.rows, part.table.fontSize)
  }
  return page.finish()
}

function composeLines(page: PageWriter, rows: readonly PdfLine[]): void {
  const spacing = lineSpacing(rows)
  let index = 0
  for (const block of [...findColumnBlocks(rows), null]) {
    for (; index < (block?.from ?? rows.length); index++) page.write(rows[index], separator(rows, index, spacing))
    if (block === null) break
    const first = rows[block.from]
    page.block(block, first, separator(rows, index, spacing))
    index = block.to
  }
}

const separator = (rows: readonly PdfLine[], index: number, spacing: number): '\n' | '\n\n' => {
  const [above, below] = [rows[index - 1], rows[index]]
  // What follows on a table begins anew.
  return above === undefined || (below !== undefined && beginsParagraph(above, below, spacing)) ? '\n\n' : '\n'
}

class PageWriter {
  #text = ''
  readonly #lines: LargeLine[] = []
  readonly #tables: PageTable[] = []

  write(row: PdfLine | undefined, before: '\n' | '\n\n'): void {
    if (row !== undefined) this.#line(row.text, row.fontSize, before)
  }

  rows(rows: readonly (readonly string[])[], fontSize: number): void {
    this.block({ kind: 'table', from: 0, to: 0, lines: rows.map((cells) => cells.join('\t')), columns: rows[0]?.length ?? 0 }, { fontSize }, '\n\n')
  }

  block({ kind, lines, columns }: ColumnBlock, first: Pick<PdfLine, 'fontSize'> | undefined, before: '\n' | '\n\n'): void {
    let start = -1
    let rows = 0
    for (const [i, line] of lines.entries()) {
      const offset = this.#line(line, first?.fontSize ?? 0, i === 0 ? before : '\n')
      if (offset === null) continue
      rows++
      if (start < 0) start = offset
    }
    if (kind !== 'columns-of-text' && rows > 0) this.#tables.push({ start, end: this.#text.length, rows, columns, suspect: kind === 'suspect' })
  }

  /** Adds a line; its offset, or null when nothing of it is to be seen. */
  #line(raw: string, fontSize: number, before: '\n' | '\n\n'): number | null {
    const line = canonicalText(plainLetters(raw))
    if (line.trim() === '') return null
    if (this.#text !== '') this.#text += before
    const offset = this.#text.length
    this.#lines.push({ offset, text: line, fontSize: Math.round(fontSize * 2) / 2 })
    this.#text += line
    return offset
  }

  finish(): ComposedPage {
    return { text: this.#text, lines: this.#lines, tables: this.#tables }
  }
}

function joinBaselines(source: readonly PdfLine[]): PdfLine[] {
  const rows: PdfLine[] = []
  for (const line of source) {
    const row = rows.at(-1)
    if (row === undefined || !continuesRow(row, line)) {
      rows.push({ ...line })
      continue
    }
    const gap = line.startX - row.endX
    const size = Math.max(row.fontSize, line.fontSize)
    const separator = gap > size * 1.8 ? '\t' : gap > size * 0.12 ? ' ' : ''
    const larger = line.fontSize > row.fontSize * 1.2 && row.text.length <= 3 ? line : row
    const words = joinedWords(row.words, line.words, separator)
    rows[rows.length - 1] = { ...row, text: joinWords(words), words, endX: line.endX, y: larger.y, fontSize: larger.fontSize }
  }
  return rows
}

function joinedWords(before: readonly PdfWord[], after: readonly PdfWord[], separator: '' | ' ' | '\t'): PdfWord[] {
  const [last, next] = [before.at(-1), after[0]]
  if (last === undefined || next === undefined) return [...before, ...after]
  if (separator !== '') return [...before, { ...next, tab: separator === '\t' }, ...after.slice(1)]
  return [...before.slice(0, -1), { ...last, text: last.text + next.text, endX: Math.max(last.endX, next.endX) }, ...after.slice(1)]
}

/** The same visual line goes on: nearly the same baseline, further along it. A hyphen at a line's end ends it for sure. */
function continuesRow(row: PdfLine, line: PdfLine): boolean {
  const size = Math.max(row.fontSize, line.fontSize)
  if (size <= 0 || Math.abs(row.angle - line.angle) > 0.05) return false
  return Math.abs(row.y - line.y) < size * 0.45 && line.startX >= row.endX - size * 0.3
}

/** The usual distance between two baselines of this page, in points; 0 when there are too few lines to tell. */
function lineSpacing(rows: readonly PdfLine[]): number {
  const steps: number[] = []
  for (let i = 1; i < rows.length; i++) {
    const [above, below] = [rows[i - 1], rows[i]]
    if (above === undefined || below === undefined || above.angle !== below.angle) continue
    const step = above.y - below.y
    if (step > 0 && step < Math.max(above.fontSize, below.fontSize) * 3) steps.push(step)
  }
  steps.sort((a, b) => a - b)
  return steps.length < 3 ? 0 : steps[Math.floor(steps.length / 2)] ?? 0
}

function beginsParagraph(above: PdfLine, below: PdfLine, spacing: number): boolean {
  if (above.angle !== below.angle) return true
  const size = Math.max(above.fontSize, below.fontSize)
  const step = above.y - below.y
  // Up again: the next column or a box beside. A sentence that runs over the column's end is not torn apart.
  if (step < -size) return /[.:;!?…"”»)\]]$/.test(above.text) || /^[\p{Lu}\d•–-]/u.test(below.text)
  if (spacing > 0 && step > spacing * 1.4 && step > size * 1.35) return true
  if (spacing === 0 && step > size * 2) return true
  return Math.abs(above.fontSize - below.fontSize) > size * 0.15 && step > size * 0.8
}

const ligatures: Readonly<Record<string, string>> = { ﬀ: 'ff', ﬁ: 'fi', ﬂ: 'fl', ﬃ: 'ffi', ﬄ: 'ffl', ﬅ: 'st', ﬆ: 'st' }

/** Typographic ligatures as the letters they stand for, so that words are found; dot leaders are no table cells. */
function plainLetters(text: string): string {
  return text.replace(/([.·_])\t(?=[.·_])/g, '$1 ').replace(/[\uFB00-\uFB06]/g, (ligature) => ligatures[ligature] ?? ligature)
}
