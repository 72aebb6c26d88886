import { create } from 'zustand'
import type { Category } from '../../../src-preload/contract/index.ts'
import type { FindingFilter } from './findings.ts'
import type { Place } from './text-segments.ts'

export type ReviewTab = 'text' | 'request' | 'side'

/** What has a small form of its own open beside it: a finding, or words to mask. */
type Opened = { readonly kind: 'finding'; readonly key: string; readonly side: 'original' | 'outgoing' } | { readonly kind: 'words'; readonly words: string; readonly place: Place; readonly category: Category; readonly box: DOMRect }

interface ViewState {
  readonly tab: ReviewTab
  readonly filter: FindingFilter
  /** The finding that has the focus, or had it last: `partId:start`. */
  readonly currentKey: string | null
  readonly opened: Opened | null
}

const fresh: ViewState = { tab: 'text', filter: { kind: 'all' }, currentKey: null, opened: null }

/** How the review is being looked at; nothing of it changes what would be sent. */
export const useReviewView = create<ViewState>(() => fresh)

export function resetView(): void {
  useReviewView.setState(fresh)
}

export function showTab(tab: ReviewTab): void {
  useReviewView.setState({ tab, opened: null })
}

export function setFilter(filter: FindingFilter): void {
  useReviewView.setState({ filter })
}

export function openFinding(key: string, side: 'original' | 'outgoing'): void {
  useReviewView.setState({ opened: { kind: 'finding', key, side }, currentKey: key })
}

export function openWords(words: string, place: Place, box: DOMRect, category: Category = 'custom'): void {
  useReviewView.setState({ opened: { kind: 'words', words, place, category, box } })
}

export function closeOpened(): void {
  useReviewView.setState({ opened: null })
}

/** The mark of a finding in the text; null while the text is not on screen. */
export function markElement(key: string, side: 'original' | 'outgoing' = 'original'): HTMLElement | null {
  return document.querySelector<HTMLElement>(`[data-side="${side}"] [data-finding="${CSS.escape(key)}"]`)
}

/** Brings a mark into view and gives it the focus, also from another tab. */
export function goToFinding(key: string): void {
  useReviewView.setState({ tab: 'text', currentKey: key, opened: null })
  // The text is drawn, where it was hidden, before anything in it can have the focus.
  requestAnimationFrame(() => {
    const mark = markElement(key)
    mark?.scrollIntoView({ block: 'center' })
    mark?.focus({ preventScroll: true })
  })
}

/** Brings a blocked place in the outgoing text into view and gives it the focus. */
export function goToPlace(place: Place): void {
  useReviewView.setState({ tab: 'text', opened: null })
  requestAnimationFrame(() => {
    const element = document.querySelector<HTMLElement>(`[data-blocked="${CSS.escape(`${place.partId}:${place.start}`)}"]`)
    element?.scrollIntoView({ block: 'center' })
    element?.focus({ preventScroll: true })
  })
}
