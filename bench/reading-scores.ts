// How much of a known text was read, and in which order.

/** For facts: white space and Unicode's compatible forms do not count. */
export const squeeze = (text: string): string => text.normalize('NFKC').replace(/\s+/g, '')

export const factsFound = (facts: readonly string[], read: string): number => {
  const squeezed = squeeze(read)
  return facts.filter((fact) => squeezed.includes(squeeze(fact))).length
}

/** Words of a text, in order: NFKC, lower case, hyphens at line ends undone, Markdown's signs left out by not being words. */
export function wordsOf(text: string): string[] {
  return text.normalize('NFKC').replace(/<!--[\s\S]*?-->/g, ' ').replace(/-\n/g, '').toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** Share of the gold words, with their counts, that were read, wherever they stand. */
export function wordRecall(gold: readonly string[], read: readonly string[]): number {
  if (gold.length === 0) return 1
  const left = new Map<string, number>()
  for (const word of read) left.set(word, (left.get(word) ?? 0) + 1)
  let shared = 0
  for (const word of gold) {
    const n = left.get(word) ?? 0
    if (n === 0) continue
    shared++
    left.set(word, n - 1)
  }
  return shared / gold.length
}

/** Share of the gold words that were read in the gold's order: the longest common subsequence. At most the first 12,000 words of each. */
export function orderRecall(gold: readonly string[], read: readonly string[]): number {
  const a = gold.slice(0, 12_000)
  const b = read.slice(0, 12_000)
  if (a.length === 0) return 1
  const ids = new Map<string, number>()
  const idOf = (word: string): number => {
    const known = ids.get(word)
    if (known !== undefined) return known
    ids.set(word, ids.size)
    return ids.size - 1
  }
  const columns = Int32Array.from(b, idOf)
  let above = new Uint16Array(b.length + 1)
  let row = new Uint16Array(b.length + 1)
  for (const word of a) {
    const id = idOf(word)
    for (let j = 0; j < columns.length; j++) {
      row[j + 1] = columns[j] === id ? (above[j] ?? 0) + 1 : Math.max(above[j + 1] ?? 0, row[j] ?? 0)
    }
    ;[above, row] = [row, above]
  }
  return (above[b.length] ?? 0) / a.length
}
