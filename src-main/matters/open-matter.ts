import { mkdir } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { createIngestion } from '../ingest/jobs/create-ingestion.ts'
import type { Ingestion } from '../ingest/jobs/ingestion.ts'
import type { IngestionPorts } from '../ingest/jobs/ingestion-ports.ts'
import type { PowerState } from '../ingest/power-state.ts'
import { createFolderWatch, type FolderWatch } from '../ingest/watch/create-folder-watch.ts'
import type { HeadKeeper } from '../ledger/head-file.ts'
import type { Embedder } from '../model/embedder/embedder.ts'
import { type MatterStore, openMatterStore } from '../store/open-matter-store.ts'
import { openPassageIndex } from '../store/passage-index.ts'
import type { PassageIndex } from '../store/ports.ts'
import { AppError } from '../support/errors.ts'

/** What a matter needs from the rest of the application. */
export type MatterPorts = Pick<IngestionPorts, 'parser' | 'splitPassages' | 'discoverFiles' | 'log' | 'onProgress' | 'copyFile' | 'recognition'> & {
  readonly embedder: Embedder
  readonly onDocumentsChanged: (matterId: string) => void
  readonly onWatchChanged?: (matterId: string) => void
  /** Without it reading never waits for power. */
  readonly power?: Pick<PowerState, 'waits' | 'subscribe'>
}

/** A matter in use: its tables, its index, and its reading, which goes on by itself. */
export interface OpenMatter extends AsyncDisposable {
  readonly id: string
  readonly folder: string
  readonly store: MatterStore
  readonly index: PassageIndex
  readonly ingestion: Ingestion
  readonly folderWatch: FolderWatch
  /** Absolute path of a document's original. Errors: `not-found`. */
  originalFile(documentId: string): { readonly path: string; readonly mediaType: string }
}

/** Opens a matter's folder. Errors: those of the database and of the passage index; what had been opened is closed again. */
export async function openMatter(id: string, folder: string, heads: HeadKeeper, ports: MatterPorts): Promise<OpenMatter> {
  const filesFolder = join(folder, 'files')
  await mkdir(filesFolder, { recursive: true, mode: 0o700 })
  const opened = new AsyncDisposableStack()
  try {
    const store = opened.use(openMatterStore(folder, id, { heads }))
    store.chats.recover()
    const index = opened.use(await openPassageIndex({ folder, embedder: ports.embedder, hiddenDocumentIds: store.hidden.ids, hiddenPages: store.pageTasks.hiddenPages }))
    const ingestion = opened.use(createIngestion({ ...ports, matterId: id, filesFolder, store, index, onDocumentsChanged: () => ports.onDocumentsChanged(id) }))
    ingestion.waitForPower(ports.power?.waits() ?? false)
    opened.defer(ports.power?.subscribe((waits) => ingestion.waitForPower(waits)) ?? (() => {}))
    const folderWatch = opened.use(createFolderWatch({
      store, ingestion, ownFolder: dirname(dirname(folder)), onDocumentsChanged: () => ports.onDocumentsChanged(id), onChanged: () => ports.onWatchChanged?.(id),
    }))
    return {
      id, folder, store, index, ingestion, folderWatch,
      originalFile(documentId) {
        const document = store.documents.get(documentId)
        if (!document?.storedName) throw new AppError('not-found')
        return { path: join(filesFolder, document.storedName), mediaType: document.mediaType ?? 'unknown' }
      },
      // In the reverse order of opening: the reading stops before what it writes to is closed.
      [Symbol.asyncDispose]: () => opened.disposeAsync(),
    }
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}
