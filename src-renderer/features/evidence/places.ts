import type { Place } from '../../../src-preload/contract/index.ts'

interface Span { readonly start: number; readonly end: number }

const cells = /^(.*!)?([A-Z]{1,3}\d+)(?::([A-Z]{1,3}\d+))?$/

/** What a span's stretches are called by their document, those that it touches, in order. */
function touched(places: readonly Place[], span: Span): readonly Place[] {
  return places.filter((place) => place.start < span.end && place.end > span.start)
}

/** What a quote's place is called: "Q3!A12:F12"; several rows of one sheet as one range; null where it has no name. */
export function placeName(places: readonly Place[], span: Span): string | null {
  const found = touched(places, span)
  const first = found[0]
  const last = found.at(-1)
  if (first === undefined || last === undefined) return null
  if (first === last) return first.name
  const from = cells.exec(first.name)
  const to = cells.exec(last.name)
  if (from !== null && to !== null && from[1] === to[1]) return `${from[1] ?? ''}${from[2] ?? ''}:${to[3] ?? to[2] ?? ''}`
  return [...new Set(found.map((place) => place.name))].join(', ')
}

/** Cells without their sheet, which stands above the table. */
export function cellsOnly(name: string): string {
  return cells.test(name) ? name.slice(name.lastIndexOf('!') + 1) : name
}
