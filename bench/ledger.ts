// Rows a second that a ledger takes and verifies: `node bench/ledger.ts [ROWS]`.
import { mkdtempSync, rmSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import type { HopKind } from '../src-preload/contract/index.ts'
import { exportLedger } from '../src-main/ledger/export-ledger.ts'
import { openAppStore } from '../src-main/store/open-app-store.ts'
import { percentile } from './percentile.ts'

const rows = Number(process.argv[2] ?? 5000)
const folder = mkdtempSync(join(tmpdir(), 'strongroom-bench-'))

/** Appends `count` rows one by one, as the product does, and gives the milliseconds of each. */
function append(store: ReturnType<typeof openAppStore>, kind: HopKind, count: number): number[] {
  return Array.from({ length: count }, (_, index) => {
    const begunAt = performance.now()
    store.ledger.append({ kind, destination: 'this machine', bytes: index, items: 1, sha256: 'a'.repeat(64), messageId: null, detail: null })
    return performance.now() - begunAt
  })
}

const sum = (times: readonly number[]): number => times.reduce((total, ms) => total + ms, 0)
const describe = (times: readonly number[]): object => ({ rows: times.length, rowsPerSecond: Math.round(times.length / sum(times) * 1000), p50Ms: percentile(times, 0.5), p95Ms: percentile(times, 0.95) })

try {
  using store = openAppStore(folder)
  const local = append(store, 'retrieval', rows)
  const durable = append(store, 'send', Math.min(rows, 500))
  const verifiedAt = performance.now()
  const verdict = store.ledger.verify()
  const verifyMs = performance.now() - verifiedAt
  const exportedAt = performance.now()
  const { text } = await exportLedger(store.ledger, { matterId: null, name: 'bench' }, 'jsonl')
  const exportMs = performance.now() - exportedAt
  console.log(JSON.stringify({
    cpu: cpus()[0]?.model, append: describe(local), appendThroughToDisk: describe(durable),
    verify: { state: verdict.state, rows: verdict.rows, rowsPerSecond: Math.round(verdict.rows / verifyMs * 1000) },
    exportWithVerdict: { bytes: text.length, rowsPerSecond: Math.round(verdict.rows / exportMs * 1000) },
  }, null, 2))
} finally {
  rmSync(folder, { recursive: true })
}
