import type { IngestProgress } from '../../../src-preload/contract/index.ts'
import type { DocumentTotals } from '../../store/documents-table.ts'

/** Of all bytes: what fewer than these gave says little of the others, since a plain text has a hundred times the passages of a picture of its size. */
const leastShareSplit = 0.1

/** What is left, in passages: the known ones, and for unread files as many per byte as the files that have been split gave. Null while those are too few. */
export function passagesLeft(totals: DocumentTotals): number | null {
  const known = totals.passages - totals.passagesEmbedded
  if (totals.bytesUnread === 0) return known
  if (totals.bytesSplit === 0 || totals.bytesSplit < leastShareSplit * (totals.bytesSplit + totals.bytesUnread)) return null
  return known + (totals.bytesUnread * totals.passages) / totals.bytesSplit
}

/** Progress over all documents of a matter, so that it says the same before and after a restart. */
export function describeProgress(
  matterId: string,
  totals: DocumentTotals,
  { status, pausedBy, pagesWaiting, recognisedPerMinute, passagesPerSecond, current }: Pick<IngestProgress, 'status' | 'pausedBy' | 'pagesWaiting' | 'recognisedPerMinute' | 'passagesPerSecond' | 'current'>,
): IngestProgress {
  const left = passagesLeft(totals)
  // Recognition comes after reading; with only one of the two under way, the other takes no time.
  const reading = left === 0 ? 0 : left !== null && passagesPerSecond !== null && passagesPerSecond > 0 ? left / passagesPerSecond : null
  const recognising = pagesWaiting === 0 ? 0 : recognisedPerMinute !== null && recognisedPerMinute > 0 ? (pagesWaiting / recognisedPerMinute) * 60 : null
  return {
    matterId,
    status,
    documentsDone: totals.committed,
    documentsTotal: totals.documents,
    documentsFailed: totals.failed,
    pagesDone: totals.pages,
    pagesWaiting,
    recognisedPerMinute,
    pausedBy,
    passagesDone: totals.passagesEmbedded,
    passagesTotal: totals.passages,
    passagesPerSecond,
    secondsLeft: status === 'running' && reading !== null && recognising !== null ? reading + recognising : null,
    current,
  }
}
