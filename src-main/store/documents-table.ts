import { z } from 'zod'
import { type CoverageCounts, type Document, type DocumentState, type Failure, documentIdSchema, documentSchema, documentStateSchema, mediaTypeSchema, type MediaType, pageCoverageSchema } from '../../src-preload/contract/index.ts'
import { displayPath } from '../support/display-path.ts'
import { failureColumn, jsonColumn, storeFailure } from './json-column.ts'
import type { MatterDatabase } from './matter-database.ts'

const columns = `id, sha256, name, origin, stored_name AS storedName, media_type AS mediaType, bytes, state, failure, warnings,
  added_at AS addedAt, page_count AS pageCount, pages_without_text AS pagesWithoutText, passage_count AS passageCount,
  passages_embedded AS passagesEmbedded, language, parent_id AS parentId, depth, superseded_by AS supersededBy, similar_group AS similarGroup, thread, coverage,
  max(1, (SELECT count(*) FROM origins WHERE document_id = documents.id)) AS copies`

const noCoverage: CoverageCounts = { text: 0, ocr: 0, waiting: 0, partly: 0, 'suspect-table': 0, failed: 0, empty: 0 }

const rowSchema = z.object({
  id: documentIdSchema,
  /** Null for a path whose bytes could not be read. */
  sha256: z.string().nullable(),
  name: z.string(),
  origin: z.string(),
  /** The original's name inside the matter's `files/`. */
  storedName: z.string().regex(/^[0-9a-f]{64}(\.[a-z0-9]{1,10})?$/).nullable(),
  mediaType: mediaTypeSchema.nullable(),
  bytes: z.number().int().nonnegative(),
  state: documentStateSchema,
  failure: failureColumn,
  warnings: jsonColumn(z.array(z.string())),
  addedAt: z.iso.datetime(),
  pageCount: z.number().int(),
  pagesWithoutText: z.number().int(),
  passageCount: z.number().int(),
  passagesEmbedded: z.number().int(),
  language: z.string().nullable(),
  parentId: documentIdSchema.nullable(),
  depth: z.number().int(),
  supersededBy: documentIdSchema.nullable(),
  similarGroup: z.string().nullable(),
  thread: z.string().nullable(),
  coverage: jsonColumn(z.partialRecord(pageCoverageSchema, z.number().int()).transform((counts): CoverageCounts => ({ ...noCoverage, ...counts }))),
  copies: z.number().int(),
})
/** A document as stored; {@link DocumentsTable.list} gives it as the contract has it. */
export type DocumentRow = z.infer<typeof rowSchema>
export type NewDocument = Pick<DocumentRow, 'id' | 'sha256' | 'name' | 'origin' | 'storedName' | 'bytes'> & { readonly failure?: Failure }

/** Sums over the listed documents, for progress. */
const totalsSchema = z.object({
  documents: z.number().int(), committed: z.number().int(), failed: z.number().int(), pages: z.number().int(),
  passages: z.number().int(), passagesEmbedded: z.number().int(),
  /** Pages that wait for recognition. */
  pagesWaiting: z.number().int(),
  /** Bytes of documents whose passages are counted, and of those that are not read yet. */
  bytesSplit: z.number().int(), bytesUnread: z.number().int(),
})
export type DocumentTotals = z.infer<typeof totalsSchema>

/** The documents of one matter, in the order they were added; those being removed are not seen, except by `removing` and `delete`. */
export interface DocumentsTable {
  list(): Document[]
  totals(): DocumentTotals
  get(id: string): DocumentRow | null
  /** Adds a document as `discovered`, or as `failed` where `failure` is given. */
  insert(document: NewDocument): void
  /** All in these states, or the first `limit`. */
  allIn(states: readonly DocumentState[], limit?: number): DocumentRow[]
  hasAny(states: readonly DocumentState[]): boolean
  setState(id: string, state: DocumentState): void
  /** The same bytes were added from another place or under another name. */
  relocate(id: string, place: { readonly name: string; readonly origin: string; readonly storedName: string }): void
  setParsed(id: string, facts: { readonly mediaType: MediaType; readonly warnings: readonly string[]; readonly pageCount: number; readonly pagesWithoutText: number }): void
  setPassageCount(id: string, count: number): void
  setEmbedded(id: string, count: number): void
  fail(id: string, failure: Failure): void
  /** Back to `discovered`, or to `parsed` with its pages kept; what later steps made is counted as gone. */
  restart(id: string, state?: 'discovered' | 'parsed'): void
  /** Takes a document off the list; its data is deleted later, and again after a crash. */
  startRemoving(id: string): void
  removing(): DocumentRow[]
  /** With its pages, passages, vectors and origins. The stored original and the index rows are the caller's. */
  delete(id: string): void
}

