import type { LedgerVerdict } from '../../src-preload/contract/index.ts'
import type { Ledger } from './ledger.ts'

/** Whose ledger is exported: a matter's, or (`matterId` null) the app's own. */
export interface LedgerSubject { readonly matterId: string | null; readonly name: string }
export interface ExportOptions { readonly subject: LedgerSubject; readonly verdict: LedgerVerdict; readonly now: Date }

/**
 * A line that says what this is, then every row with its hashes, as docs/user-guide.md describes it: enough to verify the
 * ledger without Strongroom. Rows that were tampered with are given as they are.
 */
export function exportJsonLines(ledger: Ledger, { subject, verdict, now }: ExportOptions): string {
  const rows = [...ledger.rows()]
  const about = {
    schema: 'strongroom.ledger-export/1', matterId: subject.matterId, name: subject.name, exportedAt: now.toISOString(),
    rows: rows.length, head: ledger.head(), verdict,
  }
  return [about, ...rows].map((line) => `${JSON.stringify(line)}\n`).join('')
}
