import type { Block, FailureCode } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import type { AdminPolicyState } from './admin-policy.ts'

/** The first block as the failure that a person is told; the first because the gate lists the strictest first. */
export function failureOf(blocks: readonly [Block, ...Block[]], admin: AdminPolicyState): AppError {
  const { reason } = blocks[0]
  return new AppError(reason === 'policy-file' && admin.state === 'unreadable' ? 'policy-unreadable' : codes[reason], { reason })
}

const codes: Readonly<Record<Block['reason'], FailureCode>> = {
  'offline': 'exit-closed', 'matter-never': 'exit-closed', 'policy-file': 'exit-closed',
  'host-not-allowed': 'exit-blocked', 'no-key': 'key-missing', 'spend-limit': 'spend-limit',
  'detector-failed': 'detector-failed', 'text-not-scanned': 'exit-blocked', 'value-left': 'exit-blocked', 'identifier-left': 'exit-blocked', 'too-large': 'exit-blocked',
  'ledger-unavailable': 'ledger-damaged',
}

/** A literal for the ledger's `detail`: code and, where there is one, reason. Never text from outside. */
export function literalOf(error: unknown): string {
  if (!(error instanceof AppError)) return 'internal'
  const { reason, status } = error.facts
  return [error.code, ...(typeof reason === 'string' ? [reason] : []), ...(typeof status === 'number' ? [String(status)] : [])].join(' ')
}
