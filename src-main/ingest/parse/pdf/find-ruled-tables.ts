import type { PageRules, Rule } from './find-rules.ts'
import { joinWords, type PdfLine, type PdfWord } from './page-lines.ts'

/** A table whose cells are boxes between ruled lines. */
export interface RuledTable {
  /** Cells from left to right, rows from top to bottom; a cell over several columns or rows stands in the first of them. */
  readonly rows: readonly (readonly string[])[]
  readonly fontSize: number
}

/** What a page holds, in order: lines of its own, and tables where the first of their words stood. */
export type PagePart = { readonly lines: readonly PdfLine[] } | { readonly table: RuledTable }

interface Grid { readonly xs: readonly number[]; readonly ys: readonly number[]; readonly across: readonly Rule[]; readonly down: readonly Rule[] }
type IsKnown = (word: string) => boolean
interface CellWord { readonly line: PdfLine; readonly word: PdfWord }

/** In points: lines this near are one, and meet. */
const near = 2.5
/** What is longer in one cell is a page laid out in boxes. */
const maxCellWords = 150
/** Rows of a cell that go on beside rows of another are rows of their own, without a line between them. */
const maxCellRows = 8
/** Lines that run on for less only end untidily. */
const openEnd = 8
/** White within a line of a cell, in font sizes, that parts more than words. */
const tornGap = 1.8
const maxGridLines = 200

/** Takes the tables with ruled cells out of a page's lines. */
export function partByRuledTables(lines: readonly PdfLine[], rules: PageRules): PagePart[] {
  const grids = findGrids(rules)
  if (grids.length === 0) return [{ lines }]
  let words: Set<string> | null = null
  const isKnown = (word: string): boolean => (words ??= wordsOf(lines)).has(word)
  let parts: PagePart[] = [{ lines }]
  for (const grid of grids) parts = parts.flatMap((part) => ('table' in part ? [part] : take(part.lines, grid, isKnown)))
  return parts
}

/** Words of the page that are not the first part of one. */
function wordsOf(lines: readonly PdfLine[]): Set<string> {
  return new Set(lines.flatMap(({ words }) => words.flatMap(({ text }) => (text.endsWith('-') ? [] : [bare(text)]))))
}

const bare = (word: string): string => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, '').toLowerCase()

function take(lines: readonly PdfLine[], grid: Grid, isKnown: IsKnown): PagePart[] {
  const { xs, ys } = grid
  const [left = 0, right = 0, bottom = 0, top = 0] = [xs[0], xs.at(-1), ys[0], ys.at(-1)]
  const inside: CellWord[] = []
  const before: PdfLine[] = []
  const after: PdfLine[] = []
  for (const line of lines) {
    const y = line.y + line.fontSize * 0.3
    const words = line.angle === 0 && y > bottom && y < top ? line.words.filter(({ startX, endX }) => (startX + endX) / 2 > left && (startX + endX) / 2 < right) : []
    for (const word of words) inside.push({ line, word })
    const outside = words.length === 0 ? [line] : rest(line, line.words.filter((word) => !words.includes(word)))
    ;(inside.length === 0 ? before : after).push(...outside)
  }
  const table = inside.length < 4 || hasLabelsBeside(lines, inside, grid) ? null : readCells(inside, grid, isKnown)
  if (table === null) return [{ lines }]
  return [{ lines: before }, { table }, { lines: after }].filter((part) => 'table' in part || part.lines.length > 0)
}

/** Half of its rows go on beyond the lines: what they are about stands there, so that the lines alone make no table. */
function hasLabelsBeside(lines: readonly PdfLine[], inside: readonly CellWord[], { xs, ys }: Grid): boolean {
  const used = new Set(inside.map(({ line }) => Math.round(line.y)))
  const rowOf = (line: PdfLine): number => ys.findLastIndex((y) => y < line.y + line.fontSize * 0.3)
  const written = new Set(inside.map(({ line }) => rowOf(line)))
  const beside = new Set(lines.flatMap((line) => (line.angle === 0 && used.has(Math.round(line.y)) && line.words.some(({ startX, endX }) => (startX + endX) / 2 < (xs[0] ?? 0) || (startX + endX) / 2 > (xs.at(-1) ?? 0)) ? [rowOf(line)] : [])))
  return [...written].filter((row) => beside.has(row)).length > written.size * 0.5
}

function rest(line: PdfLine, words: readonly PdfWord[]): PdfLine[] {
  const [first, last] = [words[0], words.at(-1)]
  return first === undefined || last === undefined ? [] : [{ ...line, words, text: joinWords(words), startX: first.startX, endX: last.endX }]
}

