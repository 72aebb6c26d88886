/** A part of one text item of a page: `[start, end)` in UTF-16 code units of the item's string. */
export interface ItemRange { readonly itemIndex: number; readonly start: number; readonly end: number }

interface Folded {
  /** Letters, their marks and digits only, lower case, accents and ligatures taken apart. */
  readonly text: string
  /** For each folded character: the item and the code units it came from. */
  readonly item: readonly number[]
  readonly start: readonly number[]
  readonly end: readonly number[]
}

const kept = /[\p{L}\p{M}\p{N}]/u

/**
 * Two programs never agree on white space, hyphens, quotation marks or ligatures of a page, but they agree on
 * its letters and digits. So both sides are reduced to those, and the way back to the items is remembered.
 */
function fold(items: readonly string[]): Folded {
  let text = ''
  const item: number[] = []
  const start: number[] = []
  const end: number[] = []
  items.forEach((value, itemIndex) => {
    let offset = 0
    for (const character of value) {
      for (const part of character.normalize('NFKD').toLowerCase()) {
        if (!kept.test(part)) continue
        text += part
        for (let unit = 0; unit < part.length; unit += 1) {
          item.push(itemIndex)
          start.push(offset)
          end.push(offset + character.length)
        }
      }
      offset += character.length
    }
  })
  return { text, item, start, end }
}

function nearestOccurrence(haystack: string, needle: string, wanted: number): number {
  let best = -1
  for (let at = haystack.indexOf(needle); at !== -1; at = haystack.indexOf(needle, at + 1)) {
    if (best === -1 || Math.abs(at - wanted) < Math.abs(best - wanted)) best = at
  }
  return best
}

/** At least this share of the quote's characters must be found in place for an inexact match. */
const leastShare = 0.6

/**
 * The stretch of the page that most of the quote agrees with, for pages where one program read a ligature, a
 * footnote mark or a column differently: short pieces of the quote vote for where it would begin.
 */
function approximate(page: string, quote: string): readonly [number, number] | null {
  const size = quote.length >= 48 ? 12 : 6
  if (quote.length < size * 2) return null
  const places = new Map<string, number[]>()
  for (let at = 0; at + size <= page.length; at += 1) {
    const piece = page.slice(at, at + size)
    const list = places.get(piece)
    if (list === undefined) places.set(piece, [at])
    else if (list.length < 32) list.push(at)
  }
  const slack = Math.max(8, Math.round(quote.length * 0.15))
  const votes = new Map<number, number>()
  for (let at = 0; at + size <= quote.length; at += 1) {
    for (const place of places.get(quote.slice(at, at + size)) ?? []) {
      const bucket = Math.round((place - at) / slack)
      votes.set(bucket, (votes.get(bucket) ?? 0) + 1)
    }
  }
  const winner = [...votes].sort((a, b) => b[1] - a[1])[0]
  if (winner === undefined) return null
  const shift = winner[0] * slack
  const covered = new Set<number>()
  let from = page.length
  let to = 0
  for (let at = 0; at + size <= quote.length; at += 1) {
    for (const place of places.get(quote.slice(at, at + size)) ?? []) {
      if (Math.abs(place - at - shift) > slack) continue
      from = Math.min(from, place)
      to = Math.max(to, place + size)
      for (let unit = at; unit < at + size; unit += 1) covered.add(unit)
    }
  }
  return covered.size >= quote.length * leastShare && to - from <= quote.length * 1.5 ? [from, to] : null
}

/**
 * Finds a quote in the text items of a page (pdf.js order), whatever their spacing and hyphenation.
 * `near` (0–1) says where on the page it should be when its words occur more than once.
 * Null when the words are not there.
 */
export function findQuote(items: readonly string[], quote: string, near = 0): ItemRange[] | null {
  const page = fold(items)
  const wanted = fold([quote]).text
  if (wanted === '') return null
  const exact = nearestOccurrence(page.text, wanted, near * page.text.length)
  const span = exact === -1 ? approximate(page.text, wanted) : ([exact, exact + wanted.length] as const)
  return span === null ? null : toRanges(items, page, span[0], span[1])
}

function toRanges(items: readonly string[], page: Folded, from: number, to: number): ItemRange[] {
  const first = page.item[from] ?? 0
  const last = page.item[to - 1] ?? 0
  const ranges: ItemRange[] = []
  for (let itemIndex = first; itemIndex <= last; itemIndex += 1) {
    const length = items[itemIndex]?.length ?? 0
    const start = itemIndex === first ? (page.start[from] ?? 0) : 0
    const end = itemIndex === last ? (page.end[to - 1] ?? length) : length
    if (end > start) ranges.push({ itemIndex, start, end })
  }
  return ranges
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Document text on its way into the text layer is text, never markup. */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? character)
}

/** One item's text with the quoted part marked, escaped. */
export function markItem(text: string, range: ItemRange | undefined): string {
  if (range === undefined) return escapeHtml(text)
  const { start, end } = range
  return `${escapeHtml(text.slice(0, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>${escapeHtml(text.slice(end))}`
}
