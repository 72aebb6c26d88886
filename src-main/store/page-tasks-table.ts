import { z } from 'zod'
import { documentIdSchema, type OcrEngine, ocrEngineSchema } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from './matter-database.ts'

const rowSchema = z.object({
  documentId: documentIdSchema,
  page: z.number().int().positive(),
  /** With which it is to be recognised; null when nothing is to be recognised. */
  engine: ocrEngineSchema.nullable(),
  /** How many new texts were stored since the index had the latest: the one that is there is in the index when this is 0. */
  written: z.number().int(),
  isUrgent: z.number().transform((urgent) => urgent === 1),
})
const countSchema = z.object({ n: z.number().int() })
export type PageTask = z.infer<typeof rowSchema>

/** What is still to be done for single pages of committed documents. */
export interface PageTasksTable {
  /** Pages to be recognised; asked for again, the later engine counts. */
  queue(documentId: string, pages: readonly number[], options: { readonly engine: OcrEngine; readonly isUrgent: boolean }): void
  /** Pages that wait for recognition and are not in the queue. */
  queueWaiting(engine: OcrEngine): void
  /** The page's text was replaced: its rows in the index do not count until {@link indexed}. A recognition that waits is off. */
  written(documentId: string, page: number): void
  /** The index has the text that was the latest when the task said `written`; nothing happens when there is a later one. */
  indexed(documentId: string, page: number, written: number): void
  get(documentId: string, page: number): PageTask | null
  /** Nothing is left to be recognised on this page with this engine. */
  drop(documentId: string, page: number, engine: OcrEngine): void
  dropAll(documentId: string): void
  /** Those of committed documents, in the order of doing: new texts first, then what a person asked for. */
  next(limit: number): PageTask[]
  /** Pages that are to be recognised, of any document. */
  countWaiting(): number
  countOf(documentId: string): number
  /** Pages whose rows in the index do not count. */
  hiddenPages(): { readonly documentId: string; readonly page: number }[]
}

export function createPageTasksTable(database: MatterDatabase): PageTasksTable {
  const columns = 'document_id AS documentId, page, engine, written, is_urgent AS isUrgent'
  return {
    queue: (documentId, pages, { engine, isUrgent }) => database.transaction(() => {
      for (const page of pages) {
        database.run(
          `INSERT INTO page_tasks (document_id, page, engine, is_urgent) VALUES (?, ?, ?, ?)
           ON CONFLICT (document_id, page) DO UPDATE SET engine = excluded.engine, is_urgent = max(is_urgent, excluded.is_urgent)`,
          documentId, page, engine, isUrgent ? 1 : 0,
        )
      }
    }),
    queueWaiting: (engine) => void database.run(
      `INSERT OR IGNORE INTO page_tasks (document_id, page, engine)
       SELECT document_id, page, ? FROM pages JOIN documents ON documents.id = document_id
       WHERE pages.coverage = 'waiting' AND pages.coverage NOT IN ('text', 'ocr', 'empty') AND state NOT IN ('discovered', 'failed') AND superseded_by IS NULL AND removing = 0`,
      engine,
    ),
    written: (documentId, page) => void database.run(
      `INSERT INTO page_tasks (document_id, page, written) VALUES (?, ?, 1) ON CONFLICT (document_id, page) DO UPDATE SET written = written + 1, engine = NULL`, documentId, page,
    ),
    indexed: (documentId, page, written) => database.transaction(() => {
      database.run('DELETE FROM page_tasks WHERE document_id = ? AND page = ? AND written = ? AND engine IS NULL', documentId, page, written)
      database.run('UPDATE page_tasks SET written = 0 WHERE document_id = ? AND page = ? AND written = ?', documentId, page, written)
    }),
    get: (documentId, page) => database.get(rowSchema, `SELECT ${columns} FROM page_tasks WHERE document_id = ? AND page = ?`, documentId, page),
    drop: (documentId, page, engine) => database.transaction(() => {
      database.run('DELETE FROM page_tasks WHERE document_id = ? AND page = ? AND engine = ? AND written = 0', documentId, page, engine)
      database.run('UPDATE page_tasks SET engine = NULL WHERE document_id = ? AND page = ? AND engine = ?', documentId, page, engine)
    }),
    dropAll: (documentId) => void database.run('DELETE FROM page_tasks WHERE document_id = ?', documentId),
    next: (limit) => database.all(
      rowSchema,
      `SELECT ${columns} FROM page_tasks CROSS JOIN documents ON documents.id = document_id
       WHERE state = 'committed' AND removing = 0 AND superseded_by IS NULL ORDER BY (written > 0) DESC, is_urgent DESC, page_tasks.seq LIMIT ?`,
      limit,
    ),
    countWaiting: () => database.get(countSchema, 'SELECT count(*) AS n FROM page_tasks WHERE engine IS NOT NULL')?.n ?? 0,
    countOf: (documentId) => database.get(countSchema, 'SELECT count(*) AS n FROM page_tasks WHERE document_id = ?', documentId)?.n ?? 0,
    hiddenPages: () => database.all(z.object({ documentId: documentIdSchema, page: z.number().int() }), 'SELECT document_id AS documentId, page FROM page_tasks WHERE written > 0'),
  }
}
