import { type Table } from '@lancedb/lancedb'
import { AppError } from '../support/errors.ts'
import { createSerialQueue } from '../support/serial-queue.ts'
import { lanceError } from './lance-failure.ts'
import { openPassageTable } from './open-passage-table.ts'
import { createPassageMaintenance } from './passage-maintenance.ts'
import { documentFilter, type HiddenPage, type IndexedPassage, pageFilter, toArrow, visibleFilter } from './passage-rows.ts'
import { createPassageSearch } from './passage-search.ts'
import type { PassageIndex } from './ports.ts'

/** A filter is parsed by recursion: one over all ids of a large matter would be too deep. */
const idsPerDelete = 500

/** The passage index of one matter, with the writing side that ingestion uses. Writes run one after the other. */
export interface PassageWriter extends PassageIndex, AsyncDisposable {
  readonly embedderId: string
  /** Adds rows; the caller notes before that there may be some that do not count yet. Errors: `disk-full`, `store-damaged`. */
  add(rows: readonly IndexedPassage[]): Promise<void>
  /** Makes these documents' rows unfindable at once; {@link erase} takes their bytes off the disk. */
  removeDocuments(documentIds: readonly string[]): Promise<void>
  /** As {@link removeDocuments}, of one page. */
  removePage(documentId: string, page: number): Promise<void>
  /** How many rows each document has, hidden ones too. */
  rowsByDocument(): Promise<ReadonlyMap<string, number>>
  /** Compacts small files and takes new rows into the full-text index; builds a vector index once there are many. */
  optimize(): Promise<void>
  /** As {@link optimize}, and removed rows are gone from every file. */
  erase(): Promise<void>
  /** Resolves when a vector index that is being built in the background is done. */
  settled(): Promise<void>
}

export interface PassageIndexOptions {
  readonly folder: string
  readonly embedder: { readonly id: string; readonly dimensions: number }
  /** Documents whose rows no search may return. */
  readonly hiddenDocumentIds: () => readonly string[]
  /** Pages whose rows no search may return: their text was replaced. */
  readonly hiddenPages?: () => readonly HiddenPage[]
}

/** Opens the index of a matter's folder; errors as `openPassageTable`. */
export async function openPassageIndex({ folder, embedder, hiddenDocumentIds, hiddenPages = () => [] }: PassageIndexOptions): Promise<PassageWriter> {
  const { connection, table } = await openPassageTable(folder, embedder.dimensions).catch((error: unknown) => { throw lanceError(error) })
  const queue = createSerialQueue()
  const search = createPassageSearch(table, () => visibleFilter(hiddenDocumentIds(), hiddenPages()))
  const maintenance = createPassageMaintenance(table, folder, search)

  const write = <T>(body: () => Promise<T>): Promise<T> => queue.run(() => body().catch((error: unknown) => { throw lanceError(error) }))
  const add = async (rows: readonly IndexedPassage[]): Promise<void> => {
    if (rows.some(({ vector }) => vector.length !== embedder.dimensions)) throw new AppError('embedder-changed')
    if (rows.length > 0) await table.add(toArrow(rows, embedder.id, embedder.dimensions))
  }
  const remove = async (documentIds: readonly string[]): Promise<void> => {
    for (let first = 0; first < documentIds.length; first += idsPerDelete) {
      await table.delete(documentFilter('IN', documentIds.slice(first, first + idsPerDelete)))
    }
  }

  return {
    embedderId: embedder.id,
    count: search.count,
    vectorSearch: search.vectorSearch,
    textSearch: search.textSearch,
    add: (rows) => write(() => add(rows)),
    removeDocuments: (documentIds) => write(() => remove(documentIds)),
    removePage: (documentId, page) => write(async () => void await table.delete(pageFilter(documentId, page))),
    rowsByDocument: () => write(() => rowsByDocument(table)),
    optimize: () => write(maintenance.optimize),
    erase: () => write(maintenance.erase),
    settled: maintenance.settled,
    async [Symbol.asyncDispose]() {
      await queue.idle()
      await maintenance.settled()
      table.close()
      connection.close()
    },
  }
}

async function rowsByDocument(table: Table): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>()
  for await (const batch of table.query().select(['documentId'])) {
    const ids = batch.getChild('documentId')
    for (let row = 0; row < batch.numRows; row++) {
      const id = String(ids?.get(row))
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
  }
  return counts
}
