import { z } from 'zod'
import { headingSchema, ocrEngineSchema, type Page, pageCoverageSchema, pageMethodSchema, placeSchema, tableSchema } from '../../src-preload/contract/index.ts'
import { jsonColumn } from './json-column.ts'
import type { MatterDatabase } from './matter-database.ts'

const rowSchema: z.ZodType<Page> = z.object({
  page: z.number().int().positive(),
  label: z.string().nullable(),
  text: z.string(),
  headings: jsonColumn(z.array(headingSchema)),
  method: pageMethodSchema,
  confidence: z.number(),
  coverage: pageCoverageSchema,
  engine: ocrEngineSchema.nullable(),
  places: jsonColumn(z.array(placeSchema)),
  tables: jsonColumn(z.array(tableSchema)),
})

/** The pages of one matter's documents, as parsed. */
export interface PagesTable {
  get(documentId: string, page: number): Page | null
  /** Pages `from ≤ page < from + limit`, in order. */
  slice(documentId: string, from: number, limit: number): Page[]
  /** Numbers of the pages that are unread or in doubt. */
  gaps(documentId: string): number[]
  /** Replaces pages that an interrupted attempt left. */
  put(documentId: string, pages: readonly Page[]): void
  /** Deletes some of a document's pages; 0 when none are left. In pieces, so that the window stays responsive. */
  deleteSome(documentId: string, limit: number): number
}

export function createPagesTable(database: MatterDatabase): PagesTable {
  const columns = 'page, label, text, headings, method, confidence, coverage, engine, places, tables'
  return {
    get: (documentId, page) => database.get(rowSchema, `SELECT ${columns} FROM pages WHERE document_id = ? AND page = ?`, documentId, page),
    slice: (documentId, from, limit) => database.all(
      rowSchema, `SELECT ${columns} FROM pages WHERE document_id = ? AND page >= ? AND page < ? ORDER BY page`, documentId, from, from + limit,
    ),
    gaps: (documentId) => database.all(z.object({ page: z.number().int() }), `SELECT page FROM pages WHERE document_id = ? AND coverage NOT IN ('text', 'ocr', 'empty') ORDER BY page`, documentId).map(({ page }) => page),
    put: (documentId, pages) => database.transaction(() => {
      for (const { page, label, text, headings, method, confidence, coverage, engine, places, tables } of pages) {
        database.run(
          'INSERT OR REPLACE INTO pages (document_id, page, label, text, headings, method, confidence, coverage, engine, places, tables) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
          documentId, page, label, text, JSON.stringify(headings), method, confidence, coverage, engine, JSON.stringify(places), JSON.stringify(tables),
        )
      }
    }),
    deleteSome: (documentId, limit) => database.run('DELETE FROM pages WHERE rowid IN (SELECT rowid FROM pages WHERE document_id = ? LIMIT ?)', documentId, limit),
  }
}
