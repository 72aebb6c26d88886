import type { Failure, FailureCode, FailureFacts } from '../../src-preload/contract/index.ts'
import { failureMessage } from './failure-messages.ts'

/**
 * An expected failure, thrown where a value would be clumsy and turned into a {@link Failure} at every boundary.
 * It carries a literal code and facts (counts, ids, enums); never document text, prompts, names or rejected values.
 */
export class AppError extends Error {
  readonly code: FailureCode
  readonly facts: FailureFacts

  constructor(code: FailureCode, facts: FailureFacts = {}, options?: { cause?: unknown }) {
    super(failureMessage(code, facts), options)
    this.name = 'AppError'
    this.code = code
    this.facts = facts
  }
}

/** Turns anything thrown into what may cross a boundary. Unknown errors become `internal`, without their text. */
export function toFailure(error: unknown): Failure {
  if (error instanceof AppError) return { code: error.code, message: error.message, facts: error.facts }
  if (isAbort(error)) return { code: 'cancelled', message: failureMessage('cancelled', {}), facts: {} }
  const system = systemFailure(error)
  if (system) return { code: system, message: failureMessage(system, {}), facts: {} }
  return { code: 'internal', message: failureMessage('internal', {}), facts: {} }
}

/** A failure that came over a thread or process boundary, as an error again. */
export function fromFailure(failure: Failure): AppError {
  return new AppError(failure.code, failure.facts)
}

export function isAbort(error: unknown): boolean {
  return error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
}

/** Maps the errno codes that users meet to the product's own; null for all others. */
function systemFailure(error: unknown): FailureCode | null {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  switch (code) {
    case 'ENOSPC': case 'EDQUOT': return 'disk-full'
    case 'EROFS': return 'disk-read-only'
    case 'ENOENT': return 'file-missing'
    case 'EACCES': case 'EPERM': return 'file-unreadable'
    case 'ELOOP': return 'folder-loop'
    default: return null
  }
}
