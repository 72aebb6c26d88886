import type { Cost, Block, EscalationMode, Provider } from '../../../src-preload/contract/index.ts'
import type { Redaction, TextPart } from '../redact/redactor.ts'
import type { ExitPrompt, SerialisedRequest } from '../providers/provider-adapter.ts'

/** Step 1: what somebody would like to ask a model elsewhere, in the clear. Nothing of it has been checked. */
export interface ProposalInput {
  readonly matterId: string
  readonly chatId: string
  readonly question: string
  readonly mode: EscalationMode
  readonly provider: Provider
  readonly model: string
  /** All text of the prompt, in the order it is sent. The parts of kind `instructions` are the system turn. */
  readonly parts: readonly TextPart[]
}

export class Proposal {
  readonly input: ProposalInput

  constructor(input: ProposalInput) {
    this.input = input
  }
}

declare const made: unique symbol
/** Step 2: every part masked, or the step before threw. Only `redactProposal` makes one. */
export interface RedactedProposal { readonly [made]: 'redacted'; readonly proposal: Proposal; readonly redaction: Redaction; readonly prompt: ExitPrompt }
/** Step 3: the exact bytes, what stands against sending them, what it costs. Only `makePreview` makes one. */
export interface ExitPreview {
  readonly [made]: 'preview'
  readonly id: string
  readonly redacted: RedactedProposal
  /** With every header that the transport adds, so that its names are those on the wire. */
  readonly request: SerialisedRequest
  /** In words, for the person who decides. */
  readonly warnings: readonly string[]
  readonly blocked: readonly Block[]
  readonly cost: Cost
  readonly approvalHash: string
  readonly expiresAt: Date
}
/** Step 4: a person approved exactly this, just now. Only `Approvals.approve` makes one, once for each preview; the transport takes nothing else. */
export interface ApprovedPreview { readonly [made]: 'approved'; readonly preview: ExitPreview }
