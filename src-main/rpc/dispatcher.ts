import { calls } from '../../src-preload/contract/index.ts'
import type { CallName, Failure } from '../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../support/errors.ts'
import type { Log } from '../support/log.ts'
import type { ApplicationPort } from './handlers.ts'
import { fitsMessage } from './message-size.ts'

export type DispatchOutcome = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: Failure }

/** Runs one call that came from a page. Never rejects: whatever goes wrong is a failure with a literal code. */
export type Dispatch = (name: unknown, params: unknown) => Promise<DispatchOutcome>

/**
 * The one way from a page to the application, for both transports. What comes in is `unknown` until the contract has parsed it,
 * what goes out is cut to what the contract names. Codes: those of the call, `invalid-request`, and `internal` for bugs.
 */
export function createDispatcher(application: Pick<ApplicationPort, 'handlers'>, log: Log): Dispatch {
  return async (name, params) => {
    try {
      if (!isCallName(name) || !fitsMessage(params)) throw new AppError('invalid-request')
      const input = calls[name].params.safeParse(params)
      if (!input.success) throw new AppError('invalid-request')
      const handle = application.handlers[name] as (input: unknown) => Promise<unknown>
      return { ok: true, value: calls[name].result.parse(await handle(input.data)) }
    } catch (error) {
      const failure = toFailure(error)
      log.write('call-failed', { code: failure.code })
      return { ok: false, error: failure }
    }
  }
}

/** Own names only: `constructor` and `__proto__` are on every object and are no calls. */
function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(calls, name)
}
