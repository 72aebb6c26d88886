import { useMatters } from '../matters/matters-store.ts'
import { placeName } from './places.ts'
import type { Quote } from './quotes.ts'
import { useAnswer } from './use-page.ts'

/** Kinds of which a part of a page has a name of its own: sheets have cells, slides have notes. */
const named = /\.(?:xlsx?|ods|csv|pptx|odp)$/i

/** What a quote's place is called within its page: "Q3!A12:F12"; null while it is not known and where it has no name. */
export function useQuotePlace({ documentId, documentName, page, start, end }: Pick<Quote, 'documentId' | 'documentName' | 'page' | 'start' | 'end'>): string | null {
  const matterId = useMatters((state) => state.selectedId)
  const answer = useAnswer('documents.page', matterId !== null && named.test(documentName) ? { matterId, documentId, page } : null)
  return answer?.value === null || answer === null ? null : placeName(answer.value.places, { start, end })
}
