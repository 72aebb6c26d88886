import { z } from 'zod'
import { type CoverageGap, type CoverageReport, documentIdSchema, pageCoverageSchema } from '../../src-preload/contract/index.ts'
import { coverageColumn, noCoverage } from './coverage-facts.ts'
import type { MatterDatabase } from './matter-database.ts'

const documentRow = z.object({ id: documentIdSchema, name: z.string(), gaps: z.number().int() })
const pageRow = z.object({ page: z.number().int(), pageLabel: z.string().nullable(), coverage: pageCoverageSchema, confidence: z.number() })
const stateRow = z.object({ state: z.string(), pages: z.number().int(), coverage: coverageColumn })

/** How far everything, or one document, was read, and which pages were not; versions that others replaced do not count. */
export function reportCoverage(database: MatterDatabase, { documentId, offset, limit }: { readonly documentId: string | null; readonly offset: number; readonly limit: number }): CoverageReport {
  // An older version is no part of the matter, but may be asked for by itself.
  const [listed, ...values] = documentId === null ? ['removing = 0 AND superseded_by IS NULL'] : ['removing = 0 AND id = ?', documentId]
  const byCoverage = { ...noCoverage }
  const report = { documents: 0, documentsFailed: 0, documentsPending: 0, pages: 0, byCoverage }
  for (const { state, pages, coverage } of database.all(stateRow, `SELECT state, page_count AS pages, coverage FROM documents WHERE ${listed}`, ...values)) {
    report.documents++
    if (state === 'failed') report.documentsFailed++
    else if (state !== 'committed') report.documentsPending++
    report.pages += pages
    for (const [name, count] of Object.entries(coverage)) byCoverage[pageCoverageSchema.parse(name)] += count
  }

  // Documents know how many gaps they have: only pages that are shown are looked at.
  const gaps: CoverageGap[] = []
  let gapsTotal = 0
  for (const { id, name, gaps: count } of database.all(documentRow, `SELECT id, name, gap_pages AS gaps FROM documents WHERE ${listed} AND gap_pages > 0 ORDER BY seq`, ...values)) {
    const first = Math.max(0, offset - gapsTotal)
    gapsTotal += count
    if (gaps.length >= limit || first >= count) continue
    const pages = database.all(pageRow, `SELECT page, label AS pageLabel, coverage, confidence FROM pages
      WHERE document_id = ? AND coverage NOT IN ('text', 'ocr', 'empty') ORDER BY page LIMIT ? OFFSET ?`, id, limit - gaps.length, first)
    for (const page of pages) gaps.push({ documentId: id, documentName: name, ...page })
  }
  return { ...report, gaps, gapsTotal }
}
