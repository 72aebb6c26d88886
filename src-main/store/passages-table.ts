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
/** A passage's place in its document; its text is cut from the stored page. */
export type PassageSpan = z.infer<typeof rowSchema>
export type NewPassageSpan = Omit<PassageSpan, 'text'>

/** The passages of one matter's documents, numbered from 0 in reading order. */
export interface PassagesTable {
  put(documentId: string, spans: readonly NewPassageSpan[]): void
  /** Passages `from ≤ ordinal < from + limit` with their text. */
  slice(documentId: string, from: number, limit: number): PassageSpan[]
  deleteSome(documentId: string, limit: number): number
}

export function createPassagesTable(database: MatterDatabase): PassagesTable {
  return {
    put: (documentId, spans) => database.transaction(() => {
      for (const { ordinal, page, start, end, headingPath } of spans) {
        database.run(
          'INSERT OR REPLACE INTO passages (document_id, ordinal, page, start_offset, end_offset, heading_path) VALUES (?, ?, ?, ?, ?, ?)',
          documentId, ordinal, page, start, end, JSON.stringify(headingPath),
        )
      }
    }),
    slice: (documentId, from, limit) => database.all(
      // SQLite's substr counts code points, spans count UTF-16 units: the page is cut here, not there.
      rowSchema.transform(({ text, ...span }) => ({ ...span, text: text.slice(span.start, span.end) })),
      `SELECT ordinal, passages.page AS page, start_offset AS start, end_offset AS end, heading_path AS headingPath, text
       FROM passages JOIN pages USING (document_id, page)
       WHERE document_id = ? AND ordinal >= ? AND ordinal < ? ORDER BY ordinal`,
      documentId, from, from + limit,
    ),
    deleteSome: (documentId, limit) => database.run(
      'DELETE FROM passages WHERE document_id = ? AND ordinal IN (SELECT ordinal FROM passages WHERE document_id = ? LIMIT ?)', documentId, documentId, limit,
    ),
  }
}
