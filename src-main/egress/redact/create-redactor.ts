import { AppError } from '../../support/errors.ts'
import type { Detector, Redactor } from './redactor.ts'

export interface RedactorOptions {
  /** The name finder; null where its weights are not installed. `default` and `deep` then end with `detector-failed`, never silently with less. Disposed of by its maker. */
  readonly names: Detector | null
  /** Asks the local chat model what in the already masked text could still identify someone; null where it cannot. `deep` then ends with `detector-failed`. */
  readonly deep?: Detector | null
  /** How long the name finder may take for one piece of text before it counts as failed. */
  readonly namesTimeoutMs?: number
}

/** Finds and masks over all parts of a payload together. Errors of `redact`: `detector-failed` (missing, crashed, timed out, cut short), `cancelled`. */
export function createRedactor(_options: RedactorOptions): Redactor {
  return {
    redact: () => Promise.reject(new AppError('detector-failed')),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  }
}
