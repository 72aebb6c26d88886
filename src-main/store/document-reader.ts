import { z } from 'zod'
import type { DocumentsTable } from './documents-table.ts'
import type { MatterDatabase } from './matter-database.ts'
import type { PagesTable } from './pages-table.ts'
import type { DocumentReader } from './ports.ts'

const coverageSchema = z.object({
  documents: z.number().int(), documentsFailed: z.number().int(), documentsPending: z.number().int(), pages: z.number().int(), pagesWithoutText: z.number().int(),
})

/** What answering may know of the documents: names, stored pages, and what it does not see. */
export function createDocumentReader(database: MatterDatabase, documents: DocumentsTable, pages: PagesTable): DocumentReader {
  return {
    documentName: (documentId) => documents.get(documentId)?.name ?? null,
    page: (documentId, page) => pages.get(documentId, page),
    coverage: () => database.get(coverageSchema, `
      SELECT count(*) AS documents,
        count(*) FILTER (WHERE state = 'failed') AS documentsFailed,
        count(*) FILTER (WHERE state NOT IN ('failed', 'committed')) AS documentsPending,
        coalesce(sum(page_count) FILTER (WHERE state = 'committed'), 0) AS pages,
        coalesce(sum(pages_without_text) FILTER (WHERE state = 'committed'), 0) AS pagesWithoutText
      FROM documents WHERE removing = 0`) ?? { documents: 0, documentsFailed: 0, documentsPending: 0, pages: 0, pagesWithoutText: 0 },
  }
}
