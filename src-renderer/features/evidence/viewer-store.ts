import { create } from 'zustand'
import type { Quote } from './quotes.ts'

/** What the viewer shows: a page of a document and, on it, words to mark. */
export interface ViewerTarget {
  readonly key: string
  readonly documentId: string
  readonly documentName: string
  readonly page: number
  readonly quote: { readonly words: string; readonly start: number; readonly end: number } | null
}

/** The page as it looks, the text that was read from it, or both. */
export type ViewerMode = 'original' | 'both' | 'text'

interface ViewerState {
  readonly target: ViewerTarget | null
  /** Wide windows: whether the pane is there. Narrow ones: whether the drawer is open. */
  readonly paneShown: boolean
  readonly drawerOpen: boolean
  readonly zoom: number
  readonly mode: ViewerMode
  /** The viewer has the place of the screen beside it too. */
  readonly expanded: boolean
  /** Whether the list of pages is open. */
  readonly pagesShown: boolean
  /** Rises when documents changed, so that what is shown is asked for again. */
  readonly revision: number
}

const paneKey = 'strongroom.evidence'
const zoomSteps = [0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 3] as const

export const useViewer = create<ViewerState>(() => ({
  target: null,
  paneShown: typeof localStorage === 'undefined' || localStorage.getItem(paneKey) !== 'hidden',
  drawerOpen: false,
  zoom: 1,
  mode: 'original',
  expanded: false,
  pagesShown: false,
  revision: 0,
}))

export function setPaneShown(paneShown: boolean): void {
  localStorage.setItem(paneKey, paneShown ? 'shown' : 'hidden')
  useViewer.setState({ paneShown })
}

export function setDrawerOpen(drawerOpen: boolean): void {
  useViewer.setState({ drawerOpen })
}

function open(target: ViewerTarget): void {
  useViewer.setState({ target, paneShown: true, drawerOpen: true })
}

export function openQuote(quote: Quote): void {
  open({ key: quote.key, documentId: quote.documentId, documentName: quote.documentName, page: quote.page, quote: { words: quote.words, start: quote.start, end: quote.end } })
}

export function openDocument(documentId: string, documentName: string, page = 1): void {
  open({ key: `document-${documentId}`, documentId, documentName, page, quote: null })
}

export function closeViewer(): void {
  useViewer.setState({ target: null, expanded: false })
}

export function changeZoom(step: 1 | -1): void {
  useViewer.setState(({ zoom }) => {
    const next = step === 1 ? zoomSteps.find((each) => each > zoom) : zoomSteps.findLast((each) => each < zoom)
    return { zoom: next ?? zoom }
  })
}

export function setMode(mode: ViewerMode): void {
  useViewer.setState({ mode })
}

export function setExpanded(expanded: boolean): void {
  useViewer.setState({ expanded })
}

export function setPagesShown(pagesShown: boolean): void {
  useViewer.setState({ pagesShown })
}
