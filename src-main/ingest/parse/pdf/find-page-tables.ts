import { joinWords, type PdfLine, type PdfWord } from './page-lines.ts'

/** Rows of a page that stand in columns. `from` and `to` (exclusive) count the page's rows. */
export interface ColumnBlock {
  readonly from: number
  readonly to: number
  /** `columns-of-text`: newspaper columns whose lines were read across. `suspect`: cells that could not be put into columns. */
  readonly kind: 'table' | 'suspect' | 'columns-of-text'
  /** What takes the place of the rows: cells separated by tabs, or the columns' lines one column after the other. */
  readonly lines: readonly string[]
  readonly columns: number
}

interface Interval { readonly start: number; readonly end: number }

/** Widths in font sizes. A space between words has 0.25 to 0.35, in justified text up to 0.8. */
const wideGap = 0.8
const leastGutter = 0.45
const minRows = 3

/**
 * Finds tables by the white gutters that run down through their rows, whatever the gaps in one row alone, as a reader's eye
 * does. Gutters of prose do not line up over three rows.
 */
export function findColumnBlocks(rows: readonly PdfLine[]): ColumnBlock[] {
  const blocks: ColumnBlock[] = []
  for (let from = 0; from < rows.length;) {
    const to = regionEnd(rows, from)
    const region = rows.slice(from, to)
    const found = to - from >= 2 ? readRegion(region) : null
    if (found !== null) blocks.push({ from, to, ...found })
    from = Math.max(to, from + 1)
  }
  return blocks
}

/** How far rows with wide gaps go on from `from`; up to two rows between them may be parts of one cell or a line across. */
function regionEnd(rows: readonly PdfLine[], from: number): number {
  let end = from
  for (let i = from, plain = 0; i < rows.length && plain <= 2; i++) {
    const [row, above] = [rows[i], rows[i - 1]]
    if (row === undefined) break
    if (i > from && above !== undefined && (row.angle !== above.angle || row.y >= above.y || above.y - row.y > Math.max(row.fontSize, above.fontSize) * 5)) break
    if (hasWideGap(row)) {
      end = i + 1
      plain = 0
    } else if (i === from) break
    else plain++
  }
  return end
}

function hasWideGap(row: PdfLine): boolean {
  // Dots that lead to a page number are no gap, and a bullet before a line is no cell.
  if (/(?:[.·_]\s?){4,}/.test(row.text)) return false
  return row.words.some((word, i) => i > 0 && !(i === 1 && isMark(row.words[0])) && gapBefore(row, i) > row.fontSize * wideGap && word.text !== '')
}

const isMark = (word: PdfWord | undefined): boolean => word !== undefined && /^(?:[•▪◦‣·–—*-]|\(?[\dA-Za-z]{1,3}[.)])$/.test(word.text)

function gapBefore(row: PdfLine, index: number): number {
  const [before, word] = [row.words[index - 1], row.words[index]]
  return before === undefined || word === undefined ? 0 : word.startX - before.endX
}

function readRegion(region: readonly PdfLine[]): Pick<ColumnBlock, 'kind' | 'lines' | 'columns'> | null {
  const marked = region.filter(hasWideGap)
  if (marked.length < minRows) return null
  const size = median(marked.map(({ fontSize }) => fontSize))
  const columns = findColumns(marked, size)
  if (columns.length < 2) return scattered(region)
  const cells = region.map((row) => cellsOf(row, columns))
  const torn = marked.filter((row) => cellsOf(row, columns).some((cell) => cell.some((word, i) => i > 0 && word.startX - (cell[i - 1]?.endX ?? 0) > size * 1.8))).length
  if (isProse(region, cells, columns, size)) {
    const lines = columns.flatMap((_column, at) => cells.map((row) => text(row[at] ?? [])).filter((line) => line !== ''))
    return { kind: 'columns-of-text', lines, columns: columns.length }
  }
  if (torn > Math.max(1, marked.length * 0.15)) return marked.length < minRows + 1 ? null : { kind: 'suspect', lines: region.map((row) => row.text), columns: columns.length }
  if (!isTable(cells.filter((_row, i) => !crosses(region[i], columns)), region.length)) return null
  const lines = cells.map((row, i) => (crosses(region[i], columns) ? region[i]?.text ?? '' : row.map(text).join('\t')))
  return { kind: 'table', lines, columns: columns.length }
}

/** Rows of three and more cells, one after the other, between which no white runs down. */
function scattered(region: readonly PdfLine[]): Pick<ColumnBlock, 'kind' | 'lines' | 'columns'> | null {
  const cells = region.map(({ words }) => words.filter(({ tab }) => tab).length + 1)
  const rows = cells.filter((count) => count >= 3).length
  return rows < minRows + 1 || rows < region.length * 0.7 ? null : { kind: 'suspect', lines: region.map((row) => row.text), columns: median(cells) }
}

