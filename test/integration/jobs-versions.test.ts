import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { documentQuerySchema } from '../../src-preload/contract/index.ts'
import { expect, test } from 'vitest'
import type { OpenMatter } from '../../src-main/matters/open-matter.ts'
import { hashEmbedder } from '../support/hash-embedder.ts'
import { statesOf, testMatter, writeFiles } from '../support/open-test-matter.ts'
import { aBox } from '../support/plain-parser.ts'
import { sampleText } from '../support/sample-text.ts'

const all = (matter: OpenMatter) => matter.store.query(documentQuerySchema.parse({ withSuperseded: true })).documents
const found = async (matter: OpenMatter, word: string): Promise<number> => (await matter.index.textSearch(word, 9)).length

test('an older version is not searched and not listed; what cites it still opens, page and original', async () => {
  const { matter, inbox } = await testMatter()
  const paths = writeFiles(inbox, { 'a.txt': 'The rent is Altbetrag.' })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  const oldId = matter.store.documents.list()[0]?.id ?? ''
  writeFileSync(paths['a.txt'], 'The rent is Neubetrag.')
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()

  expect(await found(matter, 'Altbetrag')).toBe(0)
  const [current] = matter.store.documents.list()
  expect(statesOf(matter)).toEqual(['a.txt: committed'])
  expect(all(matter).map(({ id, supersededBy }) => [id, supersededBy])).toEqual([[oldId, current?.id], [current?.id, null]])
  expect(matter.store.reader.page(oldId, 1)?.text).toBe('The rent is Altbetrag.')
  expect(readFileSync(matter.originalFile(oldId).path, 'utf8')).toBe('The rent is Altbetrag.')
  expect(matter.store.reader.coverage()).toMatchObject({ documents: 1, pages: 1 })
  expect(matter.ingestion.progress()).toMatchObject({ documentsTotal: 1, pagesDone: 1 })
  expect(matter.store.hidden.ids()).toEqual([])
  expect(() => matter.ingestion.typePage(oldId, 1, 'forged')).toThrow(expect.objectContaining({ code: 'conflict' }))

  // Going back to what it was before makes the old version the current one again.
  writeFileSync(paths['a.txt'], 'The rent is Altbetrag.')
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  expect([await found(matter, 'Altbetrag'), await found(matter, 'Neubetrag')]).toEqual([1, 0])
  expect(matter.store.documents.list().map(({ id }) => id)).toEqual([oldId])

  expect(await matter.ingestion.remove([oldId])).toMatchObject({ documents: 2, pages: 2, passages: 2 })
  await matter.ingestion.whenIdle()
  expect(all(matter)).toEqual([])
  expect(readdirSync(join(matter.folder, 'files'))).toEqual([])
})

test('a newer archive takes the place of the old one file by file; what did not change stays one document', async () => {
  const { matter, inbox } = await testMatter()
  const paths = writeFiles(inbox, { 'a.box': aBox({ 'same.txt': 'Unveraendert.', 'plan.txt': 'Der Altplan.', 'gone.txt': 'Verschwunden.' }) })
  await matter.ingestion.add([paths['a.box']])
  await matter.ingestion.whenIdle()
  writeFileSync(paths['a.box'], aBox({ 'same.txt': 'Unveraendert.', 'plan.txt': 'Der Neuplan.' }))
  await matter.ingestion.add([paths['a.box']])
  await matter.ingestion.whenIdle()

  const [same, box, plan] = matter.store.documents.list()
  expect(statesOf(matter)).toEqual(['same.txt: committed', 'a.box: committed', 'plan.txt: committed'])
  expect(same).toMatchObject({ copies: 2 })
  for (const [word, hits] of [['Unveraendert', 1], ['Altplan', 0], ['Neuplan', 1], ['Verschwunden', 0]] as const) expect(await found(matter, word)).toBe(hits)
  expect(all(matter).filter(({ supersededBy }) => supersededBy !== null).map(({ name, supersededBy }) => [name, supersededBy])).toEqual([['a.box', box?.id], ['plan.txt', plan?.id], ['gone.txt', box?.id]])
  expect(await matter.ingestion.remove([box?.id ?? ''])).toMatchObject({ documents: 6 })
  await matter.ingestion.whenIdle()
  expect(all(matter)).toEqual([])
})

test('a long document is found by its first pages while the rest is still being embedded, and no row is doubled in the end', async () => {
  const reached = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  let batches = 0
  const { matter, inbox } = await testMatter({ embedder: hashEmbedder({ onEmbed: async () => {
    if (++batches !== 5) return
    reached.resolve()
    await go.promise
  } }) })
  writeFiles(inbox, { 'long.txt': `The deposit of Zwingenberg.\f${sampleText(1, { pages: 150 })}` })
  await matter.ingestion.add([inbox])
  await reached.promise
  expect(statesOf(matter)).toEqual(['long.txt: chunked'])
  expect(await found(matter, 'Zwingenberg')).toBe(1)
  expect(await matter.index.count()).toBeGreaterThanOrEqual(8)
  go.resolve()
  await matter.ingestion.whenIdle()
  expect(await matter.index.count()).toBe(matter.ingestion.progress().passagesTotal)
  expect(new Set((await matter.index.textSearch('tenant', 9999)).map(({ passageId }) => passageId)).size).toBe((await matter.index.textSearch('tenant', 9999)).length)
})

test('the new version of a long document is not found before it is complete, and the old one until then', async () => {
  const reached = Promise.withResolvers<void>()
  const go = Promise.withResolvers<void>()
  let batches = -1000
  const { matter, inbox } = await testMatter({ embedder: hashEmbedder({ onEmbed: async () => {
    if (++batches !== 5) return
    reached.resolve()
    await go.promise
  } }) })
  const paths = writeFiles(inbox, { 'long.txt': 'The old Altbetrag.' })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  batches = 0
  writeFileSync(paths['long.txt'], `The new Neubetrag.\f${sampleText(1, { pages: 150 })}`)
  await matter.ingestion.add([inbox])
  await reached.promise
  expect([await found(matter, 'Altbetrag'), await found(matter, 'Neubetrag')]).toEqual([1, 0])
  go.resolve()
  await matter.ingestion.whenIdle()
  expect([await found(matter, 'Altbetrag'), await found(matter, 'Neubetrag')]).toEqual([0, 1])
})
