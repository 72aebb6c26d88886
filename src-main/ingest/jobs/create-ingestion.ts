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
import { startRemoving } from './remove-documents.ts'
import { pendingStates, type Stage } from './stage.ts'

/** Starts reading a matter; see {@link Ingestion}. Dispose stops within one batch and loses nothing. */
export function createIngestion(ports: IngestionPorts): Ingestion {
  const { store, log } = ports
  const changes = createChangeSignal()
  const claims = createDocumentClaims()
  const intake = createIntake(ports, changes)
  const upkeep = createIndexUpkeep(ports, claims)
  const failures = createFailureRules(ports)
  let isPausedByUser = store.matter.isPaused()
  let isReady = false
  let isRecovering = false
  let isClosed = false
  let isUpkeepStopped = false
  let busy = 0

  const isPaused = (): boolean => isPausedByUser || failures.stoppedBy() !== null || isClosed || !isReady
  const isPending = (): boolean => intake.isBusy() || intake.hasQueued() || store.documents.hasAny(pendingStates)
  const report = createProgressReport(ports, {
    status: () => {
      if (isPausedByUser || failures.stoppedBy()) return 'paused'
      return !isClosed && (!isReady || isPending()) ? 'running' : 'idle'
    },
    pausedBy: () => (isPausedByUser ? 'person' : failures.stoppedBy() ? 'failure' : null),
    isHeld: claims.isHeld,
  })
  const stages = createStages(ports, claims, {
    isPaused,
    onPages: report.pages,
    onEmbedded(passages) {
      failures.embedderWorks()
      report.embedded(passages)
    },
    onCommitted: upkeep.committed,
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

  const takeStage = (stage: Stage) => (): (() => Promise<void>) | null => {
    const documents = stage.take()
    return documents.length === 0 ? null : () => holdAll(stage, documents)
  }
  const holdAll = (stage: Stage, documents: readonly DocumentRow[]): Promise<void> => claims.hold(documents.map(({ id }) => id), async (signal) => {
    changed()
    try {
      await stage.step(documents, signal)
    } catch (error) {
      if (!signal.aborted) await failures.ofDocuments(documents, error)
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
    ...stages.map((stage) => work(takeStage(stage))),
    work(() => (isReady && !isUpkeepStopped ? upkeep.take() : null)),
  ]

  const whenGone = async (isGone: () => boolean): Promise<void> => {
    while (!isClosed && !isUpkeepStopped && !isGone()) await changes.next()
  }
  const forgetFailures = (): void => {
    failures.forget()
    isUpkeepStopped = false
  }
  const known = (documentIds: readonly string[]): DocumentRow[] => documentIds.map((id) => {
    const document = store.documents.get(id)
    if (!document) throw new AppError('not-found')
    return document
  })
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
      const lost = documents.filter(({ storedName }) => !storedName).map(({ origin }) => origin)
      if (lost.length > 0) await takeIn(lost)
    },
    async remove(documentIds) {
      requireOpen()
      const documents = known(documentIds)
      startRemoving(documentIds, store)
      isUpkeepStopped = false
      upkeep.eraseSoon()
      changed()
      const removed = new Set(documentIds)
      await whenGone(() => !store.documents.removing().some(({ id }) => removed.has(id)))
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
      store.matter.setPaused(false)
      forgetFailures()
      if (!isReady && !isRecovering) recovered = recover()
      changed()
    },
    async cancel() {
      requireOpen()
      await intake.cancel()
      startRemoving(store.documents.allIn(pendingStates).map(({ id }) => id), store)
      isPausedByUser = false
      store.matter.setPaused(false)
      forgetFailures()
      report.interrupted()
      changed()
      await whenGone(() => store.documents.removing().length === 0)
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
