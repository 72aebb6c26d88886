import { z } from 'zod'
import { type CoverageGap, type CoverageReport, documentIdSchema, pageCoverageSchema } from '../../src-preload/contract/index.ts'
import { noCoverage } from './coverage-facts.ts'
import type { MatterDatabase } from './matter-database.ts'

const pageRow = z.object({ page: z.number().int(), pageLabel: z.string().nullable(), coverage: pageCoverageSchema, confidence: z.number() })
const documentRow = z.object({ id: documentIdSchema, name: z.string(), before: z.number().int() })
const sumsRow = z.object({ documents: z.number().int(), documentsFailed: z.number().int(), documentsPending: z.number().int(), pages: z.number().int(), gapsTotal: z.number().int() })
const countsRow = z.record(pageCoverageSchema, z.number().int())

const coverages = pageCoverageSchema.options
const countColumns = coverages.map((each) => `coalesce(sum(json_extract(coverage, '$."${each}"')), 0) AS "${each}"`).join(', ')

/** How far everything, or one document, was read, and which pages were not; versions that others replaced do not count. */
export function reportCoverage(database: MatterDatabase, { documentId, offset, limit }: { readonly documentId: string | null; readonly offset: number; readonly limit: number }): CoverageReport {
  // An older version is no part of the matter, but may be asked for by itself.
  const [listed, ...values] = documentId === null ? ['removing = 0 AND superseded_by IS NULL'] : ['removing = 0 AND id = ?', documentId]
  const sums = database.get(sumsRow, `
    SELECT count(*) AS documents, count(*) FILTER (WHERE state = 'failed') AS documentsFailed, count(*) FILTER (WHERE state NOT IN ('failed', 'committed')) AS documentsPending,
      coalesce(sum(page_count), 0) AS pages, coalesce(sum(gap_pages), 0) AS gapsTotal
    FROM documents WHERE ${listed}`, ...values)
  const byCoverage = database.get(countsRow, `SELECT ${countColumns} FROM documents WHERE ${listed}`, ...values)

  // Documents know how many gaps they have, so only the pages that are shown are looked at.
  const gaps: CoverageGap[] = []
  const documents = database.all(documentRow, `
    SELECT id, name, before FROM (
      SELECT id, name, gap_pages, sum(gap_pages) OVER (ORDER BY seq) - gap_pages AS before FROM documents WHERE ${listed} AND gap_pages > 0)
    WHERE before + gap_pages > ? AND before < ? ORDER BY before`, ...values, offset, offset + limit)
  for (const { id, name, before } of documents) {
    const pages = database.all(pageRow, `SELECT page, label AS pageLabel, coverage, confidence FROM pages
      WHERE document_id = ? AND coverage NOT IN ('text', 'ocr', 'empty') ORDER BY page LIMIT ? OFFSET ?`, id, limit - gaps.length, Math.max(0, offset - before))
    for (const page of pages) gaps.push({ documentId: id, documentName: name, ...page })
  }
  return { ...(sums ?? { documents: 0, documentsFailed: 0, documentsPending: 0, pages: 0, gapsTotal: 0 }), byCoverage: byCoverage ?? { ...noCoverage }, gaps }
}
