/** The index of the first of these stretches that ends after a place, of stretches that are in order and do not overlap; their number where none does. */
export function firstEndingAfter(stretches: readonly { readonly end: number }[], place: number): number {
  let low = 0
  let high = stretches.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((stretches[middle]?.end ?? 0) <= place) low = middle + 1
    else high = middle
  }
  return low
}
