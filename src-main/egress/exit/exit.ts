import type { ExitStatus, MaskAction, Preview, PreviewEdit, Term } from '../../../src-preload/contract/index.ts'
import type { ReplyEvent } from '../providers/provider-adapter.ts'
import type { RedactionMode, Vault } from '../redact/redactor.ts'
import type { ApprovedPreview, Proposal } from './stages.ts'
import type { Ledger } from '../../ledger/ledger.ts'

/** What the exit needs to know of the matter that asks, and where it writes down what happened. Asked anew at every step. */
export interface ExitMatter {
  readonly id: string
  readonly dataPolicy: () => 'never' | 'ask'
  readonly ledger: Ledger
  readonly vault: (chatId: string) => Vault
  /** Of this matter and of all matters. */
  readonly terms: () => readonly Term[]
  readonly remember: (term: { readonly text: string; readonly category: Term['category']; readonly action: MaskAction }) => void
  readonly spend: SpendBook
}

/** Counts and money only, in US dollars. */
export interface SpendBook {
  /** Of this matter. */
  total(): number
  /** Of all matters, those deleted since included. */
  since(moment: Date): number
  add(row: { readonly providerId: string; readonly model: string; readonly inputTokens: number | null; readonly outputTokens: number | null; readonly costUsd: number | null }): void
}

/** What comes back of an approved request: text with the names in it again, then what it took. */
export type ExitEvent =
  | { readonly kind: 'text'; readonly delta: string }
  | { readonly kind: 'end'; readonly bytesSent: number; readonly bytesReceived: number; readonly inputTokens: number | null; readonly outputTokens: number | null; readonly costUsd: number | null; readonly stoppedBy: Extract<ReplyEvent, { kind: 'end' }>['stoppedBy'] }

/** The only way out. Each step takes what the step before made; nothing can be skipped. */
export interface Exit extends AsyncDisposable {
  status(matter: ExitMatter): ExitStatus
  /**
   * Redacts, serialises, scans the bytes again, decides, and writes a `proposal` row. What stands against sending is in `blocked`;
   * only a matter that says never is not even prepared. Errors: `exit-closed`, `detector-failed`, `invalid-request`, `cancelled`, those of the ledger.
   */
  propose(matter: ExitMatter, proposal: Proposal, options: { readonly mode: RedactionMode; readonly signal: AbortSignal; readonly onProgress?: (stage: 'finding-names' | 'serialising', done: number) => void }): Promise<Preview>
  /** Errors: `approval-void` when the preview is used, expired or unknown. */
  revise(matter: ExitMatter, previewId: string, edits: readonly PreviewEdit[], signal: AbortSignal): Promise<Preview>
  /**
   * Decides again with what holds now; writes an `approval` or a `refusal` row. The provider itself is read anew by `send`.
   * Errors: `approval-void`, `exit-closed`, `policy-unreadable`, `exit-blocked`, `key-missing`, `spend-limit`, those of the ledger.
   */
  approve(matter: ExitMatter, previewId: string, approvalHash: string): ApprovedPreview
  /** Which question a live preview belongs to, for whoever stores the message. */
  proposalOf(previewId: string): Proposal
  /**
   * Sends the approved bytes and gives the reply its names back. `send` and `receive` rows. Works once for an approval,
   * also when it fails. Errors: those of `approve`, of the transport and of the provider.
   */
  send(matter: ExitMatter, approved: ApprovedPreview, signal: AbortSignal): AsyncIterable<ExitEvent>
  withdraw(matter: ExitMatter, previewId: string): void
  /** Voids every preview of a matter: it was locked, deleted, or may no longer send. */
  voidAll(matterId: string): void
}
