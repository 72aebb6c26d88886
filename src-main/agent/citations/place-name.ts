import type { Place, Span } from '../../../src-preload/contract/index.ts'

/** What a document calls the stretch that a citation covers: one place, or the first and the last of several; null where it has no name. */
export function placeName(places: readonly Place[], { start, end }: Span): string | null {
  const covered = places.filter((place) => place.start < end && start < place.end)
  const [first, last] = [covered[0]?.name, covered.at(-1)?.name]
  if (first === undefined || last === undefined) return null
  return first === last ? first : `${first} – ${last}`
}
