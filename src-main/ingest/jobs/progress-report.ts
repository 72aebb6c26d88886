import type { IngestProgress } from '../../../src-preload/contract/index.ts'
import { describeProgress } from './describe-progress.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { createRate } from './measure-rate.ts'
import { createThrottle } from './throttle.ts'

const reportEveryMs = 250
/** Whoever hears that the documents changed reads their whole list again. */
const listEveryMs = 1000

/** Gathers what the stages tell and reports it a few times a second. */
export interface ProgressReport extends Disposable {
  pages(documentId: string, done: number, total: number): void
  embedded(passages: number): void
  changed(): void
  interrupted(): void
  progress(): IngestProgress
}

export interface ProgressSource {
  readonly status: () => IngestProgress['status']
  /** Null while it is not paused. */
  readonly pausedBy: () => IngestProgress['pausedBy']
  readonly isHeld: (documentId: string) => boolean
}

export function createProgressReport({ matterId, store, onProgress, onDocumentsChanged }: IngestionPorts, { status, pausedBy, isHeld }: ProgressSource): ProgressReport {
  const rate = createRate()
  let parsing: { readonly documentId: string; readonly done: number; readonly total: number } | null = null
  let lastStatus: IngestProgress['status'] | null = null

  /** The document being embedded, or else the one being read. */
  const current = (): IngestProgress['current'] => {
    const states = ['chunked', 'parsed', 'discovered'] as const
    const document = states.flatMap((state) => store.documents.allIn([state], 3)).find(({ id }) => isHeld(id))
    if (!document) return null
    const { id, name, state, pageCount, passageCount, passagesEmbedded } = document
    const reading = state === 'discovered' && parsing?.documentId === id ? parsing : null
    return {
      documentId: id, name, state,
      pagesDone: reading?.done ?? pageCount,
      pagesTotal: state === 'discovered' ? (reading?.total ?? null) : pageCount,
      passagesDone: passagesEmbedded,
      passagesTotal: state === 'chunked' ? passageCount : null,
    }
  }

  const progress = (): IngestProgress => describeProgress(matterId, store.documents.totals(), { status: status(), pausedBy: pausedBy(), pagesWaiting: store.documents.totals().pagesWaiting, recognisedPerMinute: null, passagesPerSecond: rate.perSecond(), current: current() })
  const throttle = createThrottle(() => {
    const now = progress()
    if (now.status !== 'running') rate.interrupt()
    lastStatus = now.status
    onProgress(now)
  }, reportEveryMs)
  const list = createThrottle(onDocumentsChanged, listEveryMs)

  return {
    progress,
    pages(documentId, done, total) {
      parsing = { documentId, done, total }
      throttle.changed()
    },
    embedded(passages) {
      rate.add(passages)
      throttle.changed()
    },
    changed() {
      if (status() === lastStatus) {
        throttle.changed()
        list.changed()
      } else {
        throttle.flush()
        list.flush()
      }
    },
    interrupted: () => rate.interrupt(),
    [Symbol.dispose]() {
      throttle[Symbol.dispose]()
      list[Symbol.dispose]()
    },
  }
}
