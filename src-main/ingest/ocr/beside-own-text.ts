import type { Page, PageWord } from '../../../src-preload/contract/index.ts'
import type { RecognisedPage } from './page-recogniser.ts'

/** Text that was recognised over a scan has .8, and fonts that leave letters open may have less; what is surer is the page's own and right. */
const ownConfidence = 0.8
/** Of a stamp's characters; fewer are signs of a font that does not say which letters it shows. */
const leastLetters = 0.6

/**
 * Whether a page has text of its own that can be relied on and only its pictures are to be recognised: a typed head over a
 * scan, an exhibit pasted in beside text. `words`: what recognition found on it before.
 */
export function readsPicturesOnly({ method, text, confidence, coverage }: Page, words: readonly PageWord[]): boolean {
  if (text === '') return false
  if (method === 'ocr') return ownTextEnd(text, words) > 0
  return method === 'text-layer' && confidence > ownConfidence && (coverage === 'partly' || (coverage === 'waiting' && isWritten(text)))
}

/** The page's own text with that of its pictures after it: every letter that was typed stays as it was typed, and the words' boxes are those of the pictures. */
export function joinPictures(before: Page, words: readonly PageWord[], { page, words: found }: RecognisedPage): { readonly page: Page; readonly words: readonly PageWord[] } {
  const end = before.method === 'ocr' ? ownTextEnd(before.text, words) : before.text.length
  const own = before.text.slice(0, end)
  const ownParts = { headings: before.headings.filter(({ offset }) => offset < end), places: before.places.filter((place) => place.end <= end) }
  const tables = before.tables.filter((table) => table.end <= end)
  // Nothing takes away what was found before.
  if (page.text === '') return { page: before.method === 'ocr' ? before : { ...before, coverage: inDoubt(page.coverage, 'text', tables) }, words }
  const shift = own.length + gap.length
  const moved = <T extends { readonly start: number; readonly end: number }>(part: T): T => ({ ...part, start: part.start + shift, end: part.end + shift })
  const all = [...tables, ...page.tables.map(moved)]
  return {
    page: { ...before, ...ownParts, tables: all, text: `${own}${gap}${page.text}`, method: 'ocr', confidence: page.confidence, coverage: inDoubt(page.coverage, 'ocr', all), engine: page.engine },
    words: found.map(moved),
  }
}

const gap = '\n\n'

function isWritten(text: string): boolean {
  return (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= leastLetters * text.replace(/\s/g, '').length
}

function inDoubt(coverage: Page['coverage'], whole: Page['coverage'], tables: Page['tables']): Page['coverage'] {
  return coverage === whole && tables.some(({ suspect }) => suspect) ? 'suspect-table' : coverage
}

/** Recognised text is all words, so what stands before the first one is the page's own. */
function ownTextEnd(text: string, words: readonly PageWord[]): number {
  const first = words.reduce((least, { start }) => Math.min(least, start), text.length)
  return words.length === 0 ? 0 : text.slice(0, first).trimEnd().length
}
