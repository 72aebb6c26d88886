import type { IngestProgress } from '../../../src-preload/contract/index.ts'
import { describeProgress } from './describe-progress.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { createRate } from './measure-rate.ts'
import { createThrottle } from './throttle.ts'

const reportEveryMs = 250
/** Whoever hears that the documents changed reads their whole list again. */
const listEveryMs = 1000
/** Recognition takes seconds a page: its rate looks back further. */
const recognisedWithinMs = 300_000

/** Gathers what the stages tell and reports it a few times a second. */
export interface ProgressReport extends Disposable {
  pages(documentId: string, done: number, total: number): void
  embedded(passages: number): void
  recognised(): void
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
  const recognition = createRate(() => performance.now(), recognisedWithinMs)
  let parsing: { readonly documentId: string; readonly done: number; readonly total: number } | null = null
  let lastStatus: IngestProgress['status'] | null = null

  /** The document being embedded, or else the one being read. */
  const current = (): IngestProgress['current'] => {
    const states = ['chunked', 'parsed', 'discovered'] as const
    const document = states.flatMap((state) => store.documents.allIn([state], 3)).find(({ id }) => isHeld(id))
    if (!document) return recognising()
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

  const recognising = (): IngestProgress['current'] => {
    const task = store.pageTasks.next(1)[0]
    const document = task && isHeld(task.documentId) ? store.documents.get(task.documentId) : null
    if (!document) return null
    const { id, name, state, pageCount, coverage, passageCount } = document
    return { documentId: id, name, state, pagesDone: pageCount - coverage.waiting, pagesTotal: pageCount, passagesDone: passageCount, passagesTotal: passageCount }
  }

  const progress = (): IngestProgress => {
    const perSecond = recognition.perSecond()
    return describeProgress(matterId, store.documents.totals(), {
      status: status(), pausedBy: pausedBy(), passagesPerSecond: rate.perSecond(), current: current(),
      pagesWaiting: store.pageTasks.countWaiting(), recognisedPerMinute: perSecond === null ? null : perSecond * 60,
    })
  }
  const interrupt = (): void => {
    rate.interrupt()
    recognition.interrupt()
  }
  const throttle = createThrottle(() => {
    const now = progress()
    if (now.status !== 'running') interrupt()
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
    recognised() {
      recognition.add(1)
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
    interrupted: interrupt,
    [Symbol.dispose]() {
      throttle[Symbol.dispose]()
      list[Symbol.dispose]()
    },
  }
}
