import fc from 'fast-check'
import { DatabaseSync } from 'node:sqlite'
import { hopKinds } from '../../src-preload/contract/index.ts'
import type { NewHop } from '../../src-main/ledger/ledger.ts'

/** Any row that the product could write. */
export const anyHop: fc.Arbitrary<NewHop> = fc.record({
  kind: fc.constantFrom(...hopKinds),
  destination: fc.constantFrom('this machine', 'models.example', 'gpu.firm.example'),
  bytes: fc.nat(), items: fc.nat(),
  sha256: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  detail: fc.constantFrom(null, 'offline', 'Größe, “quoted”'),
  messageId: fc.constantFrom(null, 'a_0000000000000001', 'a_0000000000000002'),
})

export const sampleHop = (part: Partial<NewHop> = {}): NewHop => (
  { kind: 'retrieval', destination: 'this machine', bytes: 10, items: 1, sha256: 'a'.repeat(64), messageId: 'a_0000000000000001', detail: null, ...part }
)

/** Opens a database behind the ledger's back, without the triggers that forbid changes. */
export function tamper(file: string, sql: string): void {
  const database = new DatabaseSync(file)
  database.exec(`DROP TRIGGER IF EXISTS ledger_rows_stay; DROP TRIGGER IF EXISTS ledger_rows_do_not_change; ${sql}`)
  database.close()
}
