import { z } from 'zod'
import { documentIdSchema, doubtfulCoverages, unreadCoverages } from '../../src-preload/contract/index.ts'
import type { DocumentsTable } from './documents-table.ts'
import type { MatterDatabase } from './matter-database.ts'
import type { PagesTable } from './pages-table.ts'
import type { DocumentReader } from './ports.ts'

const countsSchema = z.object({
  documents: z.number().int(), documentsFailed: z.number().int(), documentsPending: z.number().int(), pages: z.number().int(), pagesWithoutText: z.number().int(),
  unreadPages: z.number().int(), doubtfulPages: z.number().int(),
})
const none = { documents: 0, documentsFailed: 0, documentsPending: 0, pages: 0, pagesWithoutText: 0, unreadPages: 0, doubtfulPages: 0 }
const gapSchema = z.object({ documentId: documentIdSchema, documentName: z.string(), page: z.number().int(), doubtful: z.number().transform((flag) => flag === 1) })
/** More pages than this no sentence can name. */
const gapsNamed = 300

const doubtfulList = doubtfulCoverages.map((each) => `'${each}'`).join(', ')
const pagesIn = (states: readonly string[]): string => states.map((each) => `coalesce(json_extract(coverage, '$."${each}"'), 0)`).join(' + ')

/** What answering may know of the documents: names, stored pages, and what it does not see. */
export function createDocumentReader(database: MatterDatabase, documents: DocumentsTable, pages: PagesTable): DocumentReader {
  return {
    documentName: (documentId) => documents.get(documentId)?.name ?? null,
    page: (documentId, page) => pages.get(documentId, page),
    coverage: () => ({
      ...database.get(countsSchema, `
        SELECT count(*) AS documents,
          count(*) FILTER (WHERE state = 'failed') AS documentsFailed,
          count(*) FILTER (WHERE state NOT IN ('failed', 'committed')) AS documentsPending,
          coalesce(sum(page_count) FILTER (WHERE state = 'committed'), 0) AS pages,
          coalesce(sum(pages_without_text) FILTER (WHERE state = 'committed'), 0) AS pagesWithoutText,
          coalesce(sum(${pagesIn(unreadCoverages)}) FILTER (WHERE state = 'committed'), 0) AS unreadPages,
          coalesce(sum(${pagesIn(doubtfulCoverages)}) FILTER (WHERE state = 'committed'), 0) AS doubtfulPages
        FROM documents WHERE removing = 0 AND superseded_by IS NULL`) ?? none,
      gaps: database.all(gapSchema, `
        SELECT documents.id AS documentId, name AS documentName, page, pages.coverage IN (${doubtfulList}) AS doubtful
        FROM documents CROSS JOIN pages ON documents.id = document_id
        WHERE gap_pages > 0 AND pages.coverage NOT IN ('text', 'ocr', 'empty') AND removing = 0 AND superseded_by IS NULL AND state = 'committed'
        ORDER BY documents.seq, page LIMIT ?`, gapsNamed),
    }),
  }
}
