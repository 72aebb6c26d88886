import type { FailureCode } from '../../../src-preload/contract/index.ts'
import type { DocumentRow } from '../../store/documents-table.ts'
import { AppError, fromFailure, toFailure } from '../../support/errors.ts'
import { ungroup } from './group-similar.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { deleteParts } from './remove-documents.ts'

/** Failures of the machine: the next document would fail in the same way. */
export const machineCodes: readonly FailureCode[] = ['disk-full', 'disk-read-only', 'store-damaged', 'embedder-changed', 'model-not-installed', 'busy']
/** One text may crash the embedder; this many documents in a row mean that it is the embedder. */
const embedderFailuresInARow = 3

/** Decides what a failure costs: one document, or the reading until somebody resumes it. */
export interface FailureRules {
  /** Lists the documents as failed, with the reason. */
  ofDocuments(documents: readonly Pick<DocumentRow, 'id'>[], error: unknown): Promise<void>
  /** Stops the reading. */
  ofMachine(error: unknown): void
  embedderWorks(): void
  stoppedBy(): AppError | null
  forget(): void
}

export function createFailureRules({ store, log }: Pick<IngestionPorts, 'store' | 'log'>): FailureRules {
  let stoppedBy: AppError | null = null
  let embedderFailures = 0

  const ofMachine = (error: unknown): void => {
    stoppedBy ??= fromFailure(toFailure(error))
    log.write('ingest-finished', { code: stoppedBy.code })
  }

  return {
    ofMachine,
    async ofDocuments(documents, error) {
      const failure = toFailure(error)
      const isMachine = machineCodes.includes(failure.code)
      if (failure.code === 'embedder-failed') embedderFailures++
      if (isMachine || embedderFailures >= embedderFailuresInARow) ofMachine(error)
      // One document tells the reason; the others keep what was done for them and go on later.
      for (const { id } of isMachine ? documents.slice(0, 1) : documents) {
        log.write('document-failed', { code: failure.code })
        try {
          store.transaction(() => {
            // Some of its rows may be in the index already.
            const document = store.documents.get(id)
            if (document && (document.passagesEarly > 0 || document.indexDirty)) store.hidden.hide(id)
            store.documents.fail(id, failure)
            store.pageTasks.dropAll(id)
            ungroup(id, store)
          })
          await deleteParts(id, store)
        } catch (failingError) {
          ofMachine(failingError)
        }
      }
    },
    embedderWorks: () => { embedderFailures = 0 },
    stoppedBy: () => stoppedBy,
    forget() {
      stoppedBy = null
      embedderFailures = 0
    },
  }
}
