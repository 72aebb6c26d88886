import type { Bridge, CallName, CallOutcome, CallParams, CallResult, Failure } from '../../src-preload/contract/index.ts'
import { t } from '../ui/strings/index.ts'
import { reportFailure } from '../ui/toast-store.ts'

declare global {
  interface Window {
    /** Set by the preload in Electron. */
    readonly strongroom?: Bridge
  }
}

let current: Bridge | null = null

/** Gives the page its one way to the main process; called once, before anything is drawn. */
export function provideBridge(bridge: Bridge): void {
  current = bridge
}

export function bridge(): Bridge {
  if (current === null) throw new Error('the bridge was used before it was provided')
  return current
}

/** A failure of the way itself, not of the call. */
export const unreachable: Failure = { code: 'internal', message: t.failure.unreachable, facts: {} }

/** Calls the main process; a failure is a value, also when the way to it is broken. */
export async function call<N extends CallName>(name: N, params: CallParams<N>): Promise<CallOutcome<N>> {
  try {
    return await bridge().call(name, params)
  } catch {
    return { ok: false, error: unreachable }
  }
}

/** Like `call`, and shows a failure as a notice; `undefined` then. */
export async function attempt<N extends CallName>(name: N, params: CallParams<N>): Promise<CallResult<N> | undefined> {
  const outcome = await call(name, params)
  if (outcome.ok) return outcome.value
  if (outcome.error.code !== 'cancelled') reportFailure(outcome.error)
  return undefined
}
