import type { CallResult } from '../../src-preload/contract/index.ts'
import { exportJsonLines, type LedgerSubject } from './export-json-lines.ts'
import { exportReport } from './export-report.ts'
import type { Ledger } from './ledger.ts'

/** The whole ledger as a file to keep elsewhere, with the verdict of this moment. */
export async function exportLedger(ledger: Ledger, subject: LedgerSubject, format: 'jsonl' | 'html'): Promise<CallResult<'ledger.export'>> {
  const now = new Date()
  const options = { subject, verdict: await ledger.verifyPatiently(), now }
  const fileName = `strongroom-ledger-${fileSafe(subject)}-${now.toISOString().slice(0, 10)}.${format}`
  return format === 'html'
    ? { fileName, mediaType: 'text/html', text: exportReport(ledger, options) }
    : { fileName, mediaType: 'application/jsonl', text: exportJsonLines(ledger, options) }
}

function fileSafe({ matterId, name }: LedgerSubject): string {
  if (matterId === null) return 'app'
  return name.normalize('NFKC').replaceAll(/[^\p{L}\p{N}]+/gu, '-').slice(0, 60).replaceAll(/^-+|-+$/g, '') || matterId
}
