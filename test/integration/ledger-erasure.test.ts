import { cpSync, existsSync, mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { recordErasedMatter } from '../../src-main/ledger/record-erasure.ts'
import type { ErasedMatter } from '../../src-main/matters/create-matters.ts'
import { openAppStore } from '../../src-main/store/open-app-store.ts'
import { temporaryFolder, testMatter, testMatters, writeFiles } from '../support/open-test-matter.ts'

test('removing a document leaves a row with its size and fingerprint, then one for the search index, and no name', async () => {
  const { matter, inbox } = await testMatter()
  const files = writeFiles(inbox, { 'Oldenburg lease.txt': 'The deposit is due within six months.' })
  await matter.ingestion.add([files['Oldenburg lease.txt']])
  await matter.ingestion.whenIdle()
  const [document] = matter.store.documents.list()
  const { sha256, bytes } = matter.store.documents.get(document?.id ?? '') ?? {}
  await matter.ingestion.remove([document?.id ?? ''])
  await matter.ingestion.whenIdle()
  const rows = matter.store.ledger.list({ kinds: ['erase'], limit: 10 })
  expect(rows).toMatchObject([{ detail: 'search index', items: 1 }, { detail: 'document', items: 1, bytes, sha256 }])
  expect(JSON.stringify(rows)).not.toMatch(/Oldenburg|lease|deposit/)
  expect(matter.store.ledger.verify()).toMatchObject({ state: 'intact' })
})

test('a deleted matter takes its ledger and its head along and leaves one row of counts with the app', async () => {
  const dataFolder = temporaryFolder()
  using app = openAppStore(dataFolder)
  const matters = await testMatters(dataFolder, { onErased: (erased: ErasedMatter) => recordErasedMatter(erased, app.ledger) })
  const { id } = await matters.create('Oldenburg v. Harbour')
  const matter = await matters.open(id)
  const files = writeFiles(temporaryFolder(), { 'a.txt': 'First.', 'b.txt': 'Second.' })
  await matter.ingestion.add(Object.values(files))
  await matter.ingestion.whenIdle()
  matter.store.ledger.append({ kind: 'store', destination: 'this machine', bytes: 1, items: 1, sha256: 'a'.repeat(64), messageId: null, detail: null })
  const head = matter.store.ledger.head()
  expect(readdirSync(join(dataFolder, 'ledger-heads'))).toContain(`${id}.json`)

  await matters.delete(id, 'Oldenburg v. Harbour')
  expect(existsSync(join(dataFolder, 'ledger-heads', `${id}.json`))).toBe(false)
  const rows = app.ledger.list({ limit: 10 })
  expect(rows).toMatchObject([{ kind: 'erase', destination: 'this machine', items: 2, bytes: 13, sha256: head, detail: 'matter' }])
  expect(JSON.stringify(rows)).not.toContain('Oldenburg')
})

test('a deletion that a crash cut off is finished at the next start, and leaves its row then', async () => {
  const dataFolder = temporaryFolder()
  mkdirSync(join(dataFolder, 'matters', '.deleting-m_0000000000000009'), { recursive: true })
  const erased: ErasedMatter[] = []
  await testMatters(dataFolder, { onErased: (one: ErasedMatter) => erased.push(one) })
  expect(erased).toEqual([{ documents: 0, bytes: 0, ledgerHead: null }])
})

test('a matter moved to another data folder says that its head is not there, and goes on', async () => {
  const { matters, matter } = await testMatter()
  matter.store.ledger.append({ kind: 'store', destination: 'this machine', bytes: 1, items: 1, sha256: 'a'.repeat(64), messageId: null, detail: null })
  await matters.close(matter.id)
  const elsewhere = temporaryFolder()
  mkdirSync(join(elsewhere, 'matters'))
  cpSync(matter.folder, join(elsewhere, 'matters', matter.id), { recursive: true })
  const moved = await (await testMatters(elsewhere)).open(matter.id)
  expect(moved.store.ledger.verify()).toMatchObject({ state: 'broken', problem: 'head-missing' })
  moved.store.ledger.append({ kind: 'approval', destination: 'this machine', bytes: 1, items: 1, sha256: 'a'.repeat(64), messageId: null, detail: null })
  expect(moved.store.ledger.verify()).toMatchObject({ state: 'intact', rows: 3 })
})
