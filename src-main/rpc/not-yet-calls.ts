import { AppError } from '../support/errors.ts'
import type { CallHandlers } from './handlers.ts'

type Name = Extract<keyof CallHandlers, `exit.${string}` | `providers.${string}` | `keys.${string}`>

/** Calls of the contract whose rooms are being built; this file shrinks to nothing. */
export function notYetCalls(): Pick<CallHandlers, Name> {
  const closed = (): Promise<never> => Promise.reject(new AppError('exit-closed'))
  return {
    'exit.status': closed, 'exit.propose': closed, 'exit.revise': closed, 'exit.approve': closed, 'exit.withdraw': closed,
    'providers.presets': closed, 'providers.list': closed, 'providers.save': closed, 'providers.remove': closed, 'providers.setKey': closed, 'providers.clearKey': closed,
    'keys.status': closed, 'keys.unlock': closed, 'keys.lock': closed,
  }
}
