/** What is selected of an ordered list, and where a range would begin. */
export interface Selection<T extends { readonly id: string }> {
  readonly chosen: ReadonlyMap<string, T>
  /** What was chosen before the running range; a range that shrinks goes back to it. */
  readonly base: ReadonlyMap<string, T>
  /** The place that the last single choice was made at. */
  readonly anchor: number | null
}

/** Chooses one or lets go of it. */
export function toggle<T extends { readonly id: string }>(selection: Selection<T>, index: number, item: T): Selection<T> {
  const chosen = new Map(selection.chosen)
  if (!chosen.delete(item.id)) chosen.set(item.id, item)
  return { chosen, base: chosen, anchor: index }
}

/** Whether a range to a place has rows in it that `has` does not know. */
export function rangeIsKnown(from: number, to: number, has: (index: number) => boolean): boolean {
  for (let at = Math.min(from, to); at <= Math.max(from, to); at += 1) if (!has(at)) return false
  return true
}

/** Everything from the anchor to a place, both included, beside what was chosen before the range. `from` is the anchor where there is none yet. */
export function extendTo<T extends { readonly id: string }>(selection: Selection<T>, from: number, to: number, itemAt: (index: number) => T | undefined): Selection<T> {
  const anchor = selection.anchor ?? from
  const chosen = new Map(selection.base)
  for (let at = Math.min(anchor, to); at <= Math.max(anchor, to); at += 1) {
    const item = itemAt(at)
    if (item !== undefined) chosen.set(item.id, item)
  }
  return { chosen, base: selection.base, anchor }
}

/** Where a key leads in a list of `count` rows of which `perPage` are on screen; null when it leads nowhere. */
export function moveTo(key: string, from: number, count: number, perPage: number): number | null {
  if (count === 0) return null
  const target: number | undefined = { ArrowDown: from + 1, ArrowUp: from - 1, PageDown: from + perPage, PageUp: from - perPage, Home: 0, End: count - 1 }[key]
  return target === undefined ? null : Math.min(count - 1, Math.max(0, target))
}
