import type { DocumentRow } from '../../store/documents-table.ts'
import type { DocumentClaims } from './document-claims.ts'
import { commitDocuments } from './commit-documents.ts'
import { embedDocument } from './embed-document.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { parseDocument } from './parse-document.ts'
import { recognisePage } from './recognise-page.ts'
import { splitDocument } from './split-document.ts'
import { commitGroup, createCommitTiming, pendingStates, type Stage, type StageWork, unheld } from './stage.ts'

export interface StageHooks {
  /** Nothing may be done at all. */
  readonly isStopped: () => boolean
  /** Nothing may be read: as `isStopped`, or because somebody wants it to wait. */
  readonly isPaused: () => boolean
  /** Files are being taken in. */
  readonly isTakingIn: () => boolean
  /** Asks all stages again what there is to do. */
  readonly wake: () => void
  readonly onPages: (documentId: string, done: number, total: number) => void
  readonly onEmbedded: (passages: number) => void
  /** Rows that the index has more now, and in how many writes. */
  readonly onIndexed: (rows: number) => void
  readonly onRecognised: () => void
  /** All pages of a document that waited for it are recognised. */
  readonly onPagesDone: (documentId: string) => void
  readonly passwordOf: (documentId: string) => string | null
  readonly recognitionIsOff: () => boolean
  readonly turnRecognitionOff: () => void
}

/** Tasks looked at for one whose document nobody works on. */
const tasksLookedAt = 50

/**
 * Reading, embedding, committing and recognising run side by side, each on its own documents; SQLite's states are the queue
 * between them. Reading stays one document ahead of embedding: more would only fill the disk earlier. Pages are recognised,
 * one at a time, when all that has a text has been read, unless a person asked for them.
 */
export function createStages(ports: IngestionPorts, claims: DocumentClaims, hooks: StageHooks): readonly Stage[] {
  const { store } = ports
  const { isPaused, onPages, onEmbedded, onIndexed } = hooks
  const work = (documents: readonly DocumentRow[], run: (document: DocumentRow, signal: AbortSignal) => Promise<void>): StageWork | null => {
    const [document] = documents
    return document ? { documents: [document], failureIs: 'of-documents', run: (signal) => run(document, signal) } : null
  }

  const parse: Stage = {
    take: () => (isPaused() || unheld(['parsed', 'chunked'], 1, ports, claims).length > 0 ? null : work(unheld(['discovered'], 1, ports, claims), (document, signal) =>
      parseDocument(document, ports, { signal, onPages: (done, total) => onPages(document.id, done, total) }))),
  }
  const embed: Stage = {
    take: () => (isPaused() ? null : work(unheld(['parsed', 'chunked'], 1, ports, claims), async (document, signal) => {
      if (document.state === 'parsed') await splitDocument(document, ports, signal)
      const split = store.documents.get(document.id)
      if (split) await embedDocument(split, ports, { signal, isPaused, onEmbedded, onIndexed })
    })),
  }
  const isTimeToCommit = createCommitTiming({ store, wake: hooks.wake, isMoreComing: () => hooks.isTakingIn() || store.documents.hasAny(['discovered', 'parsed', 'chunked']) })
  const commit: Stage = {
    take() {
      const documents = isPaused() || !isTimeToCommit() ? [] : commitGroup(unheld(['embedded'], 200, ports, claims))
      return documents.length === 0 ? null : {
        documents, failureIs: 'of-documents',
        async run(signal) {
          await commitDocuments(documents, ports, signal)
          onIndexed(documents.reduce((sum, { passageCount, passagesEarly }) => sum + passageCount - passagesEarly, 0))
        },
      }
    },
  }
  return [parse, embed, commit, recognitionStage(ports, claims, hooks)]
}

function recognitionStage(ports: IngestionPorts, claims: DocumentClaims, { isStopped, isPaused, passwordOf, onRecognised, onPagesDone, onIndexed, recognitionIsOff, turnRecognitionOff }: StageHooks): Stage {
  const { store, recognition } = ports
  const canRecognise = (isUrgent: boolean): boolean => recognition !== undefined && !isPaused() && !recognitionIsOff() && (isUrgent || !store.documents.hasAny(pendingStates))

  return {
    take() {
      if (isStopped()) return null
      // A text that is stored and not searchable is not left so, whoever paused.
      const task = store.pageTasks.next(tasksLookedAt).find(({ documentId, written, isUrgent }) => !claims.isHeld(documentId) && (written > 0 || canRecognise(isUrgent)))
      if (!task) return null
      return {
        documents: [{ id: task.documentId }], failureIs: 'of-machine',
        async run(signal) {
          const outcome = await recognisePage(task, ports, { recognition, password: passwordOf(task.documentId), signal, onRecognised, onIndexed })
          if (outcome === 'engine-missing') turnRecognitionOff()
          if (store.pageTasks.countOf(task.documentId) === 0) onPagesDone(task.documentId)
        },
      }
    },
  }
}
