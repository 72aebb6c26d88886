import type { LedgerVerdict } from '../../src-preload/contract/index.ts'
import type { LedgerHead } from './head-file.ts'
import { firstHash, hopHash } from './hop-hash.ts'
import { type FoundRow, ledgerRowSchema, type LedgerRows } from './ledger-rows.ts'

type Problem = Extract<LedgerVerdict, { state: 'broken' }>['problem']

/**
 * Recomputes a ledger from its first row and compares it with the head that is kept apart from it. Yields after each
 * slice of rows, so that whoever runs it can let others have a turn. Nothing found in the table is believed or thrown over.
 */
export function* verifyChain(rows: LedgerRows, knownHead: () => LedgerHead | null): Generator<void, LedgerVerdict> {
  let previousHash = firstHash
  let count = 0
  const broken = (firstBadId: number, problem: Problem): LedgerVerdict => ({ state: 'broken', rows: count, firstBadId, problem })

  for (const slice of rows.foundSlices()) {
    for (const found of slice) {
      const problem = problemOf(found, count + 1, previousHash)
      if (problem) return broken(count + 1, problem)
      previousHash = String(found?.['rowHash'])
      count += 1
    }
    yield
  }

  const head = knownHead()
  if (!head) return broken(count + 1, 'head-missing')
  // Rows that were missed once and were not brought back, whatever was written after them.
  if (head.lost && !rows.reaches(head.lost)) return broken(Math.min(head.lost.kept, head.lost.rows - 1) + 1, 'cut-tail')
  if (!rows.reaches(head)) return broken(Math.min(count + 1, Math.max(head.rows, 1)), 'cut-tail')
  return { state: 'intact', rows: count, head: previousHash }
}

function problemOf(found: FoundRow | null, expectedId: number, previousHash: string): Problem | null {
  if (!found) return 'changed'
  if (found.id !== expectedId || found['previousHash'] !== previousHash) return 'removed-or-inserted'
  const row = ledgerRowSchema.safeParse(found)
  if (!row.success) return 'changed'
  const { rowHash, ...hashed } = row.data
  return hopHash(hashed) === rowHash ? null : 'changed'
}
