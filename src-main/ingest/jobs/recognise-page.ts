import { join } from 'node:path'
import type { FailureCode, OcrEngine, Page } from '../../../src-preload/contract/index.ts'
import { joinPictures, readsPicturesOnly } from '../ocr/beside-own-text.ts'
import { turnedBack } from '../ocr/turned-back.ts'
import { unknownLetters } from '../ocr/page-recogniser.ts'
import type { PageTask } from '../../store/page-tasks-table.ts'
import { fromFailure } from '../../support/errors.ts'
import { machineCodes } from './failure-rules.ts'
import { groupSimilar, signatureOf } from './group-similar.ts'
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
  if (task.written === 0 && engine && recognition) {
    const document = store.documents.get(documentId)
    const found = store.pages.get(documentId, page)
    if (!document?.storedName || !found) return 'done'
    const what = document.mediaType === 'pdf' && readsPicturesOnly(found, store.words.get(documentId, page)) ? 'pictures' : 'page'
    const result = await recognition.recogniser.recognise(join(filesFolder, document.storedName), page, { engine, languages: recognition.languages(), what, password, signal })
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
      await finish(task, ports, () => markFailed(documentId, before, engine, ports))
      return 'done'
    }
    const { note } = result.value
    // Before the page: a job that is killed in between says it again, and it is said once.
    if (note !== undefined) store.documents.warn(documentId, note)
    const placed = turnedBack(result.value)
    const read = what === 'page' ? { page: { ...placed.page, page, label: before.label }, words: placed.words } : joinPictures(before, store.words.get(documentId, page), placed)
    if (what === 'pictures' && read.page.text === before.text) {
      await finish(task, ports, () => judgeAnew(documentId, before, read.page, engine, ports))
      return 'done'
    }
    replacePageText(documentId, read.page, read.words, ports)
    if (note === undefined) store.documents.settle(documentId, unknownLetters)
  }
  // A person may type another text meanwhile: then this one's turn was in vain, and the page's comes again.
  const written = store.pageTasks.get(documentId, page)?.written ?? 0
  onIndexed(await indexPage(documentId, page, ports, signal))
  await finish(task, ports, () => store.pageTasks.indexed(documentId, page, written))
  return 'done'
}

/** Ends a task. With a document's last one it is known what the whole document says, and which others say nearly the same. */
async function finish({ documentId }: PageTask, { store }: Pick<IngestionPorts, 'store'>, end: () => void): Promise<void> {
  const document = store.documents.get(documentId)
  const signature = document && store.pageTasks.countOf(documentId) === 1 ? await signatureOf(document, store) : undefined
  store.transaction(() => {
    end()
    if (signature !== undefined && store.documents.get(documentId)?.supersededBy === null) groupSimilar(documentId, signature, store)
  })
}

/** The pictures say nothing: the text is what it was, and in the index already. */
function judgeAnew(documentId: string, before: Page, after: Page, engine: OcrEngine, { store }: Pick<IngestionPorts, 'store'>): void {
  store.pages.put(documentId, [after])
  store.documents.pageChanged(documentId, before.coverage, after.coverage)
  store.pageTasks.drop(documentId, before.page, engine)
}

/** Nothing of the page could be read; one that had a text keeps it, and what is said of it. */
function markFailed(documentId: string, before: Page, engine: OcrEngine, { store }: Pick<IngestionPorts, 'store'>): void {
  if (store.pageTasks.get(documentId, before.page)?.engine !== engine) return
  const after: Page = before.text.trim() === '' ? { ...before, coverage: 'failed', method: 'none', confidence: 0 } : before.coverage === 'waiting' ? { ...before, coverage: 'partly' } : before
  if (after !== before) {
    store.pages.put(documentId, [after])
    store.documents.pageChanged(documentId, before.coverage, after.coverage)
  }
  store.pageTasks.drop(documentId, before.page, engine)
}
