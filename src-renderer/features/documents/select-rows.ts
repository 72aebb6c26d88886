import { reportFailure } from '../../ui/toast-store.ts'
import { unreachable } from '../../client/bridge.ts'
import { allMatching, useDocumentList } from './document-list-store.ts'
import { extendTo, rangeIsKnown, toggle } from './selection.ts'
import { selectAll, useSelection } from './selection-store.ts'

/** Chooses the row at a place, or lets go of it. */
export function toggleRow(index: number): void {
  const document = useDocumentList.getState().rows.get(index)
  if (document !== undefined) useSelection.setState((before) => toggle(before, index, document))
}

/** Chooses from where the last choice was made to a place; rows between that were never on screen are asked for first. */
export async function selectRange(from: number, to: number): Promise<void> {
  const { rows } = useDocumentList.getState()
  const anchor = useSelection.getState().anchor ?? from
  if (rangeIsKnown(anchor, to, (index) => rows.has(index))) {
    useSelection.setState((before) => extendTo(before, from, to, (index) => rows.get(index)))
    return
  }
  const all = await allMatching()
  if (all === null) reportFailure(unreachable)
  else useSelection.setState((before) => extendTo(before, from, to, (index) => all[index]))
}

/** Chooses every document that matches, on screen or not. */
export async function selectAllMatching(): Promise<void> {
  const all = await allMatching()
  if (all === null) reportFailure(unreachable)
  else selectAll(all)
}
