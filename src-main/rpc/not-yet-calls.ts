import { AppError } from '../support/errors.ts'
import type { CallHandlers } from './handlers.ts'

type Name = 'watch.list' | 'watch.add' | 'watch.remove'

const notYet = async (): Promise<never> => { throw new AppError('not-allowed') }

/** Calls of the contract that are being built. Whoever builds one takes it out of here. */
export const notYetCalls: Pick<CallHandlers, Name> = { 'watch.list': notYet, 'watch.add': notYet, 'watch.remove': notYet }
