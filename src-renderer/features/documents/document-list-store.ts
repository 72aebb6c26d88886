import { create } from 'zustand'
import type { Document } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'
import { everything, queryOf, type DocumentFilter } from './document-filter.ts'
import { learn } from './related-store.ts'
import { clearSelection } from './selection-store.ts'

/** Rows that are asked for together. */
export const rowsPerCall = 100

interface ListState {
  readonly matterId: string | null
  readonly filter: DocumentFilter
  /** Null until the first answer. */
  readonly counts: { readonly total: number; readonly all: number; readonly failed: number; readonly withGaps: number } | null
  /** By their place in the order; what was not asked for yet is absent. */
  readonly rows: ReadonlyMap<number, Document>
  readonly failed: boolean
}

export const useDocumentList = create<ListState>(() => ({ matterId: null, filter: everything, counts: null, rows: new Map(), failed: false }))

/** Rises with every change of what is asked for: an answer to an older question is thrown away. */
let question = 0
const asked = new Set<number>()
let shown: { readonly first: number; readonly last: number } = { first: 0, last: 0 }

async function loadBlock(block: number): Promise<void> {
  const { matterId, filter } = useDocumentList.getState()
  if (matterId === null) return
  asked.add(block)
  const mine = question
  const outcome = await call('documents.query', queryOf(matterId, filter, block * rowsPerCall, rowsPerCall))
  if (mine !== question) return
  if (!outcome.ok) {
    asked.delete(block)
    useDocumentList.setState({ failed: true })
    return
  }
  const { documents, total, all, failed, withGaps } = outcome.value
  learn(documents)
  useDocumentList.setState((before) => {
    const rows = new Map(before.rows)
    for (const index of rows.keys()) if (index >= total) rows.delete(index)
    documents.forEach((document, index) => rows.set(block * rowsPerCall + index, document))
    return { rows, counts: { total, all, failed, withGaps }, failed: false }
  })
}

/** Asks for the rows that are on screen and not here yet. */
export function showRows(first: number, last: number): void {
  shown = { first, last }
  for (let block = Math.floor(first / rowsPerCall); block <= Math.floor(last / rowsPerCall); block += 1) {
    if (!asked.has(block)) void loadBlock(block)
  }
}

/** Asks again for what is on screen; it stays there until the answer is in its place. */
export async function reloadDocuments(): Promise<void> {
  question += 1
  asked.clear()
  const { first, last } = shown
  const blocks = Array.from({ length: Math.floor(last / rowsPerCall) - Math.floor(first / rowsPerCall) + 1 }, (_, index) => Math.floor(first / rowsPerCall) + index)
  // Rows elsewhere may have moved; they are asked for when they come on screen.
  useDocumentList.setState((before) => ({ rows: new Map([...before.rows].filter(([index]) => blocks.includes(Math.floor(index / rowsPerCall)))) }))
  await Promise.all(blocks.map(loadBlock))
}

/** Begins with another matter, or with the one on screen anew. */
export async function loadDocuments(matterId: string): Promise<void> {
  if (useDocumentList.getState().matterId !== matterId) {
    shown = { first: 0, last: 0 }
    clearSelection()
    useDocumentList.setState({ matterId, filter: everything, counts: null, rows: new Map(), failed: false })
  }
  await reloadDocuments()
}

/** Shows other documents, or the same in another order. What was selected may be out of sight then, so nothing stays selected. */
export async function changeFilter(change: (filter: DocumentFilter) => DocumentFilter): Promise<void> {
  shown = { first: 0, last: 0 }
  clearSelection()
  useDocumentList.setState((before) => ({ filter: change(before.filter) }))
  await reloadDocuments()
}

/** The largest answer that a call gives. */
const mostAtOnce = 500

/** Every document that matches now, in order; null when they could not be had or the question changed meanwhile. */
export async function allMatching(): Promise<readonly Document[] | null> {
  const { matterId, filter } = useDocumentList.getState()
  if (matterId === null) return null
  const mine = question
  const found: Document[] = []
  for (;;) {
    const outcome = await call('documents.query', queryOf(matterId, filter, found.length, mostAtOnce))
    if (!outcome.ok || mine !== question) return null
    found.push(...outcome.value.documents)
    if (outcome.value.documents.length === 0 || found.length >= outcome.value.total) return found
  }
}
