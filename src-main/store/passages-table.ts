import { z } from 'zod'
import { jsonColumn } from './json-column.ts'
import type { MatterDatabase } from './matter-database.ts'

const rowSchema = z.object({
  ordinal: z.number().int(),
  page: z.number().int(),
  start: z.number().int(),
  end: z.number().int(),
  headingPath: jsonColumn(z.array(z.string())),
  text: z.string(),
})
const countSchema = z.object({ n: z.number().int() })
/** A passage's place in its document; its text is cut from the stored page. */
export type PassageSpan = z.infer<typeof rowSchema>
export type NewPassageSpan = Omit<PassageSpan, 'text'>

/**
 * The passages of one matter's documents, numbered from 0 in reading order, without gaps until the document is committed.
 * After that the passages of a page whose text was replaced come last and leave a gap: only the numbers' being unique counts then.
 */
export interface PassagesTable {
  put(documentId: string, spans: readonly NewPassageSpan[]): void
  /** Passages `from ≤ ordinal < from + limit` with their text. */
  slice(documentId: string, from: number, limit: number): PassageSpan[]
  /** Of one page, in reading order. */
  ofPage(documentId: string, page: number): PassageSpan[]
  countOnPage(documentId: string, page: number): number
  /** Puts these in the place of a page's passages; by how many the document has more now. */
  replacePage(documentId: string, page: number, spans: readonly Omit<NewPassageSpan, 'ordinal' | 'page'>[]): number
  deleteSome(documentId: string, limit: number): number
}

export function createPassagesTable(database: MatterDatabase): PassagesTable {
  // SQLite's substr counts code points, spans count UTF-16 units: the page is cut here, not there.
  const cutSchema = rowSchema.transform(({ text, ...span }) => ({ ...span, text: text.slice(span.start, span.end) }))
  const select = `SELECT ordinal, passages.page AS page, start_offset AS start, end_offset AS end, heading_path AS headingPath, text
    FROM passages JOIN pages USING (document_id, page)`
  const put = (documentId: string, spans: readonly NewPassageSpan[]): void => database.transaction(() => {
    for (const { ordinal, page, start, end, headingPath } of spans) {
      database.run(
        'INSERT OR REPLACE INTO passages (document_id, ordinal, page, start_offset, end_offset, heading_path) VALUES (?, ?, ?, ?, ?, ?)',
        documentId, ordinal, page, start, end, JSON.stringify(headingPath),
      )
    }
  })

  return {
    put,
    ofPage: (documentId, page) => database.all(cutSchema, `${select} WHERE document_id = ? AND page = ? ORDER BY start_offset`, documentId, page),
    countOnPage: (documentId, page) => database.get(countSchema, 'SELECT count(*) AS n FROM passages WHERE document_id = ? AND page = ?', documentId, page)?.n ?? 0,
    replacePage: (documentId, page, spans) => database.transaction(() => {
      const before = database.run('DELETE FROM passages WHERE document_id = ? AND page = ?', documentId, page)
      const first = database.get(countSchema, 'SELECT coalesce(max(ordinal) + 1, 0) AS n FROM passages WHERE document_id = ?', documentId)?.n ?? 0
      put(documentId, spans.map((span, index) => ({ ...span, page, ordinal: first + index })))
      return spans.length - before
    }),
    slice: (documentId, from, limit) => database.all(
      cutSchema, `${select} WHERE document_id = ? AND ordinal >= ? AND ordinal < ? ORDER BY ordinal`,
      documentId, from, from + limit,
    ),
    deleteSome: (documentId, limit) => database.run(
      'DELETE FROM passages WHERE document_id = ? AND ordinal IN (SELECT ordinal FROM passages WHERE document_id = ? LIMIT ?)', documentId, documentId, limit,
    ),
  }
}