export function createDocumentsTable(database: MatterDatabase, matterId: string): DocumentsTable {
  const now = (): string => new Date().toISOString()
  const select = `SELECT ${columns} FROM documents`

  return {
    list: () => database.all(rowSchema, `${select} WHERE removing = 0 ORDER BY seq`).map((row) => toDocument(row, matterId)),
    totals: () => database.get(totalsSchema, `
      SELECT count(*) AS documents, count(*) FILTER (WHERE state = 'committed') AS committed, count(*) FILTER (WHERE state = 'failed') AS failed,
        coalesce(sum(json_extract(coverage, '$.waiting')), 0) AS pagesWaiting, coalesce(sum(page_count), 0) AS pages, coalesce(sum(passage_count), 0) AS passages, coalesce(sum(passages_embedded), 0) AS passagesEmbedded,
        coalesce(sum(bytes) FILTER (WHERE state IN ('chunked', 'embedded', 'committed')), 0) AS bytesSplit,
        coalesce(sum(bytes) FILTER (WHERE state IN ('discovered', 'parsed')), 0) AS bytesUnread
      FROM documents WHERE removing = 0`) ?? { documents: 0, committed: 0, failed: 0, pages: 0, pagesWaiting: 0, passages: 0, passagesEmbedded: 0, bytesSplit: 0, bytesUnread: 0 },
    get: (id) => database.get(rowSchema, `${select} WHERE id = ? AND removing = 0`, id),
    insert(document) {
      database.run(
        'INSERT INTO documents (id, sha256, name, origin, stored_name, bytes, state, failure, added_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        document.id, document.sha256, document.name, document.origin, document.storedName, document.bytes,
        document.failure ? 'failed' : 'discovered', document.failure ? storeFailure(document.failure) : null, now(), now(),
      )
    },
    allIn: (states, limit = -1) => database.all(
      rowSchema, `${select} WHERE removing = 0 AND state IN (${states.map(() => '?').join(',')}) ORDER BY seq LIMIT ?`, ...states, limit,
    ),
    hasAny: (states) => database.get(z.object({ id: z.string() }), `SELECT id FROM documents WHERE removing = 0 AND state IN (${states.map(() => '?').join(',')}) LIMIT 1`, ...states) !== null,
    setState: (id, state) => void database.run('UPDATE documents SET state = ?, changed_at = ? WHERE id = ?', state, now(), id),
    relocate: (id, { name, origin, storedName }) => void database.run('UPDATE documents SET name = ?, origin = ?, stored_name = ? WHERE id = ?', name, origin, storedName, id),
    setParsed(id, { mediaType, warnings, pageCount, pagesWithoutText }) {
      database.run(
        `UPDATE documents SET state = 'parsed', media_type = ?, warnings = ?, page_count = ?, pages_without_text = ?, changed_at = ? WHERE id = ?`,
        mediaType, JSON.stringify(warnings), pageCount, pagesWithoutText, now(), id,
      )
    },
    setPassageCount: (id, count) => void database.run('UPDATE documents SET passage_count = ? WHERE id = ?', count, id),
    setEmbedded: (id, count) => void database.run('UPDATE documents SET passages_embedded = ? WHERE id = ?', count, id),
    fail: (id, failure) => void database.run(
      `UPDATE documents SET state = 'failed', failure = ?, page_count = 0, pages_without_text = 0, passage_count = 0, passages_embedded = 0, changed_at = ? WHERE id = ?`,
      storeFailure(failure), now(), id,
    ),
    restart: (id, state = 'discovered') => void database.run(
      state === 'parsed'
        ? `UPDATE documents SET state = 'parsed', failure = NULL, passage_count = 0, passages_embedded = 0, changed_at = ? WHERE id = ?`
        : `UPDATE documents SET state = 'discovered', failure = NULL, warnings = '[]', page_count = 0, pages_without_text = 0, passage_count = 0, passages_embedded = 0, changed_at = ? WHERE id = ?`,
      now(), id,
    ),
    startRemoving: (id) => void database.run('UPDATE documents SET removing = 1 WHERE id = ?', id),
    removing: () => database.all(rowSchema, `${select} WHERE removing = 1 ORDER BY seq`),
    delete: (id) => void database.run('DELETE FROM documents WHERE id = ?', id),
  }
}

function toDocument(row: DocumentRow, matterId: string): Document {
  return documentSchema.parse({ ...row, matterId, origin: displayPath(row.origin) })
}
