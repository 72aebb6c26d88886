import { z } from 'zod'
import { type Document, type DocumentState, type Failure, documentIdSchema, documentSchema, documentStateSchema, mediaTypeSchema, type MediaType, type PageCoverage } from '../../src-preload/contract/index.ts'
import { displayPath } from '../support/display-path.ts'
import { coverageColumn, type CoverageFacts, factsOf, foldName } from './coverage-facts.ts'
import { failureColumn, jsonColumn, storeFailure } from './json-column.ts'
import type { MatterDatabase } from './matter-database.ts'

const columns = `id, sha256, name, origin, stored_name AS storedName, media_type AS mediaType, bytes, state, failure, warnings,
  added_at AS addedAt, page_count AS pageCount, pages_without_text AS pagesWithoutText, passage_count AS passageCount,
  passages_embedded AS passagesEmbedded, language, parent_id AS parentId, depth, superseded_by AS supersededBy, similar_group AS similarGroup, thread, coverage,
  passages_early AS passagesEarly, index_dirty AS indexDirty,
  max(1, (SELECT count(*) FROM origins WHERE document_id = documents.id)) AS copies`

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
  coverage: coverageColumn,
  /** Of its passages, these first ones are in the index before it is committed. */
  passagesEarly: z.number().int(),
  /** More rows are being added: how many the index has is not known until that is done. */
  indexDirty: z.number().transform((dirty) => dirty === 1),
  copies: z.number().int(),
})
/** A document as stored; {@link DocumentsTable.list} gives it as the contract has it. */
export type DocumentRow = z.infer<typeof rowSchema>
export type NewDocument = Pick<DocumentRow, 'id' | 'sha256' | 'name' | 'origin' | 'storedName' | 'bytes'> & Partial<Pick<DocumentRow, 'parentId' | 'depth'>> & { readonly failure?: Failure }
export type ParsedFacts = Pick<DocumentRow, 'language' | 'thread'> & { readonly mediaType: MediaType; readonly warnings: readonly string[]; readonly pageCount: number; readonly coverage: CoverageFacts }

/** Sums over the listed documents, for progress. */
const totalsSchema = z.object({
  documents: z.number().int(), committed: z.number().int(), failed: z.number().int(), pages: z.number().int(),
  passages: z.number().int(), passagesEmbedded: z.number().int(),
  /** Bytes of documents whose passages are counted, and of those that are not read yet. */
  bytesSplit: z.number().int(), bytesUnread: z.number().int(),
})
export type DocumentTotals = z.infer<typeof totalsSchema>

/** The documents of one matter, in the order they were added; those being removed are not seen, except by `removing` and `delete`. */
export interface DocumentsTable {
  /** Without the versions that others have taken the place of. */
  list(): Document[]
  /** As the contract has them, in this order; those that are gone are left out. */
  byIds(ids: readonly string[]): Document[]
  totals(): DocumentTotals
  get(id: string): DocumentRow | null
  /** Adds a document as `discovered`, or as `failed` where `failure` is given. */
  insert(document: NewDocument): void
  /** All in these states that were not superseded, or the first `limit`. */
  allIn(states: readonly DocumentState[], limit?: number): DocumentRow[]
  hasAny(states: readonly DocumentState[]): boolean
  /** How many are in this state, and their passages. */
  countIn(state: DocumentState): { readonly documents: number; readonly passages: number }
  setState(id: string, state: DocumentState): void
  /** The same bytes were added from another place or under another name. */
  relocate(id: string, place: { readonly name: string; readonly origin: string; readonly storedName: string }): void
  setParsed(id: string, facts: ParsedFacts): void
  /** A page that was in one state of coverage is in another. */
  pageChanged(id: string, before: PageCoverage, after: PageCoverage): void
  /** Adds a warning about pages that were not read, once. */
  warn(id: string, warning: string): void
  /** Takes warnings that begin so back, once no page of the document is unread or in doubt. */
  settle(id: string, beginning: string): void
  /** The document lies in another one that is left. */
  setParent(id: string, parentId: string | null, depth: number): void
  /** Bytes of all files that lie in the outermost container around a document, however deep. */
  bytesInFamily(id: string): number
  setSuperseded(id: string, supersededBy: string | null): void
  /** Documents that this one took the place of. */
  supersededBy(id: string): string[]
  setPassageCount(id: string, count: number): void
  setEmbedded(id: string, count: number): void
  /** How many of its first passages the index has, and whether more are being added. */
  setEarly(id: string, rows: { readonly passages: number; readonly dirty: boolean }): void
  fail(id: string, failure: Failure): void
  /** Back to `discovered`, or to `parsed` with its pages kept; what later steps made is counted as gone. */
  restart(id: string, state?: 'discovered' | 'parsed'): void
  /** Takes a document off the list; its data is deleted later, and again after a crash. */
  startRemoving(id: string): void
  removing(): DocumentRow[]
  isRemoving(id: string): boolean
  hasRemoving(): boolean
  /** Names inside `files/`, also of documents that are being removed. */
  storedNames(): string[]
  /** With its pages, passages, vectors and origins. The stored original and the index rows are the caller's. */
  delete(id: string): void
}

