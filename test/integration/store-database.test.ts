import { copyFileSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { openMatterDatabase } from '../../src-main/store/open-database.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'
import { pageDefaults } from '../support/page-defaults.ts'

const matterId = 'm_0000000000000001'

/** A closed database with enough in it to be damaged. */
function closedDatabase(): string {
  const folder = temporaryFolder()
  using store = openMatterStore(folder, matterId, { create: true })
  store.matter.insert({ id: matterId, name: 'Smith v Jones' })
  store.documents.insert({ id: 'd_0000000000000001', sha256: 'a'.repeat(64), name: 'a.txt', origin: 'a.txt', storedName: null, bytes: 3 })
  store.pages.put('d_0000000000000001', Array.from({ length: 50 }, (_, index) => ({ page: index + 1, label: null, text: 'x'.repeat(3000), headings: [], method: 'plain' as const, confidence: 1, ...pageDefaults })))
  return join(folder, 'matter.db')
}

test('a database written by a newer version is refused and stays as it is, byte for byte', () => {
  const file = closedDatabase()
  const database = new DatabaseSync(file)
  database.exec('PRAGMA user_version = 99')
  database.close()
  const before = readFileSync(file)
  expect(() => openMatterDatabase(file)).toThrow(expect.objectContaining({ code: 'store-newer-version', facts: expect.objectContaining({ version: 99 }) }))
  expect(readFileSync(file).equals(before)).toBe(true)
})

test.each([
  ['overwritten in the middle', (file: string) => { const bytes = readFileSync(file); bytes.fill(0x5a, 8192, bytes.length - 4096); writeFileSync(file, bytes) }],
  ['cut off', (file: string) => truncateSync(file, Math.floor(statSync(file).size / 2 / 4096) * 4096)],
  ['emptied', (file: string) => truncateSync(file, 0)],
  ['not a database at all', (file: string) => writeFileSync(file, 'hello '.repeat(2000))],
  ['another program’s database', (file: string) => { writeFileSync(file, ''); const other = new DatabaseSync(file); other.exec('CREATE TABLE t (x); PRAGMA user_version = 1'); other.close() }],
])('a damaged database (%s) is refused and stays as it is', (_, damage) => {
  const file = closedDatabase()
  damage(file)
  const before = readFileSync(file)
  expect(() => openMatterDatabase(file)).toThrow(expect.objectContaining({ code: 'store-damaged' }))
  expect(readFileSync(file).equals(before)).toBe(true)
})

test('a row that does not have its schema is refused as damage, not handed on', () => {
  const file = closedDatabase()
  const database = new DatabaseSync(file)
  database.exec(`UPDATE pages SET headings = '{"not": "a list"}' WHERE page = 1; UPDATE documents SET state = 'nonsense'`)
  database.close()
  using store = openMatterStore(join(file, '..'), matterId)
  expect(() => store.pages.get('d_0000000000000001', 1)).toThrow(expect.objectContaining({ code: 'store-damaged' }))
  expect(() => store.documents.list()).toThrow(expect.objectContaining({ code: 'store-damaged' }))
})

test('a transaction that fails in the middle leaves nothing of itself', () => {
  const file = closedDatabase()
  using store = openMatterStore(join(file, '..'), matterId)
  expect(() => store.transaction(() => {
    store.documents.setState('d_0000000000000001', 'committed')
    throw new RangeError('in the middle')
  })).toThrow(RangeError)
  expect(store.documents.get('d_0000000000000001')?.state).toBe('discovered')
})

test('a full disk is told as such and what was stored before stays', () => {
  const file = closedDatabase()
  const database = new DatabaseSync(file)
  using store = openMatterStore(join(file, '..'), matterId)
  // SQLite's own limit on a connection's file size gives the same error as a full disk does.
  const limited = openMatterDatabase(file)
  limited.run('PRAGMA max_page_count = 1')
  expect(() => limited.run(`UPDATE pages SET text = text || hex(zeroblob(400000))`)).toThrow(expect.objectContaining({ code: 'disk-full' }))
  limited[Symbol.dispose]()
  database.close()
  expect(store.pages.get('d_0000000000000001', 50)?.text).toHaveLength(3000)
})

test('a copied folder is a backup that opens', () => {
  const file = closedDatabase()
  const backup = temporaryFolder()
  copyFileSync(file, join(backup, 'matter.db'))
  using store = openMatterStore(backup, matterId)
  expect(store.matter.summary()).toMatchObject({ name: 'Smith v Jones', documentCount: 1 })
})

test('text of a removed document is in neither the database nor its log', () => {
  const file = closedDatabase()
  using store = openMatterStore(join(file, '..'), matterId)
  store.documents.insert({ id: 'd_0000000000000002', sha256: 'b'.repeat(64), name: 'b.txt', origin: 'b.txt', storedName: null, bytes: 3 })
  store.pages.put('d_0000000000000002', [{ page: 1, label: null, text: 'Xylophonquark', headings: [], method: 'plain', confidence: 1, ...pageDefaults }])
  const onDisk = (): boolean => [file, `${file}-wal`].some((path) => readFileSync(path).includes('Xylophonquark'))
  expect(onDisk()).toBe(true)
  store.documents.delete('d_0000000000000002')
  store.checkpoint()
  expect(onDisk()).toBe(false)
})
