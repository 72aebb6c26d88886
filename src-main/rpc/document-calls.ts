import type { OcrEngine } from '../../src-preload/contract/index.ts'
import type { Matters } from '../matters/create-matters.ts'
import { AppError } from '../support/errors.ts'
import type { CallHandlers } from './handlers.ts'

/** The calls that concern the documents of a matter: what they are, how far they were read, and what a person does about it. */
export function documentCalls(matters: Matters, hasEngine: (engine: OcrEngine) => Promise<boolean> = async () => true): Pick<CallHandlers, Extract<keyof CallHandlers, `documents.${string}`>> {
  return {
    'documents.list': async ({ matterId }) => (await matters.open(matterId)).store.documents.list(),
    'documents.query': async ({ matterId, ...query }) => (await matters.open(matterId)).store.query(query),
    'documents.coverage': async ({ matterId, ...asked }) => (await matters.open(matterId)).store.coverage(asked),
    'documents.add': async ({ matterId, paths }) => (await matters.open(matterId)).ingestion.add(paths),
    'documents.remove': async ({ matterId, documentIds }) => (await matters.open(matterId)).ingestion.remove(documentIds),
    async 'documents.retry'({ matterId, documentIds }) {
      await (await matters.open(matterId)).ingestion.retry(documentIds)
      return null
    },
    async 'documents.unlock'({ matterId, documentId, password }) {
      await (await matters.open(matterId)).ingestion.unlock(documentId, password)
      return null
    },
    async 'documents.page'({ matterId, documentId, page }) {
      const found = (await matters.open(matterId)).store.reader.page(documentId, page)
      if (!found) throw new AppError('not-found')
      return found
    },
    async 'documents.pageWords'({ matterId, documentId, page }) {
      const { store } = await matters.open(matterId)
      if (!store.reader.page(documentId, page)) throw new AppError('not-found')
      return store.words.get(documentId, page)
    },
    async 'documents.recognise'({ matterId, documentId, pages, engine }) {
      // Pages that nothing can recognise would wait without a word.
      if (!(await hasEngine(engine))) throw new AppError('model-not-installed', { engine })
      const { ingestion } = await matters.open(matterId)
      ingestion.recognise(documentId, pages, engine)
      return null
    },
    'documents.typePage': async ({ matterId, documentId, page, text }) => (await matters.open(matterId)).ingestion.typePage(documentId, page, text),
  }
}