/** Most of its rows fill several columns, and its first column holds more than bullets and numbers of headings. */
function isTable(rows: readonly PdfWord[][][], allRows: number): boolean {
  const filled = rows.map((row) => row.filter((cell) => cell.length > 0).length)
  const several = filled.filter((cells) => cells >= 2).length
  const columns = rows[0]?.length ?? 0
  if (several < minRows || several < allRows * 0.6 || filled.reduce((sum, cells) => sum + cells, 0) < rows.length * columns * 0.45) return false
  const marks = rows.filter(([first]) => first?.length === 1 && (isMark(first[0]) || /^(?:[\d.]{1,6}|\p{L}|[^\p{L}\p{N}])$/u.test(first[0]?.text ?? ''))).length
  return columns > 2 || marks < several * 0.5
}

const text = (words: readonly PdfWord[]): string => joinWords(words.map((word) => ({ ...word, tab: false })))

/** Columns between the gutters: stretches, in points, that hardly any row covers, and that part words of some rows clearly. */
function findColumns(rows: readonly PdfLine[], size: number): Interval[] {
  let [start, end] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const { words } of rows) for (const { startX, endX } of words) [start, end] = [Math.min(start, Math.floor(startX)), Math.max(end, Math.ceil(endX))]
  if (!Number.isFinite(start) || end - start > 5_000 || end <= start) return []
  const covered = new Uint16Array((end - start) * 2 + 2)
  for (const { words } of rows) for (const { startX, endX } of words) for (let at = Math.round((startX - start) * 2); at < Math.round((endX - start) * 2); at++) covered[at] = (covered[at] ?? 0) + 1
  const tolerated = rows.length >= 4 ? Math.max(1, Math.floor(rows.length * 0.1)) : 0
  const columns: Interval[] = []
  let open = start
  for (let at = 0, gap = -1; at < covered.length; at++) {
    if ((covered[at] ?? 0) <= tolerated) {
      if (gap < 0) gap = at
      continue
    }
    if (gap > 0 && (at - gap) / 2 >= size * leastGutter && parts(rows, start + gap / 2, start + at / 2, size)) {
      columns.push({ start: open, end: start + (gap + at) / 4 })
      open = start + (gap + at) / 4
    }
    gap = -1
  }
  return [...columns, { start: open, end }]
}

/** A gutter counts when it is a wide gap, or a border of the row, in a good part of the rows; word spaces may meet by chance. */
function parts(rows: readonly PdfLine[], from: number, to: number, size: number): boolean {
  const clear = rows.filter(({ words }) => {
    const before = words.filter(({ endX }) => endX <= to).at(-1)
    const after = words.find(({ startX }) => startX >= from)
    return before === undefined || after === undefined || after.startX - before.endX > size * wideGap
  })
  return clear.length >= rows.length * 0.4
}

function cellsOf(row: PdfLine, columns: readonly Interval[]): PdfWord[][] {
  const cells: PdfWord[][] = columns.map(() => [])
  for (const word of row.words) {
    const middle = (word.startX + word.endX) / 2
    const at = columns.findIndex(({ end }) => middle < end)
    cells[at < 0 ? columns.length - 1 : at]?.push(word)
  }
  return cells
}

/** A line over several columns, such as a title within the table: one of its words lies on a gutter. */
function crosses(row: PdfLine | undefined, columns: readonly Interval[]): boolean {
  if (row === undefined || hasWideGap(row)) return false
  return row.words.some(({ startX, endX }) => columns.slice(0, -1).some(({ end }) => startX < end - 0.5 && endX > end + 0.5))
    || columns.slice(0, -1).some(({ end }) => row.words.some((word, i) => i > 0 && (row.words[i - 1]?.endX ?? 0) <= end && word.startX >= end && word.startX - (row.words[i - 1]?.endX ?? 0) < row.fontSize * leastGutter))
}

/** Newspaper columns: two or three, of many words, whose lines are filled to the column's end. */
function isProse(region: readonly PdfLine[], cells: readonly PdfWord[][][], columns: readonly Interval[], size: number): boolean {
  if (columns.length > 3 || region.length < 6) return false
  return columns.every((_column, at) => {
    const filled = cells.map((row) => row[at] ?? []).filter((cell) => cell.length > 0)
    const right = filled.reduce((most, cell) => Math.max(most, cell.at(-1)?.endX ?? 0), 0)
    const words = filled.reduce((sum, cell) => sum + cell.length, 0)
    const full = filled.filter((cell) => (cell.at(-1)?.endX ?? 0) > right - size * 2.5).length
    return filled.length >= region.length * 0.7 && words >= filled.length * 4.5 && full >= filled.length * 0.6
  })
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