/** Null where the boxes hold no table: most are empty, or hold whole pages, or several rows beside each other. */
function readCells(words: readonly CellWord[], grid: Grid, isKnown: IsKnown): RuledTable | null {
  const columns = grid.xs.length - 1
  const rowCount = grid.ys.length - 1
  const owners = cellOwners(grid)
  const own: CellWord[][] = owners.map(() => [])
  for (const each of words) {
    const column = grid.xs.findLastIndex((x) => x < (each.word.startX + each.word.endX) / 2)
    const row = rowCount - 1 - grid.ys.findLastIndex((y) => y < each.line.y + each.line.fontSize * 0.3)
    own[row * columns + column]?.push(each)
  }
  const cells = togetherByOwner(own, owners, columns)
  const shown = cells.map(cellLines)
  const rows = Array.from({ length: rowCount }, (_, row) => shown.slice(row * columns, (row + 1) * columns)).flatMap(partRow)
  const filled = rows.filter((row) => row.filter((lines) => lines.length > 0).length >= 2)
  const written = rows.filter((row) => row.some((lines) => lines.length > 0))
  if (filled.length < 2 || filled.length < written.length * 0.5 || cells.some((cell) => cell.length > maxCellWords)) return null
  if (rows.some((row) => row.filter((lines) => lines.length >= maxCellRows).length >= 2)) return null
  // Columns without lines within a box are read by the white between them.
  const lines = shown.flat()
  if (lines.filter(({ isTorn }) => isTorn).length > lines.length * 0.15) return null
  // Boxes of plots and plans are empty.
  if (shown.filter((lines) => lines.length > 0).length < new Set(owners).size * 0.3) return null
  // Between double lines there is nothing.
  const kept = grid.xs.slice(1).flatMap((_, column) => (written.some((row) => (row[column] ?? []).length > 0) ? [column] : []))
  if (kept.length < 2) return null
  return { rows: written.map((row) => kept.map((column) => (row[column] ?? []).reduce((text, line) => joinLines(text, line.text, isKnown), ''))), fontSize: words[0]?.line.fontSize ?? 0 }
}

/**
 * Puts what cells hold into the first of those that share a box. A box beside three rows and more that holds a line for each
 * is as many cells: lines were ruled between the numbers alone.
 */
function togetherByOwner(own: readonly CellWord[][], owners: readonly number[], columns: number): CellWord[][] {
  const cells: CellWord[][] = own.map(() => [])
  const members = Map.groupBy(owners.keys(), (i) => owners[i] ?? i)
  for (const [owner, all] of members) {
    const rows = new Set(all.map((i) => Math.floor(i / columns)))
    const lines = new Set(all.flatMap((i) => (own[i] ?? []).map(({ line }) => Math.round(line.y))))
    const isOpen = rows.size >= 3 && lines.size >= rows.size * 0.7
    for (const i of all) cells[isOpen ? owner + (Math.floor(i / columns) - Math.floor(owner / columns)) * columns : owner]?.push(...(own[i] ?? []))
  }
  return cells
}

interface CellLine { readonly y: number; readonly size: number; readonly text: string; readonly isTorn: boolean }

/** A row whose numbers stand in several lines, the same in two cells or more, is as many rows: no line was ruled between them. */
function partRow(row: readonly (readonly CellLine[])[]): (readonly CellLine[])[][] {
  const numbers = row.filter((lines) => lines.length >= 2 && lines.every(({ text }) => /^\S*\d\S*$/.test(text)))
  const count = numbers[0]?.length ?? 0
  if (numbers.length < 2 || numbers.some((lines) => lines.length !== count)) return [[...row]]
  const bases = numbers[0] ?? []
  const partOf = ({ y, size }: CellLine): number => Math.max(0, bases.findLastIndex((base) => base.y >= y - size * 0.5))
  return bases.map((_base, part) => row.map((lines) => lines.filter((line) => partOf(line) === part)))
}

/** The words of a cell as lines from top to bottom. */
function cellLines(words: readonly CellWord[]): CellLine[] {
  const lines: { y: number; size: number; words: PdfWord[] }[] = []
  for (const { line, word } of words) {
    const known = lines.find(({ y, size }) => Math.abs(y - line.y) < Math.max(size, line.fontSize) * 0.45)
    if (known === undefined) lines.push({ y: line.y, size: line.fontSize, words: [word] })
    else known.words.push(word)
  }
  return lines.toSorted((a, b) => b.y - a.y).map(({ y, size, words: row }) => ({ y, size, text: row.map(({ text }) => text).join(' '), isTorn: row.some((word, i) => i > 0 && word.startX - (row[i - 1]?.endX ?? 0) > size * tornGap) }))
}

/**
 * A word that was parted at the line's end is whole again, since a cell is one line here. The hyphen of a compound stays:
 * its parts are words of the page, as "digital" and "signature" are and "tempera" is not.
 */
