import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { connect } from '@lancedb/lancedb'
import { expect, onTestFinished, test } from 'vitest'
import { ZodError } from 'zod'
import { openPassageIndex } from '../../src-main/store/passage-index.ts'
import type { IndexedPassage } from '../../src-main/store/passage-rows.ts'
import { hashVector } from '../support/hash-embedder.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const embedder = { id: 'hash-64', dimensions: 64 }
const a = 'd_000000000000000a'
const b = 'd_000000000000000b'

const passages = (documentId: string, texts: readonly string[]): IndexedPassage[] => texts.map((text, index) => ({
  passageId: `${documentId}:1:${index * 100}`, documentId, page: 1, start: index * 100, end: index * 100 + text.length, headingPath: ['Terms', '§ 2'], text,
  vector: hashVector(text), contentHash: 'c'.repeat(64),
}))

async function newIndex(folder = temporaryFolder(), hidden: string[] = []) {
  const index = await openPassageIndex({ folder, embedder, hiddenDocumentIds: () => hidden })
  onTestFinished(() => index[Symbol.asyncDispose]())
  return { index, folder, hidden }
}

test('passages come back word for word, by words with folded case and accents and by meaning', async () => {
  const { index } = await newIndex()
  expect(await index.textSearch('anything', 5)).toEqual([])
  expect(await index.vectorSearch(hashVector('anything'), 5)).toEqual([])
  await index.add(passages(a, ['Die Kündigung bedarf der Schriftform.', 'The tenant pays 4,711 euros.']))
  for (const query of ['kundigung', 'KÜNDIGUNG', 'Kündigung']) expect(await index.textSearch(query, 1)).toMatchObject([{ start: 0 }])
  const [{ vector: _, contentHash: __, ...first }] = passages(a, ['Die Kündigung bedarf der Schriftform.']) as [IndexedPassage]
  expect(await index.textSearch('schriftform', 1)).toEqual([{ ...first, score: expect.any(Number) }])
  expect(await index.vectorSearch(hashVector('The tenant pays 4,711 euros.'), 2)).toMatchObject([{ start: 100, score: expect.closeTo(1, 5) }, { start: 0 }])
})

test.each(['"', '(', 'a AND (b', 'tenant* OR -pays', 'text:tenant', '+tenant -pays "quoted', `'; DROP TABLE passages; --`, '\\', '🙂', '   ', '\u0000'])('query syntax has no meaning: %j', async (query) => {
  const { index } = await newIndex()
  await index.add(passages(a, ['The tenant pays.', 'Another one.']))
  const hits = await index.textSearch(query, 5)
  const isPlainWord = query.includes('tenant')
  expect(hits.map(({ text }) => text)).toEqual(isPlainWord ? ['The tenant pays.'] : [])
})

test('rows added after the full-text index was made are found, before and after it is renewed', async () => {
  const { index } = await newIndex()
  await index.add(passages(a, ['The first.']))
  await index.optimize()
  await index.add(passages(b, ['The second, Zwingenberg.']))
  expect(await index.textSearch('zwingenberg', 5)).toHaveLength(1)
  await index.optimize()
  expect(await index.textSearch('zwingenberg', 5)).toHaveLength(1)
})

test('replacing and removing leave only the new rows; hidden documents are in no result and no count', async () => {
  const { index, hidden } = await newIndex()
  await index.add(passages(a, ['old one', 'old two']))
  await index.removeDocuments([a])
  await index.add(passages(a, ['new one']))
  await index.add(passages(b, ['other one']))
  expect((await index.textSearch('one', 9)).map(({ text }) => text).sort()).toEqual(['new one', 'other one'])
  hidden.push(b)
  expect((await index.textSearch('one', 9)).map(({ text }) => text)).toEqual(['new one'])
  expect((await index.vectorSearch(hashVector('other one'), 9)).map(({ text }) => text)).toEqual(['new one'])
  expect(await index.count()).toBe(1)
  await index.removeDocuments([a])
  expect(await index.rowsByDocument()).toEqual(new Map([[b, 1]]))
})

test('erasing rewrites every file that held a removed row, also where it was one of many', async () => {
  const { index, folder } = await newIndex()
  await index.add(passages(a, Array.from({ length: 500 }, (_, n) => `kept ${n}`)))
  await index.add(passages(b, ['secret']))
  await index.optimize()
  const files = (): string[] => ['data', '_indices', '_deletions'].flatMap((name) => {
    try {
      return readdirSync(join(folder, 'passages.lance', name))
    } catch {
      return []
    }
  })
  const before = files()
  await index.removeDocuments([b])
  await index.erase()
  expect(files().filter((name) => before.includes(name))).toEqual([])
  expect(await index.count()).toBe(500)
  expect(await index.textSearch('kept 77', 1)).toMatchObject([{ text: 'kept 77' }])
})

test('searches go on while the index is rewritten', async () => {
  const { index } = await newIndex()
  await index.add(passages(a, Array.from({ length: 800 }, (_, n) => `clause number ${n}`)))
  let isDone = false
  const rewriting = (async () => {
    for (let n = 0; n < 3; n++) {
      await index.removeDocuments([b])
      await index.add(passages(b, [`version ${n}`]))
      await index.erase()
    }
    isDone = true
  })()
  let searches = 0
  while (!isDone) {
    expect(await index.textSearch('clause 77', 3)).toHaveLength(3)
    expect(await index.vectorSearch(hashVector('clause number 5'), 3)).toHaveLength(3)
    searches++
  }
  await rewriting
  expect(searches).toBeGreaterThan(2)
})

test('a document id that is no id is never put into a filter', async () => {
  const { index } = await newIndex()
  await index.add(passages(a, ['kept']))
  await expect(index.removeDocuments([`x' OR '1'='1`])).rejects.toThrow(ZodError)
  expect(await index.count()).toBe(1)
})

test('a table of another shape is refused, never dropped', async () => {
  const folder = temporaryFolder()
  const connection = await connect(folder)
  await connection.createTable('passages', [{ passageId: 'x', somethingNewer: 1 }])
  await expect(openPassageIndex({ folder, embedder, hiddenDocumentIds: () => [] })).rejects.toMatchObject({ code: 'store-newer-version' })
  expect(await (await connection.openTable('passages')).countRows()).toBe(1)
  connection.close()

  const { index, folder: other } = await newIndex()
  await index.add(passages(a, ['kept']))
  await expect(openPassageIndex({ folder: other, embedder: { id: 'hash-32', dimensions: 32 }, hiddenDocumentIds: () => [] })).rejects.toMatchObject({ code: 'embedder-changed' })
  expect(await index.count()).toBe(1)
})
