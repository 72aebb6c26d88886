import type { FailureCode } from '../../src-preload/contract/index.ts'
import { toFailure } from '../support/errors.ts'

/** A failure whose message names what to type next; the product's own message speaks of buttons. */
export class CommandFailure extends Error {
  readonly code: FailureCode
  constructor(code: FailureCode, message: string) {
    super(message)
    this.name = 'CommandFailure'
    this.code = code
  }
}

const typedAdvice: Partial<Record<FailureCode, string>> = {
  'model-not-installed': 'The model’s file is not on this machine yet. `strongroom models fetch` gets it, `strongroom models import FILE` takes one that you have.',
  'offline': 'Strongroom is set to stay offline, so nothing was fetched. `strongroom models fetch --online` allows this one fetch; `strongroom models import FILE` takes a file that you have.',
  'invalid-request': 'The arguments do not fit: a question has 1 to 4000 characters, a matter’s name 1 to 120.',
}

/** Code and message of anything thrown, as the command line shows it. Bugs keep their text to themselves. */
export function describeFailure(error: unknown): { readonly code: FailureCode; readonly message: string } {
  if (error instanceof CommandFailure) return { code: error.code, message: error.message }
  const failure = toFailure(error)
  return { code: failure.code, message: typedAdvice[failure.code] ?? failure.message }
}
