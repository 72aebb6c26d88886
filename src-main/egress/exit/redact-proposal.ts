import type { RedactionPolicy, Term } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import type { Decision, Redaction, RedactionMode, Redactor, RedactOptions, Vault } from '../redact/redactor.ts'
import { buildPrompt } from './build-prompt.ts'
import { checkRedaction } from './check-redaction.ts'
import { markRedacted } from './stage-marks.ts'
import { Proposal, type RedactedProposal } from './stages.ts'

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

/** UTF-16 units; what is masked becomes shorter, so this is above what a request may be. */
const mostTextLength = 2_000_000

/**
 * Step 2: the only maker of a {@link RedactedProposal}. Errors: `detector-failed` (the redactor failed in any way, took too long,
 * or gave back something else than what it was given), `cancelled`, `invalid-request` for a proposal without a question,
 * `exit-blocked` for one that is too long to be looked through.
 */
export async function redactProposal(redactor: Redactor, proposal: Proposal, { timeoutMs, signal, ...options }: RedactProposalOptions): Promise<RedactedProposal> {
  // A copy that nobody else holds, so that what is decided later is decided about what was asked now.
  const own = new Proposal(structuredClone(proposal.input))
  const { parts } = own.input
  if (!parts.some((part) => part.kind === 'question' && part.text.trim() !== '') || new Set(parts.map((part) => part.id)).size !== parts.length) throw new AppError('invalid-request')
  if (parts.reduce((sum, part) => sum + part.text.length, 0) > mostTextLength) throw new AppError('exit-blocked', { reason: 'too-large' })
  const redaction = structuredClone(await inTime(redactor, own, { ...options, signal }, timeoutMs))
  checkRedaction(parts, redaction)
  return markRedacted({ proposal: own, redaction, prompt: buildPrompt(redaction.parts) })
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
