import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { ledgerHeads } from '../../src-main/ledger/head-file.ts'
import { createLedger } from '../../src-main/ledger/ledger.ts'
import { migrations } from '../../src-main/store/migrations.ts'
import { openAppDatabase } from '../../src-main/store/open-database.ts'
import { openMatterStore, type MatterStore } from '../../src-main/store/open-matter-store.ts'
import { sampleHop, tamper } from '../support/ledger-hops.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const matterId = 'm_0000000000000001'

interface Place { readonly folder: string; readonly database: string; readonly headFile: string; open(options?: { create?: boolean }): MatterStore }

/** A matter with three rows and its head apart from it. */
function place(rows = 3): Place {
  const data = temporaryFolder()
  const folder = join(data, 'matter')
  mkdirSync(folder)
  const heads = ledgerHeads(join(data, 'ledger-heads'))(matterId)
  const open: Place['open'] = (options = {}) => openMatterStore(folder, matterId, { ...options, heads })
  using store = open({ create: true })
  for (let n = 0; n < rows; n++) store.ledger.append(sampleHop({ bytes: n }))
  return { folder, database: join(folder, 'matter.db'), headFile: join(data, 'ledger-heads', `${matterId}.json`), open }
}

test('the head lies outside the matter’s folder and follows every row', () => {
  const { folder, headFile, open } = place()
  expect(readdirSync(folder)).not.toContain('ledger-heads')
  using store = open()
  expect(JSON.parse(readFileSync(headFile, 'utf8'))).toEqual({ rows: 3, hash: store.ledger.head(), lost: null })
})

test('a power cut cannot leave the head ahead of its rows: it follows when they are on the disk, at once for what is sent', async () => {
  const { headFile, open } = place()
  const headRows = (): unknown => (JSON.parse(readFileSync(headFile, 'utf8')) as { rows: number }).rows
  using store = open()
  store.ledger.append(sampleHop())
  expect(headRows()).toBe(3)
  const flushed = store.flush()
  store.ledger.append(sampleHop())
  await flushed
  // The row that came while the disk was busy waits for the next time.
  expect(headRows()).toBe(4)
  store.ledger.append(sampleHop({ kind: 'approval' }))
  expect(headRows()).toBe(6)
  await store.flush()
  expect(headRows()).toBe(6)
})

test('a crash between a row and its head leaves a longer ledger, which is whole', async () => {
  const { headFile, open } = place()
  const before = readFileSync(headFile)
  {
    using store = open()
    store.ledger.append(sampleHop())
  }
  writeFileSync(headFile, before)
  writeFileSync(`${headFile}.new`, '{"rows": 4, "ha')
  using store = open()
  expect(store.ledger.verify()).toMatchObject({ state: 'intact', rows: 4 })
  store.ledger.append(sampleHop())
  await store.flush()
  expect(JSON.parse(readFileSync(headFile, 'utf8'))).toMatchObject({ rows: 5, lost: null })
})

test('a process that is killed while it writes rows leaves a ledger that verifies', { timeout: 60_000 }, async () => {
  for (const afterRows of [1, 7, 60]) {
    const { folder, headFile, open } = place(0)
    const child = spawn(process.execPath, [fileURLToPath(new URL('../support/fixtures/append-rows.ts', import.meta.url)), folder, join(headFile, '..'), matterId], { stdio: ['ignore', 'pipe', 'inherit'] })
    let seen = 0
    child.stdout.on('data', (chunk: Buffer) => {
      seen += chunk.toString().split('\n').length - 1
      if (seen >= afterRows) child.kill('SIGKILL')
    })
    await once(child, 'close')
    using store = open()
    const verdict = store.ledger.verify()
    expect(verdict).toMatchObject({ state: 'intact' })
    // A row that was reported as written is there.
    expect(verdict.rows).toBeGreaterThanOrEqual(seen)
  }
})

