import { AppError } from '../../support/errors.ts'
import { createSerialQueue } from '../../support/serial-queue.ts'
import type { ChangeSignal } from './change-signal.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { type IntakeOutcome, listFailure, takeInFile } from './take-in-file.ts'

export type IntakeCounts = Record<IntakeOutcome, number>

/** Takes added files into the matter, one after the other, and remembers what is still to be taken in. */
export interface Intake {
  /** Finds the files under these paths and takes them in. Errors: `cancelled`; what was taken in before stays. */
  add(paths: readonly string[]): Promise<IntakeCounts>
  /** Goes on with what a crash interrupted. */
  continue(): Promise<void>
  isBusy(): boolean
  hasQueued(): boolean
  /** Stops; what is queued is gone on with when the matter is opened again. */
  interrupt(): Promise<void>
  /** Stops and forgets what is queued. */
  cancel(): Promise<void>
}

export function createIntake(ports: IngestionPorts, changes: ChangeSignal): Intake {
  const { store, discoverFiles } = ports
  const queue = createSerialQueue()
  let stop = new AbortController()
  let busy = 0

  const waitForRemoval = async (documentId: string, signal: AbortSignal): Promise<void> => {
    while (store.documents.isRemoving(documentId)) {
      await changes.next()
      signal.throwIfAborted()
    }
  }

  const takeIn = async (paths: readonly string[], signal: AbortSignal): Promise<IntakeCounts> => {
    const counts: IntakeCounts = { added: 0, unchanged: 0, replaced: 0, failed: 0 }
    for (const path of paths) {
      counts[await queue.run(() => {
        signal.throwIfAborted()
        return takeInFile(path, { ...ports, waitForRemoval }, signal)
      })]++
      changes.notify()
    }
    return counts
  }

  const working = async <T>(body: (signal: AbortSignal) => Promise<T>): Promise<T> => {
    const { signal } = stop
    busy++
    changes.notify()
    try {
      return await body(signal)
    } catch (error) {
      throw signal.aborted ? new AppError('cancelled') : error
    } finally {
      busy--
      changes.notify()
    }
  }

  const interrupt = async (): Promise<void> => {
    stop.abort()
    stop = new AbortController()
    changes.notify()
    await queue.idle()
  }

  return {
    interrupt,
    add: (paths) => working(async (signal) => {
      const files: string[] = []
      let refused = 0
      for await (const item of discoverFiles(paths, { signal })) {
        if (item.kind === 'file') files.push(item.path)
        else {
          listFailure(item.path, item.failure, store)
          refused++
        }
      }
      signal.throwIfAborted()
      // From here on a crash forgets none of them.
      store.origins.queue(files)
      const counts = await takeIn(files, signal)
      // Whoever added the files may delete them now.
      await store.flush()
      return { ...counts, failed: counts.failed + refused }
    }),
    continue: () => working(async (signal) => void await takeIn(store.origins.queued(), signal)),
    isBusy: () => busy > 0,
    hasQueued: () => store.origins.hasQueued(),
    async cancel() {
      await interrupt()
      store.origins.clearQueue()
    },
  }
}
