import { join } from 'node:path'
import type { Vault } from '../egress/redact/redactor.ts'
import { type HeadKeeper, ledgerHeads } from '../ledger/head-file.ts'
import { createLedger, type Ledger } from '../ledger/ledger.ts'
import { type ChatsTable, createChatsTable } from './chats-table.ts'
import type { CoverageReport, DocumentQueryResult } from '../../src-preload/contract/index.ts'
import { reportCoverage } from './coverage-report.ts'
import { createDocumentReader } from './document-reader.ts'
import { type DocumentQuery, queryDocuments } from './documents-query.ts'
import { createDocumentsTable, type DocumentsTable } from './documents-table.ts'
import { createHiddenDocuments, type HiddenDocuments } from './hidden-documents.ts'
import { createMatterRow, type MatterRow } from './matter-row.ts'
import type { MatterDatabase } from './matter-database.ts'
import { openMatterDatabase } from './open-database.ts'
import { createOriginsTable, type OriginsTable } from './origins-table.ts'
import { createPageTasksTable, type PageTasksTable } from './page-tasks-table.ts'
import { createPageWordsTable, type PageWordsTable } from './page-words-table.ts'
import { createPagesTable, type PagesTable } from './pages-table.ts'
import { createPassagesTable, type PassagesTable } from './passages-table.ts'
import { createVault } from './placeholders-table.ts'
import type { DocumentReader } from './ports.ts'
import { createSimilarTable, type SimilarTable } from './similar-table.ts'
import { createShownPreviews, type ShownPreviews } from './shown-previews-table.ts'
import { createSpendTable, type SpendTable } from './spend-tables.ts'
import { createTermsTable, type TermsTable } from './terms-table.ts'
import { createVectorsTable, type VectorsTable } from './vectors-table.ts'
import { createWatchedFoldersTable, type WatchedFoldersTable } from './watched-folders-table.ts'

/** Everything SQLite keeps of one matter. SQLite decides what is in a matter; the passage index follows it. */
export interface MatterStore extends Disposable {
  readonly matter: MatterRow
  readonly documents: DocumentsTable
  readonly pages: PagesTable
  readonly words: PageWordsTable
  readonly pageTasks: PageTasksTable
  readonly similar: SimilarTable
  readonly passages: PassagesTable
  readonly vectors: VectorsTable
  readonly origins: OriginsTable
  readonly hidden: HiddenDocuments
  readonly watched: WatchedFoldersTable
  readonly chats: ChatsTable
  readonly ledger: Ledger
  /** The user's own list for this matter; the one for all matters is the AppStore's. */
  readonly terms: TermsTable
  readonly spend: SpendTable
  readonly shownPreviews: ShownPreviews
  /** What the placeholders of a chat stand for. */
  readonly vault: (chatId: string) => Vault
  readonly reader: DocumentReader
  query(query: DocumentQuery): DocumentQueryResult
  /** Of one document, or, null, of the whole matter. */
  coverage(options: { readonly documentId: string | null; readonly offset: number; readonly limit: number }): CoverageReport
  /** All or nothing over any of the tables. The body must not wait for anything. */
  transaction<T>(body: () => T): T
  /** Resolves when everything written so far would outlive a power cut. */
  flush(): Promise<void>
  checkpoint(): void
}

const matterDatabaseName = 'matter.db'

/**
 * Opens the database inside a matter's folder; errors as `openMatterDatabase`. `heads` keeps the head of its ledger:
 * the app's is outside the matter's folder; without one it lies beside the database.
 */
export function openMatterStore(folder: string, matterId: string, options: { readonly create?: boolean; readonly heads?: HeadKeeper } = {}): MatterStore {
  const database = openMatterDatabase(join(folder, matterDatabaseName), options)
  const store = tablesOf(database, matterId, options.heads ?? ledgerHeads(folder)('ledger-head'))
  try {
    if (options.create) store.ledger.begin()
  } catch (error) {
    store[Symbol.dispose]()
    throw error
  }
  return store
}

function tablesOf(database: MatterDatabase, matterId: string, heads: HeadKeeper): MatterStore {
  const documents = createDocumentsTable(database, matterId)
  const pages = createPagesTable(database)
  return {
    documents,
    pages,
    words: createPageWordsTable(database),
    pageTasks: createPageTasksTable(database),
    similar: createSimilarTable(database),
    matter: createMatterRow(database),
    passages: createPassagesTable(database),
    vectors: createVectorsTable(database),
    origins: createOriginsTable(database),
    hidden: createHiddenDocuments(database),
    watched: createWatchedFoldersTable(database),
    chats: createChatsTable(database, matterId),
    ledger: createLedger(database, heads),
    terms: createTermsTable(database, matterId),
    spend: createSpendTable(database),
    shownPreviews: createShownPreviews(database),
    vault: (chatId) => createVault(database, chatId),
    reader: createDocumentReader(database, documents, pages),
    query: (query) => queryDocuments(database, documents, query),
    coverage: (options) => reportCoverage(database, options),
    transaction: (body) => database.transaction(body),
    flush: () => database.flush(),
    checkpoint: () => database.checkpoint(),
    [Symbol.dispose]: () => database[Symbol.dispose](),
  }
}