test('a transaction that is rolled back takes the row with it and leaves the head where it was', async () => {
  const { headFile, open } = place()
  const before = readFileSync(headFile, 'utf8')
  using store = open()
  expect(() => store.transaction(() => {
    store.ledger.append(sampleHop())
    store.ledger.append(sampleHop())
    throw new RangeError('in the middle')
  })).toThrow(RangeError)
  expect(readFileSync(headFile, 'utf8')).toBe(before)
  store.transaction(() => { store.ledger.append(sampleHop()); store.ledger.append(sampleHop()) })
  expect(store.ledger.verify()).toMatchObject({ state: 'intact', rows: 5 })
  await store.flush()
  expect(JSON.parse(readFileSync(headFile, 'utf8'))).toMatchObject({ rows: 5 })
})

test('rows cut off the end stay missed whatever is written after them, and nothing may be approved or sent then', () => {
  const { database, open } = place()
  tamper(database, 'DELETE FROM ledger WHERE id = 3')
  using store = open()
  expect(store.ledger.verify()).toEqual({ state: 'broken', rows: 2, firstBadId: 3, problem: 'cut-tail' })
  store.ledger.append(sampleHop())
  store.ledger.append(sampleHop())
  expect(store.ledger.verify()).toEqual({ state: 'broken', rows: 4, firstBadId: 3, problem: 'cut-tail' })
  for (const kind of ['approval', 'send'] as const) expect(() => store.ledger.append(sampleHop({ kind }))).toThrow(expect.objectContaining({ code: 'ledger-damaged' }))
  expect(store.ledger.list({ limit: 10 })).toHaveLength(4)
})

test('bringing the cut rows back heals the ledger, and rows written meanwhile are missed in their turn', () => {
  for (const writtenMeanwhile of [0, 2]) {
    const { database, open } = place()
    copyFileSync(database, `${database}.whole`)
    tamper(database, 'DELETE FROM ledger WHERE id = 3')
    {
      using store = open()
      for (let n = 0; n < writtenMeanwhile; n++) store.ledger.append(sampleHop())
    }
    copyFileSync(`${database}.whole`, database)
    using store = open()
    expect(store.ledger.verify()).toMatchObject(writtenMeanwhile === 0 ? { state: 'intact', rows: 3 } : { state: 'broken', problem: 'cut-tail', firstBadId: 4 })
  }
})

test('a cut end with another, well-formed ledger in its place shows', () => {
  const { database, open } = place()
  const other = place()
  {
    using store = other.open()
    store.ledger.append(sampleHop({ bytes: 999 }))
  }
  tamper(database, `DELETE FROM ledger; ATTACH '${other.database}' AS forged; INSERT INTO ledger SELECT * FROM forged.ledger`)
  using store = open()
  expect(store.ledger.verify()).toMatchObject({ state: 'broken', problem: 'cut-tail' })
})

test('a missing or unreadable head is said, and the next row writes into the ledger that it went on without one', () => {
  for (const take of [(file: string) => rmSync(file), (file: string) => writeFileSync(file, '{"rows": "many"}')]) {
    const { headFile, open } = place()
    using store = open()
    const before = store.ledger.head()
    take(headFile)
    expect(store.ledger.verify()).toEqual({ state: 'broken', rows: 3, firstBadId: 4, problem: 'head-missing' })
    store.ledger.append(sampleHop({ kind: 'store' }))
    expect(store.ledger.verify()).toMatchObject({ state: 'intact', rows: 5 })
    expect(store.ledger.list({ limit: 2 })[1]).toMatchObject({ id: 4, kind: 'store', items: 3, sha256: before, detail: 'continued without its head' })
  }
})

test('removing all rows together with the head shows', () => {
  const { database, headFile, open } = place()
  tamper(database, 'DELETE FROM ledger')
  rmSync(headFile)
  using store = open()
  expect(store.ledger.verify()).toMatchObject({ state: 'broken', problem: 'head-missing' })
})

