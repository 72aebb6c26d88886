import { existsSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { temporaryFolder, testMatter, testMatters, writeFiles } from '../support/open-test-matter.ts'
import { sampleText } from '../support/sample-text.ts'

test('matters are created, listed with their counts, renamed, and found again after a restart', async () => {
  const { matter, matters, inbox, dataFolder } = await testMatter()
  writeFiles(inbox, { 'a.txt': sampleText(1), 'b.txt': 'one page\f', 'c.bad': 'x' })
  await matter.ingestion.add([join(inbox, 'a.txt'), join(inbox, 'b.txt'), join(inbox, 'c.bad')])
  await matter.ingestion.whenIdle()
  await matters.rename(matter.id, '  Smith v Jones ')
  await matters.create('Another')
  await matters.list()
  await matters.rename((await matters.create('Draft')).id, 'Draft 2')
  const draft = (await matters.list()).find(({ name }) => name === 'Draft 2')
  await matters.delete(draft?.id ?? '', 'Draft 2')
  const expected = [expect.objectContaining({ name: 'Another', documentCount: 0 }), { id: matter.id, name: 'Smith v Jones', createdAt: expect.any(String), dataPolicy: 'never', documentCount: 3, pageCount: 5, pagesWithoutText: 1, documentsFailed: 1 }]
  expect(await matters.list()).toEqual(expected)
  await matters[Symbol.asyncDispose]()
  expect(await (await testMatters(dataFolder)).list()).toEqual(expected)
})

test('a matter is deleted only under its own name, with its whole folder', async () => {
  const { matter, matters } = await testMatter()
  await expect(matters.delete(matter.id, 'Wrong')).rejects.toMatchObject({ code: 'invalid-request' })
  expect(existsSync(matter.folder)).toBe(true)
  await matters.delete(matter.id, 'Test matter')
  expect(readdirSync(join(matter.folder, '..'))).toEqual([])
  await expect(matters.open(matter.id)).rejects.toMatchObject({ code: 'not-found' })
})

test('one damaged matter keeps none of the others from being listed, and can be deleted under its id', async () => {
  const { matters, dataFolder } = await testMatter()
  const { id } = await matters.create('Damaged')
  writeFileSync(join(dataFolder, 'matters', id, 'matter.db'), 'not a database '.repeat(500))
  expect((await matters.list()).map(({ name }) => name)).toEqual(['Test matter'])
  expect(await matters.unreadable()).toEqual([{ id, failure: expect.objectContaining({ code: 'store-damaged' }) }])
  await expect(matters.open(id)).rejects.toMatchObject({ code: 'store-damaged' })
  await matters.delete(id, id)
  expect(await matters.unreadable()).toEqual([])
})

test('an id that leads out of the folder, or a link in a matter’s place, opens nothing', async () => {
  const { matters, matter, dataFolder } = await testMatter()
  for (const id of ['..', '../..', '.', '', 'm_../../../etc', `m_${'0'.repeat(15)}/`, matter.folder]) {
    await expect(matters.open(id), id).rejects.toMatchObject({ code: 'not-found' })
    await expect(matters.delete(id, 'x'), id).rejects.toMatchObject({ code: 'not-found' })
  }
  const linked = `m_${'0'.repeat(16)}`
  symlinkSync(matter.folder, join(dataFolder, 'matters', linked))
  await expect(matters.open(linked)).rejects.toMatchObject({ code: 'not-allowed' })
  await expect(matters.delete(linked, 'Test matter')).rejects.toMatchObject({ code: 'not-allowed' })
  expect((await matters.list()).map(({ id }) => id)).toEqual([matter.id])
})

test('deletions and creations that a crash cut off are finished at the next start', async () => {
  const dataFolder = temporaryFolder()
  for (const name of ['.deleting-m_0000000000000001', '.creating-m_0000000000000002']) mkdirSync(join(dataFolder, 'matters', name, 'files'), { recursive: true })
  const matters = await testMatters(dataFolder)
  expect(readdirSync(join(dataFolder, 'matters'))).toEqual([])
  expect(await matters.list()).toEqual([])
})

test('opening a matter twice at once gives the same one; a closed one opens again', async () => {
  const { matters } = await testMatter()
  const { id } = await matters.create('Twice')
  const [one, two] = await Promise.all([matters.open(id), matters.open(id)])
  expect(one).toBe(two)
  await matters.close(id)
  expect(matters.opened(id)).toBeNull()
  expect(await matters.open(id)).not.toBe(one)
})
