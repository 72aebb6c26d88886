import type { Citation, Hit, Message } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'

/** A place in a document that the viewer can open, and how it is listed. */
export interface Quote {
  readonly key: string
  /** Number in the answer; null for a passage that was found but not quoted. */
  readonly n: number | null
  readonly documentId: string
  readonly documentName: string
  readonly page: number
  readonly pageLabel: string | null
  /** What the document calls the quoted stretch: "Q3!A12:F12". */
  readonly place: string | null
  /** The quoted words, and their span in the page's stored text. */
  readonly words: string
  readonly start: number
  readonly end: number
  /** The passage around the words; `words` begin at `before.length`. */
  readonly before: string
  readonly after: string
  readonly headingPath: readonly string[]
  readonly score: number | null
  readonly verifiedBy: Citation['verifiedBy'] | null
}

/** Where a quote stands, in words: cells name their sheet, notes do not name their slide. */
export function whereabouts({ place, pageLabel, page }: Pick<Quote, 'place' | 'pageLabel' | 'page'>): string {
  const onPage = t.evidence.page(pageLabel, page)
  if (place === null) return onPage
  return place.includes('!') ? place : `${onPage}, ${place}`
}

/** Cells of a row would run together where a quote is shown as one line; the number of a clause and its first words belong together. */
export function asLine(text: string): string {
  return text.replaceAll(/^([([]?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)\]]?)\t+(?=[^\t\n]*$)/gim, '$1 ').replaceAll(/\t+/g, ' · ')
}

const contextCharacters = 140

/** The end of a text, cut at a word. */
function tail(text: string): string {
  if (text.length <= contextCharacters) return text
  return `…${text.slice(-contextCharacters).replace(/^\S*\s/, '')}`
}

function head(text: string): string {
  if (text.length <= contextCharacters) return text
  return `${text.slice(0, contextCharacters).replace(/\s\S*$/, '')}…`
}

export function quoteFromHit(hit: Hit): Quote {
  const from = Math.min(Math.max(hit.bestSentence.start, hit.start), hit.end)
  const to = Math.min(Math.max(hit.bestSentence.end, from), hit.end)
  return {
    key: `hit-${hit.passageId}`, n: null, documentId: hit.documentId, documentName: hit.documentName, page: hit.page, pageLabel: hit.pageLabel, place: null,
    words: hit.text.slice(from - hit.start, to - hit.start), start: from, end: to,
    before: tail(hit.text.slice(0, from - hit.start)), after: head(hit.text.slice(to - hit.start)),
    headingPath: hit.headingPath, score: hit.score, verifiedBy: null,
  }
}

export function quoteFromCitation(citation: Citation, hits: readonly Hit[]): Quote {
  const hit = hits.find((each) => each.documentId === citation.documentId && each.page === citation.page && each.start <= citation.start && each.end >= citation.end)
  return {
    key: `citation-${citation.n}`, n: citation.n, documentId: citation.documentId, documentName: citation.documentName, page: citation.page, pageLabel: citation.pageLabel, place: citation.place,
    words: citation.quote, start: citation.start, end: citation.end,
    before: hit === undefined ? '' : tail(hit.text.slice(0, citation.start - hit.start)),
    after: hit === undefined ? '' : head(hit.text.slice(citation.end - hit.start)),
    headingPath: hit?.headingPath ?? [], score: hit?.score ?? null, verifiedBy: citation.verifiedBy,
  }
}

export interface QuoteLists { readonly cited: readonly Quote[]; readonly found: readonly Quote[]; /** In the order [ and ] walk them. */ readonly all: readonly Quote[] }

/** The quotes of an answer first, then the passages that were found and not quoted. */
export function quotesOf(message: Pick<Message, 'answer' | 'evidence'> | null): QuoteLists {
  if (message === null) return { cited: [], found: [], all: [] }
  const citations = message.answer?.citations ?? []
  const cited = citations.map((citation) => quoteFromCitation(citation, message.evidence))
  const isCited = (hit: Hit): boolean => citations.some((each) => each.documentId === hit.documentId && each.page === hit.page && each.start < hit.end && each.end > hit.start)
  const found = message.evidence.filter((hit) => !isCited(hit)).map(quoteFromHit)
  return { cited, found, all: [...cited, ...found] }
}

/** The quote before or after the open one; the first or last when none is open. Stops at the ends. */
export function neighbour(all: readonly Quote[], openKey: string | null, step: 1 | -1): Quote | null {
  const at = all.findIndex((quote) => quote.key === openKey)
  if (at === -1) return (step === 1 ? all[0] : all.at(-1)) ?? null
  return all[at + step] ?? null
}
