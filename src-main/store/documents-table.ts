import { z } from 'zod'
import { type Document, type DocumentState, type Failure, documentIdSchema, documentStateSchema, mediaTypeSchema, type MediaType } from '../../src-preload/contract/index.ts'
import { failureColumn, jsonColumn, storeFailure } from './json-column.ts'
import type { MatterDatabase } from './matter-database.ts'

const columns = `id, sha256, name, origin, stored_name AS storedName, media_type AS mediaType, bytes, state, failure, warnings,
  added_at AS addedAt, page_count AS pageCount, pages_without_text AS pagesWithoutText, passage_count AS passageCount,
  passages_embedded AS passagesEmbedded`

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
})
/** A document as stored; {@link DocumentsTable.list} gives it as the contract has it. */
export type DocumentRow = z.infer<typeof rowSchema>
export type NewDocument = Pick<DocumentRow, 'id' | 'sha256' | 'name' | 'origin' | 'storedName' | 'bytes'> & { readonly failure?: Failure }

/** The documents of one matter, in the order they were added. */
export interface DocumentsTable {
  list(): Document[]
  get(id: string): DocumentRow | null
  /** Adds a document as `discovered`, or as `failed` where `failure` is given. */
  insert(document: NewDocument): void
  /** The first added document in one of these states. */
  firstIn(states: readonly DocumentState[]): DocumentRow | null
  allIn(states: readonly DocumentState[]): DocumentRow[]
  countIn(states: readonly DocumentState[]): number
  setState(id: string, state: DocumentState): void
  setParsed(id: string, facts: { readonly mediaType: MediaType; readonly warnings: readonly string[]; readonly pageCount: number; readonly pagesWithoutText: number }): void
  setPassageCount(id: string, count: number): void
  addEmbedded(id: string, count: number): void
  fail(id: string, failure: Failure): void
  /** Back to `discovered`: pages, passages and vectors of the earlier attempt go. */
  restart(id: string): void
  /** With its pages, passages, vectors and origins. The stored original and the index rows are the caller's. */
  delete(id: string): void
}

export function createDocumentsTable(database: MatterDatabase, matterId: string): DocumentsTable {
  const now = (): string => new Date().toISOString()
  const inStates = (states: readonly DocumentState[]): string => `state IN (${states.map(() => '?').join(',')})`
  const clear = (id: string): void => {
    for (const table of ['pages', 'passages', 'embedded_batches']) database.run(`DELETE FROM ${table} WHERE document_id = ?`, id)
  }

  return {
    list: () => database.all(rowSchema, `SELECT ${columns} FROM documents ORDER BY seq`).map((row) => toDocument(row, matterId)),
    get: (id) => database.get(rowSchema, `SELECT ${columns} FROM documents WHERE id = ?`, id),
    insert(document) {
      database.run(
        'INSERT INTO documents (id, sha256, name, origin, stored_name, bytes, state, failure, added_at, changed_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        document.id, document.sha256, document.name, document.origin, document.storedName, document.bytes,
        document.failure ? 'failed' : 'discovered', document.failure ? storeFailure(document.failure) : null, now(), now(),
      )
    },
    firstIn: (states) => database.get(rowSchema, `SELECT ${columns} FROM documents WHERE ${inStates(states)} ORDER BY seq LIMIT 1`, ...states),
    allIn: (states) => database.all(rowSchema, `SELECT ${columns} FROM documents WHERE ${inStates(states)} ORDER BY seq`, ...states),
    countIn: (states) => database.get(z.object({ n: z.number() }), `SELECT count(*) AS n FROM documents WHERE ${inStates(states)}`, ...states)?.n ?? 0,
    setState: (id, state) => void database.run('UPDATE documents SET state = ?, changed_at = ? WHERE id = ?', state, now(), id),
    setParsed(id, { mediaType, warnings, pageCount, pagesWithoutText }) {
      database.run(
        `UPDATE documents SET state = 'parsed', media_type = ?, warnings = ?, page_count = ?, pages_without_text = ?, changed_at = ? WHERE id = ?`,
        mediaType, JSON.stringify(warnings), pageCount, pagesWithoutText, now(), id,
      )
    },
    setPassageCount: (id, count) => void database.run('UPDATE documents SET passage_count = ? WHERE id = ?', count, id),
    addEmbedded: (id, count) => void database.run('UPDATE documents SET passages_embedded = passages_embedded + ? WHERE id = ?', count, id),
    fail: (id, failure) => database.transaction(() => {
      clear(id)
      database.run(
        `UPDATE documents SET state = 'failed', failure = ?, page_count = 0, pages_without_text = 0, passage_count = 0, passages_embedded = 0, changed_at = ? WHERE id = ?`,
        storeFailure(failure), now(), id,
      )
    }),
    restart: (id) => database.transaction(() => {
      clear(id)
      database.run(
        `UPDATE documents SET state = 'discovered', failure = NULL, warnings = '[]', page_count = 0, pages_without_text = 0, passage_count = 0, passages_embedded = 0, changed_at = ? WHERE id = ?`,
        now(), id,
      )
    }),
    delete: (id) => void database.run('DELETE FROM documents WHERE id = ?', id),
  }
}

function toDocument(row: DocumentRow, matterId: string): Document {
  const { id, name, origin, mediaType, bytes, state, addedAt, pageCount, pagesWithoutText, passageCount, warnings, failure } = row
  return { id, matterId, name, origin, mediaType, bytes, state, addedAt, pageCount, pagesWithoutText, passageCount, warnings, failure }
}
