import type { Hit, Page, Span } from '../../../src-preload/contract/index.ts'
import type { DocumentReader } from '../../store/ports.ts'

/** A stretch of one page that is shown to the model; `text === page.text.slice(start, end)`. */
export interface EvidenceWindow extends Span {
  readonly documentId: string
  readonly documentName: string
  readonly page: number
  readonly pageLabel: string | null
  readonly headingPath: readonly string[]
  readonly text: string
}

/** The part `span` of a hit's page as a window; null when the page is gone or no longer says what was indexed. */
export function windowOf(hit: Hit, page: Page, { start, end }: Span): EvidenceWindow {
  const { documentId, documentName, headingPath, pageLabel } = hit
  return { documentId, documentName, page: hit.page, pageLabel, headingPath, start, end, text: page.text.slice(start, end) }
}

/** The stored page of a hit; null when it is gone or no longer says what was indexed. */
export function pageOfHit(documents: DocumentReader, hit: Hit): Page | null {
  const page = documents.page(hit.documentId, hit.page)
  return page && page.text.slice(hit.start, hit.end) === hit.text ? page : null
}

export function covers(window: EvidenceWindow, other: EvidenceWindow): boolean {
  return samePage(window, other) && window.start <= other.start && window.end >= other.end
}

export function samePage(a: EvidenceWindow, b: EvidenceWindow): boolean {
  return a.documentId === b.documentId && a.page === b.page
}
