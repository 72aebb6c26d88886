import { join } from 'node:path'
import type { FailureCode } from '../../../src-preload/contract/index.ts'
import type { PageTask } from '../../store/page-tasks-table.ts'
import { fromFailure } from '../../support/errors.ts'
import { machineCodes } from './failure-rules.ts'
import type { IngestionPorts, Recognition } from './ingestion-ports.ts'
import { indexPage, replacePageText } from './replace-page-text.ts'

export type RecognisePorts = Pick<IngestionPorts, 'store' | 'index' | 'embedder' | 'splitPassages' | 'filesFolder' | 'log'>

export interface RecogniseStepOptions {
  readonly recognition: Recognition | undefined
  readonly password: string | null
  readonly signal: AbortSignal
  /** A page was looked at, whatever came of it. */
  readonly onRecognised: () => void
  readonly onIndexed: (rows: number) => void
}

/** Codes that say that the next page would fail as well, though reading text does not. */
const engineCodes: readonly FailureCode[] = ['model-not-installed', 'busy']

/**
 * Does what is to be done for one page of a committed document: recognises it and stores what it says, or takes a text that
 * is stored already into the index. What cannot be recognised is marked as failed; a text that it had stays.
 * Answers `engine-missing` when no page can be recognised now. Errors: `embedder-failed`, `disk-full`, `cancelled`.
 */
export async function recognisePage(task: PageTask, ports: RecognisePorts, { recognition, password, signal, onRecognised, onIndexed }: RecogniseStepOptions): Promise<'done' | 'engine-missing'> {
  const { store, filesFolder, log } = ports
  const { documentId, page, engine } = task
  if (!task.isWritten && engine && recognition) {
    const storedName = store.documents.get(documentId)?.storedName
    if (!storedName) return 'done'
    const result = await recognition.recogniser.recognise(join(filesFolder, storedName), page, { engine, languages: recognition.languages(), password, signal })
    signal.throwIfAborted()
    if (!result.ok && engineCodes.includes(result.error.code)) return 'engine-missing'
    if (!result.ok && machineCodes.includes(result.error.code)) throw fromFailure(result.error)
    // A person may have typed the text meanwhile, or asked for another engine.
    if (store.pageTasks.get(documentId, page)?.engine !== engine) return 'done'
    onRecognised()
    const before = store.pages.get(documentId, page)
    if (!before) return 'done'
    if (!result.ok) {
      log.write('document-failed', { code: result.error.code, page })
      markFailed(task, ports)
      return 'done'
    }
    replacePageText(documentId, { ...result.value.page, page, label: before.label }, result.value.words, ports)
  }
  onIndexed(await indexPage(documentId, page, ports, signal))
  return 'done'
}

/** Nothing of the page could be read; one that had a text keeps it, and what is said of it. */
function markFailed({ documentId, page }: PageTask, { store }: Pick<IngestionPorts, 'store'>): void {
  store.transaction(() => {
    const before = store.pages.get(documentId, page)
    if (before && before.text.trim() === '') {
      store.pages.put(documentId, [{ ...before, coverage: 'failed', method: 'none', confidence: 0 }])
      store.documents.pageChanged(documentId, before.coverage, 'failed')
    }
    store.pageTasks.drop(documentId, page)
  })
}
