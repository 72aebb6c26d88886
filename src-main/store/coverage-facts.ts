import { z } from 'zod'
import { type CoverageCounts, doubtfulCoverages, type Page, type PageCoverage, pageCoverageSchema, unreadCoverages } from '../../src-preload/contract/index.ts'
import { jsonColumn } from './json-column.ts'

/** How far the pages of a document were read, as its row keeps it. */
export interface CoverageFacts {
  readonly counts: CoverageCounts
  /** Pages that are unread or in doubt. */
  readonly gapPages: number
  readonly pagesWithoutText: number
}

const gapCoverages: readonly PageCoverage[] = [...unreadCoverages, ...doubtfulCoverages]
const withoutText: readonly PageCoverage[] = [...unreadCoverages, 'empty']

export const noCoverage: Readonly<CoverageCounts> = { text: 0, ocr: 0, waiting: 0, partly: 0, 'suspect-table': 0, failed: 0, empty: 0 }

/** A TEXT column that holds counts as JSON; what is not named is none. */
export const coverageColumn = jsonColumn(z.partialRecord(pageCoverageSchema, z.number().int()).transform((counts): CoverageCounts => ({ ...noCoverage, ...counts })))

export function factsOf(counts: CoverageCounts): CoverageFacts {
  const sum = (of: readonly PageCoverage[]): number => of.reduce((total, coverage) => total + counts[coverage], 0)
  return { counts, gapPages: sum(gapCoverages), pagesWithoutText: sum(withoutText) }
}

export function countCoverage(pages: readonly Pick<Page, 'coverage'>[]): CoverageFacts {
  const counts = { ...noCoverage }
  for (const { coverage } of pages) counts[coverage]++
  return factsOf(counts)
}

/** A name as it is searched and sorted: whatever its case and the width of its characters. */
export function foldName(name: string): string {
  return name.normalize('NFKC').toLowerCase()
}
