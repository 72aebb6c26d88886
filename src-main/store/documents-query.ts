import { z } from 'zod'
import { type DocumentQueryResult, documentIdSchema, type documentQuerySchema, type PageCoverage } from '../../src-preload/contract/index.ts'
import { foldName } from './coverage-facts.ts'
import type { DocumentsTable } from './documents-table.ts'
import type { MatterDatabase } from './matter-database.ts'

export type DocumentQuery = z.output<typeof documentQuerySchema>
type Sort = DocumentQuery['sort']
/** Read left to right; the order of adding decides between equals. */
const sortColumns: Readonly<Record<Sort, string>> = { added: 'seq', name: 'name_folded', kind: 'media_type', pages: 'page_count', size: 'bytes', gaps: 'gap_pages' }

const states: Readonly<Record<DocumentQuery['states'][number], string>> = {
  reading: `state IN ('discovered', 'parsed', 'chunked', 'embedded')`, done: `state = 'committed'`, failed: `state = 'failed'`,
}

const countsSchema = z.object({ all: z.number().int(), failed: z.number().int(), withGaps: z.number().int() })

/** What the documents screen asks for: the documents that match, one screenful of them, and counts over all. */
export function queryDocuments(database: MatterDatabase, documents: Pick<DocumentsTable, 'byIds'>, query: DocumentQuery): DocumentQueryResult {
  const listed = query.withSuperseded ? 'removing = 0' : 'removing = 0 AND superseded_by IS NULL'
  const { where, values } = filterOf(query)
  const direction = query.descending ? 'DESC' : 'ASC'
  const order = query.sort === 'added' ? `seq ${direction}` : `${sortColumns[query.sort]} ${direction}, seq`
  const counts = database.get(countsSchema, `SELECT count(*) AS "all", count(*) FILTER (WHERE state = 'failed') AS failed, count(*) FILTER (WHERE gap_pages > 0) AS withGaps FROM documents WHERE ${listed}`)
  const total = database.get(z.object({ n: z.number().int() }), `SELECT count(*) AS n FROM documents WHERE ${listed}${where}`, ...values)?.n ?? 0
  // The ids first: what is computed for a row (its copies) is then computed for one screenful only.
  const ids = database.all(z.object({ id: documentIdSchema }), `SELECT id FROM documents WHERE ${listed}${where} ORDER BY ${order} LIMIT ? OFFSET ?`, ...values, query.limit, query.offset)
  return { total, ...(counts ?? { all: 0, failed: 0, withGaps: 0 }), documents: documents.byIds(ids.map(({ id }) => id)) }
}

function filterOf({ name, states: wanted, coverages, mediaTypes, parentId, similarGroup, thread }: DocumentQuery): { readonly where: string; readonly values: (string | number)[] } {
  const parts: string[] = []
  const values: string[] = []
  const and = (condition: string, ...more: string[]): void => {
    parts.push(` AND (${condition})`)
    values.push(...more)
  }
  if (name.trim() !== '') and('instr(name_folded, ?) > 0', foldName(name.trim()))
  if (wanted.length > 0) and(wanted.map((state) => states[state]).join(' OR '))
  if (coverages.length > 0) and(coverages.map(hasCoverage).join(' OR '))
  if (mediaTypes.length > 0) and('media_type IN (SELECT value FROM json_each(?))', JSON.stringify(mediaTypes))
  if (parentId !== null) and('id IN (SELECT document_id FROM origins WHERE container_id = ?)', parentId)
  if (similarGroup !== null) and('similar_group = ?', similarGroup)
  if (thread !== null) and('thread = ?', thread)
  return { where: parts.join(''), values }
}

/** Keys are the contract's enum, never a caller's text. */
const hasCoverage = (coverage: PageCoverage): string => `json_extract(coverage, '$."${coverage}"') > 0`