function joinLines(text: string, line: string, isKnown: IsKnown): string {
  if (text === '') return line
  const [before, after] = [/(\p{L}+)[-\u00AD]$/u.exec(text)?.[1], /^\p{Ll}+/u.exec(line)?.[0]]
  if (before === undefined || after === undefined || /^(?:und|oder|bzw|and|or|et|ou|y|e)$/.test(after)) return `${text} ${line}`
  const isCompound = !isKnown((before + after).toLowerCase()) && isKnown(before.toLowerCase()) && isKnown(after)
  return (isCompound ? text : text.slice(0, -1)) + line
}

/** For each cell of the grid the one whose text it shares, where no line parts it from its neighbour. Rows count from the top. */
function cellOwners({ xs, ys, across, down }: Grid): number[] {
  const columns = xs.length - 1
  const owners = Array.from({ length: columns * (ys.length - 1) }, (_, i) => i)
  for (const i of owners.keys()) {
    const [row, column] = [Math.floor(i / columns), i % columns]
    const [bottom = 0, top = 0] = [ys[ys.length - 2 - row], ys[ys.length - 1 - row]]
    const [left = 0, right = 0] = [xs[column], xs[column + 1]]
    if (column > 0 && !isRuled(down, left, bottom, top)) owners[i] = owners[i - 1] ?? i
    else if (row > 0 && !isRuled(across, top, left, right)) owners[i] = owners[i - columns] ?? i
  }
  return owners
}

/** A line at this place runs along the middle of the stretch. */
const isRuled = (rules: readonly Rule[], at: number, from: number, to: number): boolean => rules.some((rule) => Math.abs(rule.at - at) < near && rule.from < (from + to) / 2 && rule.to > (from + to) / 2)

/** Lines that meet, directly or by others, with at least two rows and two columns between them. */
function findGrids({ across, down }: PageRules): Grid[] {
  if (across.length < 3 || down.length < 3) return []
  const [rows, columns] = [joined(across), joined(down)]
  if (rows.length > maxGridLines * 4 || columns.length > maxGridLines * 4) return []
  const group = rows.map((_, i) => i)
  const groupOf = (i: number): number => (group[i] === i ? i : (group[i] = groupOf(group[i] ?? i)))
  const columnGroups = columns.map(({ at, from, to }) => {
    const met = rows.flatMap((row, i) => (row.from < at + near && row.to > at - near && row.at > from - near && row.at < to + near ? [groupOf(i)] : []))
    const [first] = met
    for (const other of met) if (first !== undefined) group[groupOf(other)] = groupOf(first)
    return first ?? -1
  })
  const groups = new Set(rows.map((_, i) => groupOf(i)))
  return [...groups].flatMap((id) => {
    const mine = { across: rows.filter((_, i) => groupOf(i) === id), down: columns.filter((_, i) => { const own = columnGroups[i] ?? -1; return own >= 0 && groupOf(own) === id }) }
    const grid = { ...mine, xs: withEnds(places(mine.down), mine.across), ys: withEnds(places(mine.across), mine.down) }
    return grid.xs.length < 3 || grid.ys.length < 3 || grid.xs.length > maxGridLines || grid.ys.length > maxGridLines ? [] : [grid]
  })
}

/** Pieces of one line, cell by cell, are that line. */
function joined(rules: readonly Rule[]): Rule[] {
  const lines: { at: number; from: number; to: number }[] = []
  let open: typeof lines = []
  for (const rule of rules.toSorted((a, b) => a.at - b.at || a.from - b.from)) {
    open = open.filter(({ at }) => rule.at - at < near)
    const known = open.find(({ from, to }) => rule.from < to + near && rule.to > from - near)
    if (known === undefined) {
      const line = { ...rule }
      lines.push(line)
      open.push(line)
    } else Object.assign(known, { from: Math.min(known.from, rule.from), to: Math.max(known.to, rule.to) })
  }
  return lines
}

/** Where lines run on beyond the last one that crosses them, a table is open, and its last cells end with them. */
function withEnds(found: readonly number[], crossing: readonly Rule[]): number[] {
  const [from, to] = [Math.min(...crossing.map((rule) => rule.from)), Math.max(...crossing.map((rule) => rule.to))]
  return [...(from < (found[0] ?? from) - openEnd ? [from] : []), ...found, ...(to > (found.at(-1) ?? to) + openEnd ? [to] : [])]
}

function places(rules: readonly Rule[]): number[] {
  const found: number[] = []
  for (const { at } of rules.toSorted((a, b) => a.at - b.at)) if (at - (found.at(-1) ?? Number.NEGATIVE_INFINITY) > near) found.push(at)
  return found
}
