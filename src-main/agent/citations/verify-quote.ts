import type { Citation, Span } from '../../../src-preload/contract/index.ts'
import { foldText } from './fold-text.ts'

export interface QuotePlace extends Span {
  readonly verifiedBy: Citation['verifiedBy']
}

/**
 * Where a quote stands on a page: character for character, or after folding typography (fold-text.ts). Null when it
 * is not there. `foldText(page.slice(start, end))` equals `foldText(quote)` for every place returned.
 * @param near of several places, the one closest to this page offset is taken.
 */
export function verifyQuote(page: string, quote: string, near = 0): QuotePlace | null {
  const wanted = quote.trim()
  if (!wanted) return null
  const exact = closest(occurrences(page, wanted), near)
  if (exact !== null) return { start: exact, end: exact + wanted.length, verifiedBy: 'exact' }
  const foldedPage = foldText(page)
  const foldedQuote = foldText(wanted).text.trim()
  if (!foldedQuote) return null
  const places = occurrences(foldedPage.text, foldedQuote).flatMap((at): QuotePlace[] => {
    const last = at + foldedQuote.length - 1
    const start = foldedPage.starts[at]
    const end = foldedPage.ends[last]
    if (start === undefined || end === undefined) return []
    // Half a ligature is not a place: the page's slice would say more than the quote.
    if (foldedPage.starts[at - 1] === start || foldedPage.starts[last + 1] === foldedPage.starts[last]) return []
    return foldText(page.slice(start, end)).text === foldedQuote ? [{ start, end, verifiedBy: 'normalised' }] : []
  })
  const start = closest(places.map((place) => place.start), near)
  return places.find((place) => place.start === start) ?? null
}

function occurrences(text: string, wanted: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(wanted); at >= 0 && found.length < 1000; at = text.indexOf(wanted, at + 1)) found.push(at)
  return found
}

function closest(offsets: readonly number[], near: number): number | null {
  return offsets.toSorted((a, b) => Math.abs(a - near) - Math.abs(b - near))[0] ?? null
}
