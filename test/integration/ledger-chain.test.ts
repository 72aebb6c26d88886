import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { leftMachine } from '../../src-preload/contract/index.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { anyHop, sampleHop, tamper } from '../support/ledger-hops.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const matterId = 'm_0000000000000001'

function folderWithRows(count: number): string {
  const folder = temporaryFolder()
  using store = openMatterStore(folder, matterId, { create: true })
  for (let n = 0; n < count; n++) store.ledger.append(sampleHop({ bytes: n }))
  return folder
}

/** The hash of row `id` with other values in it, as a forger would work it out. */
function forge(folder: string, id: number, values: Record<string, unknown>): string {
  using store = openMatterStore(folder, matterId)
  const row = [...store.ledger.rows()].find((each) => each.id === id)
  const { rowHash: _, ...hashed } = { ...row, ...values }
  const canonical = Object.fromEntries(Object.entries(hashed).filter(([key, value]) => key !== 'detail' || value !== null).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256').update(JSON.stringify(canonical)).digest('hex')
}

test('whatever is appended, the chain holds, and every row comes back in order, page by page and by filter', () => {
  fc.assert(fc.property(fc.array(anyHop, { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (hops, limit) => {
    using store = openMatterStore(temporaryFolder(), matterId, { create: true })
    const appended = hops.map((one) => store.ledger.append(one))
    expect(store.ledger.verify()).toEqual({ state: 'intact', rows: hops.length, head: store.ledger.head() })

    const paged = []
    for (let page = store.ledger.list({ limit }); page.length > 0; page = store.ledger.list({ limit, beforeId: page.at(-1)?.id ?? 0 })) paged.push(...page)
    expect(paged.toReversed()).toEqual(appended)

    for (const kind of new Set(hops.map((hop) => hop.kind))) expect(store.ledger.list({ limit: 100, kinds: [kind] }).toReversed()).toEqual(appended.filter((hop) => hop.kind === kind))
    for (const left of [true, false]) expect(store.ledger.list({ limit: 100, leftMachine: left }).toReversed()).toEqual(appended.filter((hop) => leftMachine(hop) === left))
    const ofMessage = appended.filter((_, index) => hops[index]?.messageId === 'a_0000000000000001')
    expect(store.ledger.forMessage('a_0000000000000001')).toEqual(ofMessage)
    expect(store.ledger.list({ limit: 100, messageId: 'a_0000000000000001' }).toReversed()).toEqual(ofMessage)
  }), { numRuns: 15 })
})

test.each([
  ['a changed count', 'UPDATE ledger SET bytes = bytes + 1 WHERE id = 3', 3, 'changed'],
  ['a changed destination', `UPDATE ledger SET destination = 'elsewhere' WHERE id = 2`, 2, 'changed'],
  ['a changed reason', `UPDATE ledger SET detail = 'approved' WHERE id = 5`, 5, 'changed'],
  ['a changed time', `UPDATE ledger SET at = '2020-01-01T00:00:00.000Z' WHERE id = 1`, 1, 'changed'],
  ['a kind that is none', `UPDATE ledger SET kind = 'nothing' WHERE id = 4`, 4, 'changed'],
  ['a number no program can count to', 'UPDATE ledger SET bytes = 9223372036854775807 WHERE id = 4', 4, 'changed'],
  ['a row moved to another message', `UPDATE ledger SET message_id = 'a_0000000000000002' WHERE id = 4`, 4, 'changed'],
  ['a removed row', 'DELETE FROM ledger WHERE id = 2', 2, 'removed-or-inserted'],
  ['the first row removed', 'DELETE FROM ledger WHERE id = 1', 1, 'removed-or-inserted'],
  ['a removed row with the later ones renumbered', 'DELETE FROM ledger WHERE id = 2; UPDATE ledger SET id = id - 1 WHERE id > 2', 2, 'removed-or-inserted'],
  ['two rows swapped', 'UPDATE ledger SET id = 99 WHERE id = 1; UPDATE ledger SET id = 1 WHERE id = 2; UPDATE ledger SET id = 2 WHERE id = 99', 1, 'removed-or-inserted'],
  ['a row put before all others', `INSERT INTO ledger SELECT 0, at, kind, destination, bytes, items, sha256, message_id, previous_hash, row_hash, detail FROM ledger WHERE id = 1`, 1, 'removed-or-inserted'],
  ['a row put in with the later ones renumbered', `UPDATE ledger SET id = id + 100 WHERE id > 2; UPDATE ledger SET id = id - 99 WHERE id > 100; INSERT INTO ledger SELECT 3, at, kind, destination, bytes, items, sha256, message_id, previous_hash, row_hash, detail FROM ledger WHERE id = 2`, 3, 'removed-or-inserted'],
  ['a row added at the end with a copied hash', `INSERT INTO ledger SELECT 6, at, kind, destination, bytes, items, sha256, message_id, row_hash, row_hash, detail FROM ledger WHERE id = 5`, 6, 'changed'],
  ['the last row cut off', 'DELETE FROM ledger WHERE id = 5', 5, 'cut-tail'],
  ['several rows cut off the end', 'DELETE FROM ledger WHERE id > 2', 3, 'cut-tail'],
  ['all rows gone', 'DELETE FROM ledger', 1, 'cut-tail'],
])('%s shows', (_, sql, firstBadId, problem) => {
  const folder = folderWithRows(5)
  tamper(join(folder, 'matter.db'), sql)
  using store = openMatterStore(folder, matterId)
  expect(store.ledger.verify()).toEqual({ state: 'broken', rows: expect.any(Number), firstBadId, problem })
})

test('a changed row with a hash worked out anew shows at the row after it, and as the last row against the head', () => {
  for (const [id, expected] of [[3, { firstBadId: 4, problem: 'removed-or-inserted' }], [5, { firstBadId: 5, problem: 'cut-tail' }]] as const) {
    const folder = folderWithRows(5)
    tamper(join(folder, 'matter.db'), `UPDATE ledger SET bytes = 12345, row_hash = '${forge(folder, id, { bytes: 12345 })}' WHERE id = ${id}`)
    using store = openMatterStore(folder, matterId)
    expect(store.ledger.verify()).toMatchObject({ state: 'broken', ...expected })
  }
})

test('any single column of any row, changed in any way, shows', () => {
  const text = fc.constantFrom('at', 'kind', 'destination', 'sha256', 'message_id', 'detail', 'previous_hash', 'row_hash').chain((column) => fc.tuple(fc.constant(column), fc.string({ minLength: 1 }).map((value) => `'${value.replaceAll("'", "''").replaceAll('\0', '')}x'`)))
  const number = fc.constantFrom('bytes', 'items').chain((column) => fc.tuple(fc.constant(column), fc.integer({ min: 1000 }).map(String)))
  fc.assert(fc.property(fc.oneof(text, number), fc.integer({ min: 1, max: 4 }), ([column, value], id) => {
    const folder = folderWithRows(4)
    tamper(join(folder, 'matter.db'), `UPDATE ledger SET ${column} = ${value} WHERE id = ${id}`)
    using store = openMatterStore(folder, matterId)
    expect(store.ledger.verify()).toMatchObject({ state: 'broken' })
  }), { numRuns: 40 })
})

test('a long ledger is verified in turns, to the same verdict', async () => {
  const folder = folderWithRows(1203)
  using store = openMatterStore(folder, matterId)
  expect(await store.ledger.verifyPatiently()).toEqual({ state: 'intact', rows: 1203, head: store.ledger.head() })
  expect(await store.ledger.verifyPatiently()).toEqual(store.ledger.verify())
  await expect(store.ledger.verifyPatiently(AbortSignal.abort())).rejects.toThrow('aborted')
})

test('rows can be neither changed nor deleted, and text has no place in them', () => {
  const folder = folderWithRows(1)
  using store = openMatterStore(folder, matterId)
  const database = new DatabaseSync(join(folder, 'matter.db'))
  expect(() => database.exec('DELETE FROM ledger')).toThrow('append-only')
  expect(() => database.exec('UPDATE ledger SET bytes = 0')).toThrow('append-only')
  database.close()
  expect(() => store.ledger.append(sampleHop({ sha256: 'the tenant shall' }))).toThrow('sha256')
  expect(store.ledger.head()).toMatch(/^[0-9a-f]{64}$/)
})
