import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { connect } from '@lancedb/lancedb'
import { beforeEach, expect, test, vi } from 'vitest'
import type { OpenMatter } from '../../src-main/matters/open-matter.ts'
import { contentOf } from '../support/killed-ingestion.ts'
import { temporaryFolder, testMatter, writeFiles } from '../support/open-test-matter.ts'
import { aBox, scanMark } from '../support/plain-parser.ts'
import { sampleText } from '../support/sample-text.ts'
import { scanRecognition } from '../support/scan-recogniser.ts'

const exec = DatabaseSync.prototype.exec
const connections = new Set<DatabaseSync>()

beforeEach(() => {
  connections.clear()
  vi.spyOn(DatabaseSync.prototype, 'exec').mockImplementation(function watched(this: DatabaseSync, sql) {
    connections.add(this)
    return exec.call(this, sql)
  })
})

/** A matter whose database connection can be told that its disk is full, or may not be written to. */
async function matterOnADisk() {
  const opened = await testMatter({ recognition: scanRecognition() })
  const connection = [...connections].findLast(({ isOpen }) => isOpen)
  if (!connection) throw new Error('no connection was seen')
  return { ...opened, tell: (pragma: string) => exec.call(connection, pragma), pages: () => Number(connection.prepare('PRAGMA page_count').get()?.['page_count'] ?? 0) }
}

const files = {
  'a.txt': sampleText(1, { pages: 6 }), 'b.txt': sampleText(2), 'scan.txt': `Its cover.\f${scanMark} ${sampleText(3, { pages: 1 })}\f${scanMark} unreadable`,
  'c.box': aBox({ 'd.txt': sampleText(4, { pages: 2 }), 'inner.box': aBox({ 'e.txt': 'Deep down.' }) }),
}
const inbox = (more: Record<string, string> = {}): string[] => {
  const folder = temporaryFolder()
  return Object.values(writeFiles(folder, { ...files, ...more }))
}

/** As a person would: goes on, tries again what failed, adds what was not taken in. */
async function putRight(matter: OpenMatter, paths: readonly string[]): Promise<void> {
  matter.ingestion.resume()
  await matter.ingestion.whenIdle()
  const failed = matter.store.documents.list().filter(({ state }) => state === 'failed').map(({ id }) => id)
  if (failed.length > 0) await matter.ingestion.retry(failed)
  await matter.ingestion.add(paths)
  await matter.ingestion.whenIdle()
}

async function undisturbed(paths: readonly string[]): Promise<Record<string, unknown>> {
  const { matter, dataFolder } = await testMatter({ recognition: scanRecognition() })
  await matter.ingestion.add(paths)
  await matter.ingestion.whenIdle()
  return contentOf({ dataFolder, matterId: matter.id, inbox: '' })
}

test.each([
  ['full', (room: number, pages: number) => `PRAGMA max_page_count = ${pages + room}`, 'PRAGMA max_page_count = 1000000', 'disk-full'],
  ['not to be written to', () => 'PRAGMA query_only = 1', 'PRAGMA query_only = 0', 'disk-read-only'],
])('a disk that is %s at any point of reading stops it with the reason; nothing is lost, doubled or half written afterwards', { timeout: 120_000 }, async (_, worse, better, code) => {
  const paths = inbox()
  const expected = await undisturbed(paths)
  const stops: unknown[] = []
  for (const room of [0, 3, 8, 16, 28, 40]) {
    const { matter, dataFolder, tell, pages } = await matterOnADisk()
    // Full from the start with different room, or read-only after so many documents.
    if (code === 'disk-full') tell(worse(room, pages()))
    else matter.ingestion.pause()
    const counts = await matter.ingestion.add(paths).catch((error: unknown) => error)
    if (code !== 'disk-full') {
      matter.ingestion.resume()
      for (let turn = 0; turn < room * 12; turn++) await new Promise<void>((resolve) => { setImmediate(resolve) })
      tell(worse(room, 0))
    }
    const outcome = await matter.ingestion.whenIdle().catch((error: unknown) => error)
    if (outcome !== undefined || counts instanceof Error) stops.push(outcome ?? counts)
    tell(better)
    await putRight(matter, paths)
    expect(await contentOf({ dataFolder, matterId: matter.id, inbox: '' }), `room ${room}`).toEqual(expected)
  }
  expect(stops.length).toBeGreaterThan(2)
  for (const stop of stops) expect(stop).toMatchObject({ code })
})

test('an index that cannot be written stops the reading with the reason, at its first write, at a later one, and while a page is recognised', { timeout: 120_000 }, async () => {
  // Long enough for its first passages to be written before the rest.
  const paths = inbox({ 'long.txt': sampleText(9, { pages: 90 }) })
  const expected = await undisturbed(paths)
  const connection = await connect(temporaryFolder())
  const prototype: { add: (rows: unknown) => Promise<unknown> } = Object.getPrototypeOf(await connection.createTable('x', [{ x: 1 }]))
  connection.close()
  const add = prototype.add
  const stops: unknown[] = []
  for (const failing of [1, 2, 3, 4, 5]) {
    const { matter, dataFolder } = await testMatter({ recognition: scanRecognition() })
    let writes = 0
    const spy = vi.spyOn(prototype, 'add').mockImplementation(function full(this: unknown, rows) {
      return ++writes === failing ? Promise.reject(new Error('LanceError(IO): No space left on device (os error 28)')) : add.call(this, rows)
    })
    await matter.ingestion.add(paths)
    const outcome = await matter.ingestion.whenIdle().catch((error: unknown) => error)
    if (writes >= failing) stops.push(outcome)
    await putRight(matter, paths)
    spy.mockRestore()
    expect(await contentOf({ dataFolder, matterId: matter.id, inbox: '' }), `write ${failing}`).toEqual(expected)
  }
  expect(stops.length).toBeGreaterThan(2)
  for (const stop of stops) expect(stop).toMatchObject({ code: 'disk-full' })
})

test('an original that somebody deleted from the matter fails its document and no other, and adding the file again brings it back', async () => {
  const { matter, inbox: folder } = await testMatter()
  writeFiles(folder, { 'a.txt': sampleText(1) })
  matter.ingestion.pause()
  await matter.ingestion.add([folder])
  const original = matter.originalFile(matter.store.documents.list()[0]?.id ?? '').path
  rmSync(original)
  matter.ingestion.resume()
  await matter.ingestion.whenIdle()
  expect(matter.store.documents.list()).toMatchObject([{ state: 'failed', failure: { code: 'file-missing' } }])
  writeFileSync(join(folder, 'b.txt'), sampleText(2))
  await matter.ingestion.add([folder])
  await matter.ingestion.whenIdle()
  expect(matter.store.documents.list().map(({ state }) => state)).toEqual(['committed', 'committed'])
})