test('without room for what must be on the disk, or for its head, there is no row and the reason is a full disk', async () => {
  const data = temporaryFolder()
  const full = { isFull: false }
  const file = ledgerHeads(join(data, 'ledger-heads'))('app')
  using database = openAppDatabase(join(data, 'app.db'))
  const ledger = createLedger(database, { ...file, prepare: (...args) => { if (full.isFull) throw Object.assign(new Error('no space'), { code: 'ENOSPC' }); return file.prepare(...args) } })
  ledger.begin()
  ledger.append(sampleHop({ kind: 'approval' }))
  full.isFull = true
  expect(() => ledger.append(sampleHop({ kind: 'send' }))).toThrow('no space')
  // A step that stays here is recorded all the same: its head may lag behind.
  ledger.append(sampleHop())
  await database.flush()
  full.isFull = false
  expect(ledger.list({ limit: 10 }).map(({ kind }) => kind)).toEqual(['retrieval', 'approval'])
  expect(ledger.verify()).toMatchObject({ state: 'intact' })

  const { page_count: pages } = database.get(z.object({ page_count: z.number() }), 'PRAGMA page_count') ?? { page_count: 0 }
  database.get(z.unknown(), `PRAGMA max_page_count = ${pages}`)
  const fill = (): void => { for (let n = 0; n < 200; n++) ledger.append(sampleHop({ kind: 'send', destination: 'x'.repeat(200) })) }
  expect(fill).toThrow(expect.objectContaining({ code: 'disk-full' }))
  const kept = ledger.list({ limit: 1000 }).length
  expect(ledger.verify()).toMatchObject({ state: 'intact', rows: kept })
  expect(kept).toBeLessThan(202)
})

test('a head that cannot be written is told by what the disk said', () => {
  const data = temporaryFolder()
  writeFileSync(join(data, 'ledger-heads'), 'a file where a folder belongs')
  const heads = ledgerHeads(join(data, 'ledger-heads'))('app')
  expect(() => heads.prepare({ rows: 0, hash: '0'.repeat(64), lost: null }, { durable: true })).toThrow(expect.objectContaining({ code: 'disk-read-only' }))
})

test('approvals and sends are written through to the disk, other rows soon after', () => {
  const data = temporaryFolder()
  using database = openAppDatabase(join(data, 'app.db'))
  const levels: number[] = []
  const level = (): number => database.get(z.object({ synchronous: z.number() }), 'PRAGMA synchronous')?.synchronous ?? -1
  const file = ledgerHeads(data)('app')
  const ledger = createLedger(database, { ...file, prepare: (head, options) => { levels.push(level(), Number(options.durable)); return file.prepare(head, options) } })
  ledger.begin()
  for (const kind of ['proposal', 'approval', 'send', 'receive'] as const) ledger.append(sampleHop({ kind }))
  const [normal, full] = [1, 2]
  // The first is the head of the new ledger; the proposal and the reply wait for the next flush.
  expect(levels).toEqual([normal, 0, full, 1, full, 1])
  expect(level()).toBe(normal)
  expect(() => database.transaction(() => ledger.append(sampleHop({ kind: 'send' })))).toThrow('durable')
})

test('a database from before the head was kept opens, and keeps its rows', () => {
  const [current, old] = [temporaryFolder(), temporaryFolder()]
  {
    using store = openMatterStore(current, matterId, { create: true })
    store.matter.insert({ id: matterId, name: 'Old' })
    store.ledger.append(sampleHop())
  }
  const columns = { matter: 'id, name, created_at, data_policy', ledger: 'id, at, kind, destination, bytes, items, sha256, message_id, previous_hash, row_hash' }
  const database = new DatabaseSync(join(old, 'matter.db'))
  database.exec(`${migrations[0] ?? ''}; ATTACH '${join(current, 'matter.db')}' AS current`)
  for (const [table, names] of Object.entries(columns)) database.exec(`INSERT INTO ${table} (${names}) SELECT ${names} FROM current.${table}`)
  database.exec(`PRAGMA user_version = 1; PRAGMA application_id = ${0x53747267}`)
  database.close()
  using store = openMatterStore(old, matterId)
  store.ledger.append(sampleHop())
  expect(store.ledger.verify()).toMatchObject({ state: 'intact', rows: 3 })
})
