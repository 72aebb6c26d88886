import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashVector } from '../support/hash-embedder.ts'
import { statesOf, testMatter, writeFiles } from '../support/open-test-matter.ts'
import { sampleText } from '../support/sample-text.ts'

test('added documents can be found by meaning and by word, with the page and span they stand on', async () => {
  const { matter, inbox } = await testMatter()
  writeFiles(inbox, { 'lease.txt': `${sampleText(1)}\fThe deposit of Zwingenberg is 4,711 euros.`, 'letter.txt': sampleText(2) })
  expect(await matter.ingestion.add([inbox])).toEqual({ added: 2, unchanged: 0, replaced: 0, failed: 0 })
  await matter.ingestion.whenIdle()

  expect(statesOf(matter)).toEqual(['lease.txt: committed', 'letter.txt: committed'])
  const [byWord] = await matter.index.textSearch('zwingenberg', 5)
  const [byMeaning] = await matter.index.vectorSearch(hashVector('The deposit of Zwingenberg is 4,711 euros.'), 5)
  for (const hit of [byWord, byMeaning]) {
    expect(hit).toMatchObject({ page: 4, headingPath: [] })
    const page = matter.store.reader.page(hit?.documentId ?? '', 4)
    expect(page?.text.slice(hit?.start, hit?.end)).toBe(hit?.text)
  }
  expect(byMeaning?.score).toBeCloseTo(1, 5)
  expect(await matter.index.count()).toBe(matter.ingestion.progress().passagesTotal)
})

test('adding the same files again, or the same content under another name, changes nothing', async () => {
  const { matter, inbox } = await testMatter()
  const paths = writeFiles(inbox, { 'a.txt': sampleText(1) })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  const rows = await matter.index.count()
  writeFiles(inbox, { 'copy of a.txt': sampleText(1) })

  expect(await matter.ingestion.add([paths['a.txt']])).toEqual({ added: 0, unchanged: 1, replaced: 0, failed: 0 })
  expect(await matter.ingestion.add([inbox])).toEqual({ added: 0, unchanged: 2, replaced: 0, failed: 0 })
  await matter.ingestion.whenIdle()
  expect(statesOf(matter)).toEqual(['a.txt: committed'])
  expect(await matter.index.count()).toBe(rows)
})

test('a changed file replaces its old version, which is found until the new one is ready and never after', async () => {
  const gate = Promise.withResolvers<void>()
  const { matter, inbox } = await testMatter({
    parser: (await import('../support/plain-parser.ts')).plainParser({ beforeParse: async () => { if (isHeld) await gate.promise } }),
  })
  let isHeld = false
  const paths = writeFiles(inbox, { 'a.txt': 'The rent is Altbetrag.', 'b.txt': sampleText(3) })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()

  isHeld = true
  writeFileSync(paths['a.txt'], 'The rent is Neubetrag.')
  expect(await matter.ingestion.add([inbox])).toEqual({ added: 0, unchanged: 1, replaced: 1, failed: 0 })
  expect(await matter.index.textSearch('Altbetrag', 5)).toHaveLength(1)
  gate.resolve()
  await matter.ingestion.whenIdle()

  expect(await matter.index.textSearch('Altbetrag', 5)).toHaveLength(0)
  expect(await matter.index.textSearch('Neubetrag', 5)).toHaveLength(1)
  expect(statesOf(matter)).toEqual(['b.txt: committed', 'a.txt: committed'])
  // The old version is kept for what cites it.
  expect(readdirSync(join(matter.folder, 'files'))).toHaveLength(3)
})

test('a file that cannot be read is listed with the reason and does not stop the others', async () => {
  const { matter, inbox } = await testMatter()
  const paths = writeFiles(inbox, { 'a.txt': sampleText(1), 'empty.txt': '', 'c.bad': 'x', 'd.txt': sampleText(2), 'scan.txt': ' \f\n\f' })
  expect(await matter.ingestion.add([...Object.values(paths), join(inbox, 'gone.txt')])).toEqual({ added: 4, unchanged: 0, replaced: 0, failed: 2 })
  await matter.ingestion.whenIdle()
  expect(statesOf(matter).sort()).toEqual(['a.txt: committed', 'c.bad: document-damaged', 'd.txt: committed', 'empty.txt: file-empty', 'gone.txt: file-missing', 'scan.txt: document-no-text'])
  expect(matter.ingestion.progress()).toMatchObject({ status: 'idle', documentsDone: 2, documentsFailed: 4, documentsTotal: 6 })
})

test('a removed document leaves no page, passage, original or index file behind', async () => {
  const { matter, inbox } = await testMatter()
  writeFiles(inbox, { 'keep.txt': sampleText(1), 'secret.txt': `${sampleText(2)}\fThe password is Xylophonquark.` })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  const data = join(matter.folder, 'passages.lance', 'data')
  const before = readdirSync(data)
  const secret = matter.store.documents.list().find(({ name }) => name === 'secret.txt')

  await matter.ingestion.remove([secret?.id ?? ''])
  expect(await matter.index.textSearch('Xylophonquark', 5)).toEqual([])
  await matter.ingestion.whenIdle()

  expect(matter.store.pages.get(secret?.id ?? '', 1)).toBeNull()
  expect(readdirSync(join(matter.folder, 'files'))).toHaveLength(1)
  // Every file that held its rows was written anew and no deletion marks are left over.
  expect(readdirSync(data).filter((name) => before.includes(name))).toEqual([])
  expect(existsSync(join(matter.folder, 'passages.lance', '_deletions')) ? readdirSync(join(matter.folder, 'passages.lance', '_deletions')) : []).toEqual([])
  expect(await matter.index.textSearch('tenant', 5)).not.toEqual([])
  expect(matter.store.hidden.ids()).toEqual([])
})
