import fc from 'fast-check'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import type { NewHop } from '../../src-main/ledger/ledger.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const matterId = 'm_0000000000000001'
const hop = fc.record<NewHop>({
  kind: fc.constantFrom('retrieval', 'local-prompt', 'store', 'download', 'erase'),
  destination: fc.constant('this machine'),
  bytes: fc.nat(), items: fc.nat(),
  sha256: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 64, maxLength: 64 }),
  detail: fc.constantFrom(null, 'offline'), messageId: fc.constantFrom(null, 'a_0000000000000001', 'a_0000000000000002'),
})

/** Opens the file behind the ledger's back, without the triggers that forbid changes. */
function tamper(folder: string, sql: string): void {
  const database = new DatabaseSync(join(folder, 'matter.db'))
  database.exec(`DROP TRIGGER ledger_rows_stay; DROP TRIGGER ledger_rows_do_not_change; ${sql}`)
  database.close()
}

test('whatever is appended, the chain holds, rows come back in order, and each message finds its own', () => {
  fc.assert(fc.property(fc.array(hop, { maxLength: 12 }), (hops) => {
    using store = openMatterStore(temporaryFolder(), matterId, { create: true })
    for (const one of hops) store.ledger.append(one)
    expect(store.ledger.verify()).toEqual({ intact: true, rows: hops.length })
    const withoutMessage = hops.map(({ kind, bytes, items, sha256 }) => ({ kind, bytes, items, sha256 }))
    expect(store.ledger.list(100).toReversed()).toMatchObject(withoutMessage)
    expect(store.ledger.forMessage('a_0000000000000001')).toHaveLength(hops.filter(({ messageId }) => messageId === 'a_0000000000000001').length)
  }), { numRuns: 15 })
})

test.each([
  ['a changed count', 'UPDATE ledger SET bytes = bytes + 1 WHERE id = 3', 3],
  ['a changed destination', `UPDATE ledger SET destination = 'elsewhere' WHERE id = 2`, 2],
  ['a row moved to another message', `UPDATE ledger SET message_id = 'a_0000000000000002' WHERE id = 4`, 4],
  ['a removed row', 'DELETE FROM ledger WHERE id = 2', 2],
  ['a removed row with the later ones renumbered', 'DELETE FROM ledger WHERE id = 2; UPDATE ledger SET id = id - 1 WHERE id > 2', 2],
  ['two rows swapped', 'UPDATE ledger SET id = 99 WHERE id = 1; UPDATE ledger SET id = 1 WHERE id = 2; UPDATE ledger SET id = 2 WHERE id = 99', 1],
])('%s shows', (_, sql, firstBadId) => {
  const folder = temporaryFolder()
  {
    using store = openMatterStore(folder, matterId, { create: true })
    for (let n = 0; n < 5; n++) store.ledger.append({ kind: 'retrieval', destination: 'this machine', bytes: n, items: 1, sha256: 'a'.repeat(64), messageId: 'a_0000000000000001', detail: null })
  }
  tamper(folder, sql)
  using store = openMatterStore(folder, matterId)
  expect(store.ledger.verify()).toEqual({ intact: false, firstBadId })
})

test('rows can be neither changed nor deleted, and text has no place in them', () => {
  const folder = temporaryFolder()
  using store = openMatterStore(folder, matterId, { create: true })
  store.ledger.append({ kind: 'store', destination: 'this machine', bytes: 1, items: 1, sha256: 'a'.repeat(64), messageId: null, detail: null })
  const database = new DatabaseSync(join(folder, 'matter.db'))
  expect(() => database.exec('DELETE FROM ledger')).toThrow('append-only')
  expect(() => database.exec('UPDATE ledger SET bytes = 0')).toThrow('append-only')
  database.close()
  expect(() => store.ledger.append({ kind: 'store', destination: 'this machine', bytes: 1, items: 1, sha256: 'the tenant shall', messageId: null, detail: null })).toThrow('sha256')
  expect(store.ledger.head()).toMatch(/^[0-9a-f]{64}$/)
})
