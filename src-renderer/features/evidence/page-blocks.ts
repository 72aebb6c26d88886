import type { Page, PageTable, Place } from '../../../src-preload/contract/index.ts'
import { cellsOnly } from './places.ts'
import { splitParts, textBlocks, type TextBlock, type TextPart } from './text-blocks.ts'

type Span = { readonly start: number; readonly end: number }

export interface TableCell { readonly offset: number; readonly parts: readonly TextPart[] }
export interface TableRow { readonly offset: number; readonly place: string | null; readonly marked: boolean; readonly cells: readonly TableCell[] }

/** A stretch of a page: a paragraph or heading, the name of what follows, or a table. */
export type PageBlock =
  | { readonly kind: 'text'; readonly offset: number; readonly block: TextBlock }
  | { readonly kind: 'place'; readonly offset: number; readonly name: string }
  | { readonly kind: 'table'; readonly offset: number; readonly suspect: boolean; readonly rows: readonly TableRow[] }

function rowOf(text: string, offset: number, span: Span | null, places: readonly Place[]): TableRow {
  const newline = text.indexOf('\n', offset)
  const end = newline === -1 ? text.length : newline
  const cells: TableCell[] = []
  let from = offset
  for (const cell of text.slice(offset, end).split('\t')) {
    cells.push({ offset: from, parts: splitParts(text, from, from + cell.length, span) })
    from += cell.length + 1
  }
  const place = places.find((each) => each.start < end && each.end > offset)
  return { offset, place: place === undefined ? null : cellsOnly(place.name), marked: span !== null && span.start < end && span.end > offset, cells }
}

/** A page as it is shown: tables as rows of cells, everything else as paragraphs and headings, with a span marked. No character is lost but blank lines. */
export function pageBlocks(page: Pick<Page, 'text' | 'headings' | 'tables' | 'places'>, span: Span | null): PageBlock[] {
  const blocks: PageBlock[] = []
  const rows = new Map<PageTable, TableRow[]>()
  const outside = page.places.filter((place) => !page.tables.some((table) => place.start < table.end && place.end > table.start))
  for (const block of textBlocks(page.text, page.headings, span)) {
    const end = block.offset + block.parts.reduce((sum, part) => sum + part.text.length, 0)
    for (const { start, name } of outside) if (start >= block.offset && start < Math.max(end, block.offset + 1)) blocks.push({ kind: 'place', offset: start, name })
    const table = page.tables.find((each) => block.offset >= each.start && block.offset < each.end)
    if (table === undefined) {
      blocks.push({ kind: 'text', offset: block.offset, block })
      continue
    }
    const row = rowOf(page.text, block.offset, span, page.places)
    const begun = rows.get(table)
    if (begun !== undefined) {
      begun.push(row)
      continue
    }
    const first = [row]
    rows.set(table, first)
    blocks.push({ kind: 'table', offset: table.start, suspect: table.suspect, rows: first })
  }
  return blocks
}

/** Which rows are drawn first: all of a short table, else those around the marked one. `[from, to)`. */
export function rowWindow(rows: readonly TableRow[], most: number): { readonly from: number; readonly to: number } {
  if (rows.length <= most) return { from: 0, to: rows.length }
  const marked = Math.max(0, rows.findIndex((row) => row.marked))
  const from = Math.min(Math.max(0, marked - Math.floor(most / 2)), rows.length - most)
  return { from, to: from + most }
}
