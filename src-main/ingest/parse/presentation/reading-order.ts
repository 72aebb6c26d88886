import type { Box } from './slide-shape.ts'

/**
 * The order in which a person reads boxes: recursive cuts along the gaps that run through all of them, first into rows,
 * then each row into columns (the XY-cut of Nagy and Seth, 1984). Boxes that no gap divides, such as overlapping ones, keep
 * the order they came in. Without a box for everything, the order stays as it is.
 */
export function readingOrder<T extends { readonly box: Box | null }>(shapes: readonly T[]): T[] {
  if (shapes.some(({ box }) => box === null || Number.isNaN(box.right))) return [...shapes]
  return cut(shapes, 0)
}

function cut<T extends { readonly box: Box | null }>(shapes: readonly T[], depth: number): T[] {
  if (shapes.length < 2 || depth > 50) return [...shapes]
  const rows = divide(shapes, 'top', 'bottom')
  const parts = rows.length > 1 ? rows : divide(shapes, 'left', 'right')
  return parts.length > 1 ? parts.flatMap((part) => cut(part, depth + 1)) : [...shapes]
}

/** Groups of shapes between the gaps along one axis; a group keeps the order its shapes came in. */
function divide<T extends { readonly box: Box | null }>(shapes: readonly T[], from: 'top' | 'left', to: 'bottom' | 'right'): T[][] {
  const edge = (shape: T, side: keyof Box): number => shape.box?.[side] ?? 0
  const groups: { end: number; readonly members: Set<T> }[] = []
  for (const shape of shapes.toSorted((a, b) => edge(a, from) - edge(b, from))) {
    const group = groups.at(-1)
    // Boxes are drawn larger than their text: a slight overlap, a tenth of the box, does not tie two together.
    const slack = (edge(shape, to) - edge(shape, from)) * 0.1
    if (group === undefined || edge(shape, from) + slack >= group.end) groups.push({ end: edge(shape, to), members: new Set([shape]) })
    else {
      group.members.add(shape)
      group.end = Math.max(group.end, edge(shape, to))
    }
  }
  return groups.map(({ members }) => shapes.filter((shape) => members.has(shape)))
}
