import { join } from 'node:path'
import { createLedger, type Ledger } from '../ledger/ledger.ts'
import { type ChatsTable, createChatsTable } from './chats-table.ts'
import { createDocumentReader } from './document-reader.ts'
import { createDocumentsTable, type DocumentsTable } from './documents-table.ts'
import { createHiddenDocuments, type HiddenDocuments } from './hidden-documents.ts'
import { createMatterRow, type MatterRow } from './matter-row.ts'
import type { MatterDatabase } from './matter-database.ts'
import { openMatterDatabase } from './open-matter-database.ts'
import { createOriginsTable, type OriginsTable } from './origins-table.ts'
import { createPagesTable, type PagesTable } from './pages-table.ts'
import { createPassagesTable, type PassagesTable } from './passages-table.ts'
import type { DocumentReader } from './ports.ts'
import { createVectorsTable, type VectorsTable } from './vectors-table.ts'

/** Everything SQLite keeps of one matter. SQLite decides what is in a matter; the passage index follows it. */
export interface MatterStore extends Disposable {
  readonly matter: MatterRow
  readonly documents: DocumentsTable
  readonly pages: PagesTable
  readonly passages: PassagesTable
  readonly vectors: VectorsTable
  readonly origins: OriginsTable
  readonly hidden: HiddenDocuments
  readonly chats: ChatsTable
  readonly ledger: Ledger
  readonly reader: DocumentReader
  /** All or nothing over any of the tables. The body must not wait for anything. */
  transaction<T>(body: () => T): T
  /** Resolves when everything written so far would outlive a power cut. */
  flush(): Promise<void>
  checkpoint(): void
}

const matterDatabaseName = 'matter.db'

/** Opens the database inside a matter's folder; errors as `openMatterDatabase`. */
export function openMatterStore(folder: string, matterId: string, options?: { readonly create: boolean }): MatterStore {
  const database = openMatterDatabase(join(folder, matterDatabaseName), options)
  return tablesOf(database, matterId)
}

function tablesOf(database: MatterDatabase, matterId: string): MatterStore {
  const documents = createDocumentsTable(database, matterId)
  const pages = createPagesTable(database)
  return {
    documents,
    pages,
    matter: createMatterRow(database),
    passages: createPassagesTable(database),
    vectors: createVectorsTable(database),
    origins: createOriginsTable(database),
    hidden: createHiddenDocuments(database),
    chats: createChatsTable(database, matterId),
    ledger: createLedger(database),
    reader: createDocumentReader(database, documents, pages),
    transaction: (body) => database.transaction(body),
    flush: () => database.flush(),
    checkpoint: () => database.checkpoint(),
    [Symbol.dispose]: () => database[Symbol.dispose](),
  }
}
