import type { DocumentClaims } from './document-claims.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { deleteRemoved, dropHiddenRows, eraseRemoved } from './remove-documents.ts'
import { pendingStates } from './stage.ts'

/** New rows are searched one by one until the full-text index has taken them in: 4,000 cost about 50 ms a question. */
const rowsBetweenOptimizing = 4000
/** A write of a few rows makes a file of its own, which costs a search as much as this many rows more. */
const rowsPerFile = 20
/** Removed versions are left out of every search by name; beyond this many that itself takes time. */
const hiddenBeforeErasing = 100

/** Deletes what was removed and keeps the index compact, beside the reading. */
export interface IndexUpkeep {
  /** The next thing to do now, or null. */
  take(): (() => Promise<void>) | null
  /** So many rows were added in one write. */
  indexed(rows: number): void
  /** A person removed something: it leaves the disk now, not when reading is done. */
  eraseSoon(): void
}

export function createIndexUpkeep(ports: IngestionPorts, claims: DocumentClaims, hasPagesToRecognise: () => boolean): IndexUpkeep {
  const { store, index } = ports
  let newRows = 0
  let eraseNow = false

  return {
    take() {
      if (store.documents.hasRemoving()) return () => deleteRemoved(ports, claims)
      if (store.hidden.unwanted().length > 0) return () => dropHiddenRows(ports, claims)
      const isQuiet = !store.documents.hasAny(pendingStates) && !hasPagesToRecognise()
      const removed = store.hidden.gone().length
      if (removed > 0 && (isQuiet || eraseNow || removed > hiddenBeforeErasing)) {
        return async () => {
          eraseNow = false
          newRows = 0
          await eraseRemoved(ports)
        }
      }
      eraseNow = false
      if (newRows >= rowsBetweenOptimizing || (isQuiet && newRows > 0)) {
        return async () => {
          newRows = 0
          await index.optimize()
        }
      }
      return null
    },
    indexed: (rows) => { newRows += Math.max(rows, rowsPerFile) },
    eraseSoon: () => { eraseNow = true },
  }
}
