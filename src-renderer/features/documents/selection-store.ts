import { create } from 'zustand'
import type { Document } from '../../../src-preload/contract/index.ts'
import type { Selection } from './selection.ts'

const nothing: Selection<Document> = { chosen: new Map(), base: new Map(), anchor: null }

/** The documents that bulk actions are about. */
export const useSelection = create<Selection<Document>>(() => nothing)

export function clearSelection(): void {
  if (useSelection.getState() !== nothing) useSelection.setState(nothing)
}

/** Chooses all of these and nothing else. */
export function selectAll(documents: readonly Document[]): void {
  const chosen = new Map(documents.map((each) => [each.id, each]))
  useSelection.setState({ chosen, base: chosen, anchor: null })
}
