import type { MaskAction } from '../../../src-preload/contract/index.ts'
import { announce } from '../../ui/announcer.tsx'
import { t } from '../../ui/strings/index.ts'
import { placedFindings, type PlacedFinding } from './findings.ts'
import { revise, useReview } from './review-store.ts'
import { markElement } from './review-view-store.ts'

interface Scope { readonly everywhere: boolean; readonly remember: boolean }

/** Keeps, masks or generalises a finding, and says aloud what became of it. The focus stays where it was. */
export async function changeFinding(placed: PlacedFinding, action: MaskAction, scope: Scope = { everywhere: true, remember: false }): Promise<void> {
  if (placed.finding.action === action && !scope.remember && !scope.everywhere) return
  const { choices, previews } = useReview.getState()
  const preview = choices === null ? undefined : previews[choices.mode]
  const count = scope.everywhere && preview !== undefined ? placedFindings(preview).filter((each) => each.finding.entity === placed.finding.entity).length : 1
  const hadFocus = document.activeElement === markElement(placed.key)
  const done = await revise([{ kind: 'set-action', findingId: placed.finding.id, action, ...scope }])
  if (!done) return
  announce(t.escalation.finding.changed(placed.text, t.escalation.actionStates[action], count))
  if (hadFocus) requestAnimationFrame(() => markElement(placed.key)?.focus({ preventScroll: true }))
}
