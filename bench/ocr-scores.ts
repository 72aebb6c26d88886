/** One measure for what was recognised: NFKC, quotation marks and dashes alike whichever way they are set, white space collapsed. */
export function plain(text: string): string {
  return text.normalize('NFKC').replace(/[‘’‚‛′`´]/g, "'").replace(/[“”„‟″«»]/g, '"').replace(/[‐‑‒–—―]/g, '-').replace(/\s+/g, ' ').trim()
}

/** Insertions, deletions and substitutions per character of the known text (Levenshtein); over 1 where much was made up. */
export function characterErrorRate(known: string, read: string): number {
  const [a, b] = [[...plain(known)], [...plain(read)]]
  return a.length === 0 ? (b.length === 0 ? 0 : 1) : editDistance(a, b, false) / a.length
}

/** Edits between `text` and that part of `read` which is most like it, per character of `text`: for a text known in part. */
export function errorRateOfPart(part: string, read: string): number {
  const [a, b] = [[...plain(part)], [...plain(read)]]
  return a.length === 0 ? 0 : editDistance(a, b, true) / a.length
}

/** `anywhere`: what of `b` stands before and behind costs nothing. */
function editDistance(a: readonly string[], b: readonly string[], anywhere: boolean): number {
  let above = Uint32Array.from({ length: b.length + 1 }, (_, j) => (anywhere ? 0 : j))
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint32Array(b.length + 1)
    row[0] = i
    for (let j = 1; j <= b.length; j++) {
      const replaced = (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      row[j] = Math.min(replaced, (above[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1)
    }
    above = row
  }
  return anywhere ? above.reduce((least, value) => Math.min(least, value), a.length) : above.at(-1) ?? 0
}

/** The share of the known text's words (with their counts) that were read, whatever their order. */
export function wordRecall(known: string, read: string): number {
  const count = (text: string): Map<string, number> => {
    const words = new Map<string, number>()
    for (const word of plain(text).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) words.set(word, (words.get(word) ?? 0) + 1)
    return words
  }
  const have = count(read)
  let [total, shared] = [0, 0]
  for (const [word, n] of count(known)) {
    total += n
    shared += Math.min(n, have.get(word) ?? 0)
  }
  return total === 0 ? 1 : shared / total
}
