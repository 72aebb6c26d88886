import { type CoverageCounts, type PageCoverage, pageCoverageSchema } from '../../src-preload/contract/index.ts'

const words: Readonly<Record<PageCoverage, string>> = {
  text: 'text', ocr: 'recognised', waiting: 'waiting for recognition', partly: 'read in part', 'suspect-table': 'with a table in doubt', failed: 'not read', empty: 'empty',
}

/** "12 pages: 9 text, 2 recognised, 1 not read." */
export function coverageWords(counts: CoverageCounts): string {
  const total = pageCoverageSchema.options.reduce((sum, each) => sum + counts[each], 0)
  const parts = pageCoverageSchema.options.filter((each) => counts[each] > 0).map((each) => `${counts[each]} ${words[each]}`)
  return `${total} ${total === 1 ? 'page' : 'pages'}${parts.length > 0 ? `: ${parts.join(', ')}` : ''}.`
}

/** What one page's state is called in a line of its own. */
export const coverageName = (coverage: PageCoverage): string => words[coverage]
