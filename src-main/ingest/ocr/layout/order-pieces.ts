import { findTables, type FoundTable } from './find-tables.ts'
import type { Box, Piece } from './pieces.ts'

/** Text that is read in one go: a column or a part of it, or a table. */
export type Block = { readonly kind: 'lines'; readonly lines: readonly Piece[] } | { readonly kind: 'table'; readonly table: FoundTable }

/** A piece where it stands, or a table in the place of its first piece. */
type Item = Box & { readonly piece: Piece; readonly table: FoundTable | null }

/**
 * The page's text in the order in which a person reads it. `ordered`: the pieces come in that order already, but for tables,
 * which engines take for columns. Otherwise columns are found by what stands above what (Breuel, "High performance document
 * layout analysis", 2003). A table is one thing.
 */
export function orderPieces(pieces: readonly Piece[], ordered: boolean): Block[] {
  const tableOf = new Map(findTables(pieces).flatMap((table) => table.rows.flat(2).map((piece) => [piece, table] as const)))
  const seen = new Set<FoundTable>()
  const items = pieces.flatMap((piece): Item[] => {
    const table = tableOf.get(piece) ?? null
    if (table !== null && seen.has(table)) return []
    if (table !== null) seen.add(table)
    const { left, top, right, bottom } = table ?? piece
    return [{ left, top, right, bottom, piece, table }]
  })
  return (ordered ? asRead(items) : inColumns(items)).flatMap(toBlocks)
}

/** The engine's own blocks. */
function asRead(items: readonly Item[]): Item[][] {
  const groups: Item[][] = []
  let before: number | undefined
  for (const item of items) {
    const block = item.piece.words[0]?.block
    if (block === before) groups.at(-1)?.push(item)
    else groups.push([item])
    before = block
  }
  return groups
}

function toBlocks(group: readonly Item[]): Block[] {
  const blocks: Block[] = []
  let open: Piece[] = []
  const close = (): void => {
    if (open.length > 0) blocks.push({ kind: 'lines', lines: open })
    open = []
  }
  for (const { piece, table } of group) {
    if (table === null) open.push(piece)
    else {
      close()
      blocks.push({ kind: 'table', table })
    }
  }
  close()
  return blocks
}

/** More pieces than this stand on no page; they are taken from the top. */
const mostItems = 1_500

/**
 * One item comes before another where it stands above it, and where it stands beside it on the left with nothing between their
 * heights that reaches over both, as a heading over two columns does. Groups are what stands one below the other.
 */
function inColumns(items: readonly Item[]): Item[][] {
  const fromTop = items.toSorted((a, b) => middle(a) - middle(b) || a.left - b.left)
  const sorted = fromTop.length > mostItems ? fromTop : topologically(fromTop)
  const groups: Item[][] = []
  for (const item of sorted) {
    const above = groups.at(-1)?.at(-1)
    if (above !== undefined && overlap(above, item) && middle(item) > middle(above)) groups.at(-1)?.push(item)
    else groups.push([item])
  }
  return groups
}

function topologically(items: readonly Item[]): Item[] {
  const sorted: Item[] = []
  const seen = new Set<Item>()
  const visit = (item: Item): void => {
    if (seen.has(item)) return
    seen.add(item)
    for (const other of items) if (!seen.has(other) && comesBefore(other, item, items)) visit(other)
    sorted.push(item)
  }
  for (const item of items) visit(item)
  return sorted
}

function comesBefore(one: Item, other: Item, items: readonly Item[]): boolean {
  if (overlap(one, other)) return middle(one) < middle(other)
  if (one.right > other.left) return false
  const [from, to] = [Math.min(middle(one), middle(other)), Math.max(middle(one), middle(other))]
  return !items.some((between) => middle(between) > from && middle(between) < to && overlap(between, one) && overlap(between, other))
}

/** One stands, at least in part, above the other. Columns may touch by a letter's width where a page is not quite straight. */
function overlap(one: Box, other: Box): boolean {
  return Math.min(one.right, other.right) - Math.max(one.left, other.left) > (one.bottom - one.top) * 0.3
}

function middle({ top, bottom }: Box): number {
  return (top + bottom) / 2
}
