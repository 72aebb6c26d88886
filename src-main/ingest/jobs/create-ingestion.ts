import type { IngestProgress } from '../../../src-preload/contract/index.ts'
import type { DocumentRow } from '../../store/documents-table.ts'
import { AppError } from '../../support/errors.ts'
import { createChangeSignal } from './change-signal.ts'
import { createStages } from './create-stages.ts'
import { createDocumentClaims } from './document-claims.ts'
import type { Ingestion } from './ingestion.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { createIndexUpkeep } from './index-upkeep.ts'
import { createIntake, type IntakeCounts } from './intake.ts'
import { createFailureRules } from './failure-rules.ts'
import { createProgressReport } from './progress-report.ts'
import { recoverMatter } from './recover-matter.ts'
import { startRemoving } from './document-family.ts'
import { queueRecognition, storeTypedPage } from './page-commands.ts'
import { pendingStates, type StageWork, TryAgain } from './stage.ts'
import { unlockDocument } from './unlock-document.ts'
import { yieldToOthers } from './yield-to-others.ts'

const removedAtOnce = 200

/** Starts reading a matter; see {@link Ingestion}. Dispose stops within one batch and loses nothing. */
export function createIngestion(ports: IngestionPorts): Ingestion {
  const { store, log } = ports
  const changes = createChangeSignal()
  const claims = createDocumentClaims()
  const intake = createIntake(ports, changes)
  const hasPagesToRecognise = (): boolean => ports.recognition !== undefined && !isRecognitionOff && store.pageTasks.countWaiting() > 0
  const upkeep = createIndexUpkeep(ports, claims, hasPagesToRecognise)
  const failures = createFailureRules(ports)
  let isPausedByUser = store.matter.isPaused()
  let waitsForPower = false
  let isRecognitionOff = false
  /** Of documents whose pages are still to be recognised; nowhere else. */
  const passwords = new Map<string, string>()
  let isReady = false
  let isRecovering = false
  let isClosed = false
  let isUpkeepStopped = false
  let busy = 0

  const isStopped = (): boolean => failures.stoppedBy() !== null || isClosed || !isReady
  const isPaused = (): boolean => isPausedByUser || waitsForPower || isStopped()
  const pausedBy = (): IngestProgress['pausedBy'] => {
    if (isPausedByUser) return 'person'
    if (failures.stoppedBy()) return 'failure'
    return waitsForPower && isPending() ? 'battery' : null
  }
  const isPending = (): boolean => intake.isBusy() || intake.hasQueued() || store.documents.hasAny(pendingStates) || store.pageTasks.hiddenPages().length > 0 || hasPagesToRecognise()
  const report = createProgressReport(ports, {
    status: () => {
      if (pausedBy() !== null) return 'paused'
      return !isClosed && (!isReady || isPending()) ? 'running' : 'idle'
    },
    pausedBy,
    isHeld: claims.isHeld,
  })
  const stages = createStages(ports, claims, {
    isPaused, isStopped, isTakingIn: intake.isBusy, wake: changes.notify,
    onPages: report.pages,
    onEmbedded(passages) {
      failures.embedderWorks()
      report.embedded(passages)
    },
    onIndexed: upkeep.indexed,
    onRecognised: report.recognised,
    onPagesDone: (id) => { passwords.delete(id) },
    passwordOf: (id) => passwords.get(id) ?? null,
    recognitionIsOff: () => isRecognitionOff,
    turnRecognitionOff() { isRecognitionOff = true },
  })

  const changed = (): void => {
    report.changed()
    changes.notify()
  }

  const work = async (take: () => (() => Promise<void>) | null): Promise<void> => {
    while (!isClosed) {
      const step = take()
      if (!step) {
        await changes.next()
        continue
      }
      busy++
      try {
        await step()
      } catch (error) {
        // Only upkeep comes here: a stage lists its failure. Upkeep goes on while reading is stopped, since it frees space.
        isUpkeepStopped = true
        failures.ofMachine(error)
      } finally {
        busy--
        changed()
      }
    }
  }

  const holdAll = ({ documents, run, failureIs }: StageWork): Promise<void> => claims.hold(documents.map(({ id }) => id), async (signal) => {
    changed()
    try {
      await run(signal)
    } catch (error) {
      if (signal.aborted || error instanceof TryAgain) return
      if (failureIs === 'of-machine') failures.ofMachine(error)
      else await failures.ofDocuments(documents, error)
    }
  })

  const recover = async (): Promise<void> => {
    isRecovering = true
    try {
      await recoverMatter(ports)
      isReady = true
    } catch (error) {
      failures.ofMachine(error)
    }
    isRecovering = false
    changed()
  }
  // Nothing is taken in before: recovery deletes half copies, and compares what was there.
  let recovered = recover()
  const goOn = async (): Promise<void> => {
    await recovered
    if (isClosed || !intake.hasQueued()) return
    await intake.continue().catch((error: unknown) => { if (!isClosed) failures.ofMachine(error) })
  }
  const loops = [
    goOn(),
    ...stages.map((stage) => work(() => {
      const step = stage.take()
      return step && (() => holdAll(step))
    })),
    work(() => (isReady && !isUpkeepStopped ? upkeep.take() : null)),
  ]

  const whenGone = async (isGone: () => boolean): Promise<void> => {
    while (!isClosed && !isUpkeepStopped && !isGone()) await changes.next()
  }
  const forgetFailures = (): void => {
    failures.forget()
    isUpkeepStopped = false
    isRecognitionOff = false
  }
  const known = (documentIds: readonly string[]): DocumentRow[] => documentIds.map((id) => {
    const document = store.documents.get(id)
    if (!document) throw new AppError('not-found')
    return document
  })
  /** In slices, so that the window stays responsive when thousands go. */
  const takeOffList = async (ids: readonly string[], why: 'declined' | 'stopped'): Promise<DocumentRow[]> => {
    const gone: DocumentRow[] = []
    for (let first = 0; first < ids.length; first += removedAtOnce) {
      const slice = ids.slice(first, first + removedAtOnce)
      // In one step with the removal: a watched folder that is looked at between the two would take them in again.
      gone.push(...store.transaction(() => {
        if (why === 'declined') for (const id of slice) store.watched.decline(id)
        return startRemoving(slice, store)
      }))
      await yieldToOthers()
    }
    for (const { id } of gone) passwords.delete(id)
    return gone
  }
  const requireOpen = (): void => {
    if (isClosed) throw new AppError('cancelled')
  }
  const takeIn = async (paths: readonly string[]): Promise<IntakeCounts> => {
    await recovered
    requireOpen()
    const counts = await intake.add(paths)
    changed()
    return counts
  }

  return {
    add(paths) {
      log.write('ingest-started', { paths: paths.length })
      return takeIn(paths)
    },
    async retry(documentIds) {
      requireOpen()
      const documents = known(documentIds)
      if (documents.some(({ state }) => state !== 'failed')) throw new AppError('conflict')
      forgetFailures()
      store.transaction(() => {
        for (const { id, storedName } of documents) if (storedName) store.documents.restart(id)
      })
      changed()
      // Those that could not even be copied are looked for again where they were.
      const lost = documents.filter(({ storedName, parentId }) => !storedName && !parentId).map(({ origin }) => origin)
      if (lost.length > 0) await takeIn(lost)
    },
    async unlock(documentId, password) {
      await recovered
      requireOpen()
      await unlockDocument(documentId, password, ports, claims)
      if (store.documents.get(documentId)?.coverage.waiting) passwords.set(documentId, password)
      changed()
    },
    recognise(documentId, pages, engine) {
      requireOpen()
      queueRecognition(documentId, pages, engine, ports)
      isRecognitionOff = false
      changed()
    },
    typePage(documentId, page, text) {
      requireOpen()
      const typed = storeTypedPage(documentId, page, text, ports)
      changed()
      return typed
    },
    async remove(documentIds) {
      requireOpen()
      known(documentIds)
      const documents = await takeOffList(documentIds, 'declined')
      isUpkeepStopped = false
      upkeep.eraseSoon()
      changed()
      await whenGone(() => !documents.some(({ id }) => store.documents.isRemoving(id)))
      const sum = (of: (document: DocumentRow) => number): number => documents.reduce((total, document) => total + of(document), 0)
      return { documents: documents.length, pages: sum(({ pageCount }) => pageCount), passages: sum(({ passageCount }) => passageCount), bytes: sum(({ bytes }) => bytes) }
    },
    pause() {
      requireOpen()
      isPausedByUser = true
      store.matter.setPaused(true)
      report.interrupted()
      changed()
    },
    resume() {
      requireOpen()
      isPausedByUser = false
      // Who asks for it means it, on battery too; until the power comes and goes again.
      waitsForPower = false
      store.matter.setPaused(false)
      forgetFailures()
      if (!isReady && !isRecovering) recovered = recover()
      changed()
    },
    waitForPower(waits) {
      if (waitsForPower === waits) return
      waitsForPower = waits
      changed()
    },
    async cancel() {
      requireOpen()
      await intake.cancel()
      await takeOffList(store.documents.allIn(pendingStates).map(({ id }) => id), 'stopped')
      isPausedByUser = false
      store.matter.setPaused(false)
      forgetFailures()
      report.interrupted()
      changed()
      await whenGone(() => !store.documents.hasRemoving())
    },
    progress: report.progress,
    async whenIdle() {
      while (!isClosed) {
        const stopped = failures.stoppedBy()
        if (stopped) throw stopped
        if (isReady && busy === 0 && !isPending() && !upkeep.take()) return
        await changes.next()
      }
    },
    async [Symbol.asyncDispose]() {
      if (isClosed) return
      isClosed = true
      const cancelled = intake.interrupt()
      changes.notify()
      await claims.stopAll()
      await Promise.all([cancelled, ...loops])
      report[Symbol.dispose]()
    },
  }
}
