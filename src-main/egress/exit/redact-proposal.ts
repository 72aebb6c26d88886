import type { RedactionPolicy, Term } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import type { Decision, Redaction, RedactionMode, Redactor, RedactOptions, Vault } from '../redact/redactor.ts'
import { buildPrompt } from './build-prompt.ts'
import { checkRedaction } from './check-redaction.ts'
import { markRedacted } from './stage-marks.ts'
import type { Proposal, RedactedProposal } from './stages.ts'

export interface RedactProposalOptions {
  readonly mode: RedactionMode
  readonly policy: RedactionPolicy
  readonly terms: readonly Term[]
  readonly vault: Vault
  readonly decisions: readonly Decision[]
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly onProgress?: (done: number) => void
}

/**
 * Step 2: the only maker of a {@link RedactedProposal}. Errors: `detector-failed` (the redactor failed in any way, took too long,
 * or gave back something else than what it was given), `cancelled`, `invalid-request` for a proposal without a question.
 */
export async function redactProposal(redactor: Redactor, proposal: Proposal, { timeoutMs, signal, ...options }: RedactProposalOptions): Promise<RedactedProposal> {
  const { parts } = proposal.input
  if (!parts.some((part) => part.kind === 'question' && part.text.trim() !== '') || new Set(parts.map((part) => part.id)).size !== parts.length) throw new AppError('invalid-request')
  const redaction = await inTime(redactor, proposal, { ...options, signal }, timeoutMs)
  checkRedaction(parts, redaction)
  // A copy that nobody else holds: what is previewed is what was checked.
  const kept = structuredClone(redaction)
  return markRedacted({ proposal, redaction: kept, prompt: buildPrompt(kept.parts) })
}

/** A redactor that does not listen to its signal is left behind; its answer is not waited for. */
async function inTime(redactor: Redactor, proposal: Proposal, options: RedactOptions, timeoutMs: number): Promise<Redaction> {
  const abort = new AbortController()
  const tooLong = setTimeout(() => abort.abort(new AppError('detector-failed', { reason: 'timeout' })), timeoutMs)
  const cancel = (): void => abort.abort(new AppError('cancelled'))
  if (options.signal.aborted) cancel()
  options.signal.addEventListener('abort', cancel, { once: true })
  const aborted = new Promise<never>((_resolve, reject) => {
    if (abort.signal.aborted) reject(abort.signal.reason)
    abort.signal.addEventListener('abort', () => reject(abort.signal.reason), { once: true })
  })
  try {
    return await Promise.race([aborted, redactor.redact(proposal.input.parts, { ...options, signal: abort.signal })])
  } catch (error) {
    if (abort.signal.reason instanceof AppError) throw abort.signal.reason
    throw error instanceof AppError && error.code === 'detector-failed' ? error : new AppError('detector-failed')
  } finally {
    clearTimeout(tooLong)
    options.signal.removeEventListener('abort', cancel)
  }
}
