import type { DocumentState } from '../../../src-preload/contract/index.ts'
import type { DocumentRow } from '../../store/documents-table.ts'
import type { DocumentClaims } from './document-claims.ts'
import type { IngestionPorts } from './ingestion-ports.ts'

/** One step of the state machine: which documents it takes next, and what it does with them. */
export interface Stage {
  /** What to do now, or nothing. Must not wait. */
  take(): StageWork | null
}

export interface StageWork {
  readonly documents: readonly Pick<DocumentRow, 'id'>[]
  run(signal: AbortSignal): Promise<void>
  /** Where a failure is one of the documents, they are listed as failed; a page's failure is the stage's own business. */
  readonly failureIs: 'of-documents' | 'of-machine'
}

/** Something else came first; nothing has failed, and the same step will do. */
export class TryAgain extends Error {}

/** States of documents that are still being read. */
export const pendingStates: readonly DocumentState[] = ['discovered', 'parsed', 'chunked', 'embedded']

/** Documents committed in one write, so that many small ones do not make many small files. */
const passagesPerCommit = 2000
const documentsPerCommit = 200

/** With fewer a commit waits a moment for more, while more are on their way: each makes files that every search has to open. */
const enough = { passages: 500, documents: 50 }
const commitWaitMs = 1000

/** Tells whether it is time to commit what is embedded. `wake` is called when it will be, should nothing happen until then. */
export function createCommitTiming({ store, isMoreComing, wake }: Pick<IngestionPorts, 'store'> & { readonly isMoreComing: () => boolean; readonly wake: () => void }): () => boolean {
  let waitsSince: number | null = null
  return () => {
    const { documents, passages } = store.documents.countIn('embedded')
    const waitedMs = waitsSince === null ? 0 : performance.now() - waitsSince
    if (documents > 0 && documents < enough.documents && passages < enough.passages && waitedMs < commitWaitMs && isMoreComing()) {
      if (waitsSince === null) setTimeout(wake, commitWaitMs).unref()
      waitsSince ??= performance.now()
      return false
    }
    waitsSince = null
    return documents > 0
  }
}

/** The first documents in these states that nobody works on. */
export function unheld(states: readonly DocumentState[], limit: number, { store }: Pick<IngestionPorts, 'store'>, claims: DocumentClaims): DocumentRow[] {
  // Those that are held may be the first of their state.
  return store.documents.allIn(states, limit + claims.heldCount()).filter(({ id }) => !claims.isHeld(id)).slice(0, limit)
}

/** As many of these as fit into one commit, at least one. */
export function commitGroup(documents: readonly DocumentRow[]): DocumentRow[] {
  const group: DocumentRow[] = []
  let passages = 0
  for (const document of documents.slice(0, documentsPerCommit)) {
    passages += document.passageCount
    if (group.length > 0 && passages > passagesPerCommit) break
    group.push(document)
  }
  return group
}
