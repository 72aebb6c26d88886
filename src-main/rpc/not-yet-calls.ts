import { AppError } from '../support/errors.ts'
import type { CallHandlers } from './handlers.ts'

type Name =
  | 'documents.query' | 'documents.unlock' | 'documents.pageWords' | 'documents.recognise' | 'documents.typePage' | 'documents.coverage'
  | 'watch.list' | 'watch.add' | 'watch.remove'

const notYet = async (): Promise<never> => { throw new AppError('not-allowed') }

/** Calls of the contract that are being built. Whoever builds one takes it out of here. */
export const notYetCalls: Pick<CallHandlers, Name> = {
  'documents.query': notYet, 'documents.unlock': notYet, 'documents.pageWords': notYet, 'documents.recognise': notYet,
  'documents.typePage': notYet, 'documents.coverage': notYet, 'watch.list': notYet, 'watch.add': notYet, 'watch.remove': notYet,
}