const nothingRead = `page_count = 0, pages_without_text = 0, coverage = '{}', gap_pages = 0`
const nothingSplit = 'passage_count = 0, passages_embedded = 0, passages_early = 0, index_dirty = 0'

export function createDocumentsTable(database: MatterDatabase, matterId: string): DocumentsTable {
  const now = (): string => new Date().toISOString()
  const select = `SELECT ${columns} FROM documents`

  return {
    list: () => database.all(rowSchema, `${select} WHERE removing = 0 AND superseded_by IS NULL ORDER BY seq`).map((row) => toDocument(row, matterId)),
    byIds(ids) {
      const found = new Map(database.all(rowSchema, `${select} WHERE id IN (SELECT value FROM json_each(?)) AND removing = 0`, JSON.stringify(ids)).map((row) => [row.id, row]))
      return ids.flatMap((id) => {
        const row = found.get(documentIdSchema.parse(id))
        return row ? [toDocument(row, matterId)] : []
      })
    },
    totals: () => database.get(totalsSchema, `
      SELECT count(*) AS documents, count(*) FILTER (WHERE state = 'committed') AS committed, count(*) FILTER (WHERE state = 'failed') AS failed,
        coalesce(sum(page_count), 0) AS pages, coalesce(sum(passage_count), 0) AS passages, coalesce(sum(passages_embedded), 0) AS passagesEmbedded,
        coalesce(sum(bytes) FILTER (WHERE state IN ('chunked', 'embedded', 'committed')), 0) AS bytesSplit,
        coalesce(sum(bytes) FILTER (WHERE state IN ('discovered', 'parsed')), 0) AS bytesUnread
      FROM documents WHERE removing = 0 AND superseded_by IS NULL`) ?? { documents: 0, committed: 0, failed: 0, pages: 0, passages: 0, passagesEmbedded: 0, bytesSplit: 0, bytesUnread: 0 },
    get: (id) => database.get(rowSchema, `${select} WHERE id = ? AND removing = 0`, id),
    insert(document) {
      database.run(
        'INSERT INTO documents (id, sha256, name, name_folded, origin, stored_name, bytes, parent_id, depth, state, failure, added_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        document.id, document.sha256, document.name, foldName(document.name), document.origin, document.storedName, document.bytes, document.parentId ?? null, document.depth ?? 0,
        document.failure ? 'failed' : 'discovered', document.failure ? storeFailure(document.failure) : null, now(), now(),
      )
    },
    allIn: (states, limit = -1) => database.all(
      rowSchema, `${select} WHERE removing = 0 AND state IN (${states.map(() => '?').join(',')}) AND superseded_by IS NULL ORDER BY seq LIMIT ?`, ...states, limit,
    ),
    hasAny: (states) => database.get(z.object({ id: z.string() }), `SELECT id FROM documents WHERE removing = 0 AND state IN (${states.map(() => '?').join(',')}) LIMIT 1`, ...states) !== null,
    countIn: (state) => database.get(z.object({ documents: z.number().int(), passages: z.number().int() }), 'SELECT count(*) AS documents, coalesce(sum(passage_count), 0) AS passages FROM documents WHERE removing = 0 AND state = ?', state) ?? { documents: 0, passages: 0 },
    setState: (id, state) => void database.run('UPDATE documents SET state = ?, changed_at = ? WHERE id = ?', state, now(), id),
    relocate: (id, { name, origin, storedName }) => void database.run('UPDATE documents SET name = ?, name_folded = ?, origin = ?, stored_name = ? WHERE id = ?', name, foldName(name), origin, storedName, id),
    setParsed(id, { mediaType, warnings, pageCount, language, thread, coverage }) {
      database.run(
        `UPDATE documents SET state = 'parsed', failure = NULL, media_type = ?, warnings = ?, page_count = ?, language = ?, thread = ?, coverage = ?, gap_pages = ?, pages_without_text = ?, changed_at = ? WHERE id = ?`,
        mediaType, JSON.stringify(warnings), pageCount, language, thread, JSON.stringify(coverage.counts), coverage.gapPages, coverage.pagesWithoutText, now(), id,
      )
    },
    warn: (id, warning) => void database.run(
      `UPDATE documents SET warnings = json_insert(warnings, '$[#]', ?), changed_at = ? WHERE id = ? AND NOT EXISTS (SELECT 1 FROM json_each(documents.warnings) WHERE value = ?)`,
      warning, now(), id, warning,
    ),
    settle: (id, beginning) => void database.run(
      `UPDATE documents SET warnings = (SELECT json_group_array(value) FROM json_each(documents.warnings) WHERE substr(value, 1, length(?)) <> ?), changed_at = ?
        WHERE id = ? AND gap_pages = 0 AND EXISTS (SELECT 1 FROM json_each(documents.warnings) WHERE substr(value, 1, length(?)) = ?)`,
      beginning, beginning, now(), id, beginning, beginning,
    ),
    pageChanged(id, before, after) {
      const counts = database.get(z.object({ coverage: coverageColumn }), 'SELECT coverage FROM documents WHERE id = ?', id)?.coverage
      if (!counts) return
      counts[before]--
      counts[after]++
      const { gapPages, pagesWithoutText } = factsOf(counts)
      database.run('UPDATE documents SET coverage = ?, gap_pages = ?, pages_without_text = ?, changed_at = ? WHERE id = ?', JSON.stringify(counts), gapPages, pagesWithoutText, now(), id)
    },
    setParent: (id, parentId, depth) => void database.run('UPDATE documents SET parent_id = ?, depth = ? WHERE id = ?', parentId, depth, id),
    bytesInFamily: (id) => database.get(
      z.object({ bytes: z.number() }),
      `WITH RECURSIVE
        around (id, parent_id) AS (SELECT id, parent_id FROM documents WHERE id = ? UNION SELECT d.id, d.parent_id FROM documents d JOIN around ON d.id = around.parent_id),
        family (id, bytes) AS (SELECT id, 0 FROM around WHERE parent_id IS NULL UNION SELECT d.id, d.bytes FROM documents d JOIN family ON d.parent_id = family.id)
        SELECT coalesce(sum(bytes), 0) AS bytes FROM family`, id,
    )?.bytes ?? 0,
    setSuperseded: (id, supersededBy) => void database.run('UPDATE documents SET superseded_by = ?, changed_at = ? WHERE id = ?', supersededBy, now(), id),
    supersededBy: (id) => database.all(z.object({ id: z.string() }), 'SELECT id FROM documents WHERE superseded_by = ? AND removing = 0', id).map((row) => row.id),
    setPassageCount: (id, count) => void database.run('UPDATE documents SET passage_count = ? WHERE id = ?', count, id),
    setEmbedded: (id, count) => void database.run('UPDATE documents SET passages_embedded = ? WHERE id = ?', count, id),
    setEarly: (id, { passages, dirty }) => void database.run('UPDATE documents SET passages_early = ?, index_dirty = ? WHERE id = ?', passages, dirty ? 1 : 0, id),
    fail: (id, failure) => void database.run(
      `UPDATE documents SET state = 'failed', failure = ?, ${nothingRead}, ${nothingSplit}, changed_at = ? WHERE id = ?`,
      storeFailure(failure), now(), id,
    ),
    restart: (id, state = 'discovered') => void database.run(
      state === 'parsed'
        ? `UPDATE documents SET state = 'parsed', failure = NULL, ${nothingSplit}, changed_at = ? WHERE id = ?`
        : `UPDATE documents SET state = 'discovered', failure = NULL, warnings = '[]', ${nothingRead}, ${nothingSplit}, changed_at = ? WHERE id = ?`,
      now(), id,
    ),
    startRemoving: (id) => void database.run('UPDATE documents SET removing = 1 WHERE id = ?', id),
    removing: () => database.all(rowSchema, `${select} WHERE removing = 1 ORDER BY seq`),
    storedNames: () => database.all(z.object({ name: z.string() }), 'SELECT stored_name AS name FROM documents WHERE stored_name IS NOT NULL').map(({ name }) => name),
    hasRemoving: () => database.get(z.object({ id: z.string() }), 'SELECT id FROM documents WHERE removing = 1 LIMIT 1') !== null,
    isRemoving: (id) => database.get(z.object({ id: z.string() }), 'SELECT id FROM documents WHERE id = ? AND removing = 1', id) !== null,
    delete: (id) => void database.run('DELETE FROM documents WHERE id = ?', id),
  }
}

function toDocument(row: DocumentRow, matterId: string): Document {
  return documentSchema.parse({ ...row, matterId, origin: displayPath(row.origin) })
}
