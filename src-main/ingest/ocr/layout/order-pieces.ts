import { findTables, type FoundTable } from './find-tables.ts'
import { around, medianHeight, type Box, type Piece } from './pieces.ts'

/** Text that is read in one go: a column or a part of it, or a table. */
export type Block = { readonly kind: 'lines'; readonly lines: readonly Piece[] } | { readonly kind: 'table'; readonly table: FoundTable }

/** A piece where it stands, or a table in the place of its first piece. */
type Item = Box & { readonly piece: Piece; readonly table: FoundTable | null }

/**
 * The page's text in the order in which a person reads it. `ordered`: the pieces come in that order already, but for tables,
 * which engines take for columns. Otherwise the page is cut at white gaps from side to side and from top to bottom
 * (recursive XY cut, Nagy and Seth 1984). A table is one thing.
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
  return (ordered ? asRead(items) : cut(items, medianHeight(pieces))).flatMap(toBlocks)
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

/** Groups of items, each one column that is read from its top to its bottom. */
function cut(items: readonly Item[], height: number): Item[][] {
  if (items.length < 2) return [[...items]]
  const gutter = widestGap(items.map(({ left, right }) => [left, right]), height * 0.9)
  if (gutter !== null) return [...cut(items.filter(({ left }) => left < gutter), height), ...cut(items.filter(({ left }) => left >= gutter), height)]
  // Letters of neighbouring lines touch each other's space; only what is clearly white is a gap.
  const shrunk = items.map(({ top, bottom }): [number, number] => [top + (bottom - top) * 0.25, bottom - (bottom - top) * 0.25])
  const gap = widestGap(shrunk, 1)
  if (gap === null) return [items.toSorted((a, b) => a.top - b.top || a.left - b.left)]
  const middle = ({ top, bottom }: Item): number => (top + bottom) / 2
  const [above, below] = [cut(items.filter((item) => middle(item) < gap), height), cut(items.filter((item) => middle(item) >= gap), height)]
  const [last, first] = [above.at(-1), below[0]]
  // What neither part had to cut from side to side is one column after all.
  if (above.length === 1 && below.length === 1 && last !== undefined && first !== undefined && !sideBySide(around(last), around(first))) return [[...last, ...first]]
  return [...above, ...below]
}

function sideBySide(one: Box, other: Box): boolean {
  return one.right <= other.left || other.right <= one.left
}

/** The middle of the widest stretch that no span covers; null when none is at least so wide. */
function widestGap(spans: readonly (readonly [number, number])[], least: number): number | null {
  let [reached, best, at] = [-Infinity, least, null as number | null]
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (reached > -Infinity && from - reached >= best) [best, at] = [from - reached, (from + reached) / 2]
    reached = Math.max(reached, to)
  }
  return at
}
