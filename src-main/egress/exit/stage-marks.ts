import type { ApprovedPreview, ExitPreview, RedactedProposal } from './stages.ts'

// What a type says is gone when the program runs. These sets are what remains: an object that merely looks like a stage is not in
// them. test/architecture/exit-order.test.ts keeps each `mark` to the one file that makes the stage.
const redacted = new WeakSet<object>()
const previews = new WeakSet<object>()
const approved = new WeakSet<object>()

/** For `redact-proposal.ts` alone. */
export function markRedacted(stage: Omit<RedactedProposal, symbol>): RedactedProposal {
  redacted.add(stage)
  return stage as RedactedProposal
}

export function isRedacted(stage: RedactedProposal): boolean {
  return redacted.has(stage)
}

/** For `make-preview.ts` alone. */
export function markPreview(stage: Omit<ExitPreview, symbol>): ExitPreview {
  previews.add(stage)
  return stage as ExitPreview
}

export function isPreview(stage: ExitPreview): boolean {
  return previews.has(stage)
}

/** For `approvals.ts` alone. */
export function markApproved(preview: ExitPreview): ApprovedPreview {
  const stage = Object.freeze({ preview }) as ApprovedPreview
  approved.add(stage)
  return stage
}

/** For `approvals.ts` alone: the approval will not be taken any more. */
export function unmarkApproved(stage: ApprovedPreview): void {
  approved.delete(stage)
}

/** For the transport alone: whether this is an approval that was given and not yet used. Asking uses it up. */
export function takeApproved(stage: ApprovedPreview): boolean {
  return approved.delete(stage)
}
