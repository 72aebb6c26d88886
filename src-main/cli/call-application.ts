import { calls } from '../../src-preload/contract/index.ts'
import type { CallName, CallParams, CallResult } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { AppError } from '../support/errors.ts'

/** One call of the contract from the command line. Arguments are outside input too: `invalid-request` when they do not fit. */
export async function callApplication<N extends CallName>(application: ApplicationPort, name: N, params: CallParams<N>): Promise<CallResult<N>> {
  const input = calls[name].params.safeParse(params)
  if (!input.success) throw new AppError('invalid-request')
  const handle = application.handlers[name] as (input: unknown) => Promise<CallResult<N>>
  return handle(input.data)
}
