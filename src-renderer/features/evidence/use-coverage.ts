import { useEffect, useState } from 'react'
import type { CoverageCounts, CoverageGap } from '../../../src-preload/contract/index.ts'
import { call } from '../../client/bridge.ts'
import { useViewer } from './viewer-store.ts'

export interface DocumentCoverage { readonly pages: number; readonly counts: CoverageCounts; readonly gaps: readonly CoverageGap[] }

const gapsPerCall = 1000

/** How a document's pages were read, and every page that was not or is in doubt. Null when it could not be had. */
export async function readCoverage(matterId: string, documentId: string): Promise<DocumentCoverage | null> {
  const gaps: CoverageGap[] = []
  for (;;) {
    const outcome = await call('documents.coverage', { matterId, documentId, offset: gaps.length, limit: gapsPerCall })
    if (!outcome.ok) return null
    gaps.push(...outcome.value.gaps)
    if (outcome.value.gaps.length === 0 || gaps.length >= outcome.value.gapsTotal) return { pages: outcome.value.pages, counts: outcome.value.byCoverage, gaps }
  }
}

/** The same, kept current while documents change; null until it is known. */
export function useCoverage(matterId: string, documentId: string): DocumentCoverage | null {
  const revision = useViewer((state) => state.revision)
  const [result, setResult] = useState<{ readonly documentId: string; readonly coverage: DocumentCoverage } | null>(null)
  useEffect(() => {
    let current = true
    void readCoverage(matterId, documentId).then((coverage) => { if (current && coverage !== null) setResult({ documentId, coverage }) })
    return () => { current = false }
  }, [matterId, documentId, revision])
  return result?.documentId === documentId ? result.coverage : null
}
