import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createRetriever } from '../../src-main/retrieve/create-retriever.ts'
import type { Retriever } from '../../src-main/retrieve/retriever.ts'
import { openPassageIndex, type PassageWriter } from '../../src-main/store/passage-index.ts'
import type { DocumentReader } from '../../src-main/store/ports.ts'
import { hashEmbedder } from '../support/hash-embedder.ts'
import { pageDefaults } from '../support/page-defaults.ts'

const embedder = hashEmbedder()
const documents: DocumentReader = {
  documentName: (id) => `${id}.txt`,
  page: (_id, page) => ({ page, label: `Section ${page}`, text: '', headings: [], method: 'plain', confidence: 1, ...pageDefaults }),
  coverage: () => ({ documents: 1, documentsFailed: 0, documentsPending: 0, pages: 1, pagesWithoutText: 0, gaps: [], unreadPages: 0, doubtfulPages: 0 }),
}

let folder: string
let index: PassageWriter
let retriever: Retriever
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'strongroom-test-'))
  index = await openPassageIndex({ folder, embedder, hiddenDocumentIds: () => [] })
  retriever = createRetriever({ index, embedder, documents })
})
afterEach(async () => {
  await index[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true })
})

/** `offset`: where the passage begins on its page. */
async function store(texts: readonly string[], offset = 100): Promise<void> {
  const vectors = await embedder.embed(texts, { kind: 'passage' })
  await index.add(texts.map((text, at) => ({
    passageId: `d_000000000000000${at % 10}:${at + 1}:${offset}`, documentId: `d_000000000000000${at % 10}`, page: at + 1,
    start: offset, end: offset + text.length, headingPath: ['Deposit'], text, vector: vectors[at] ?? new Float32Array(embedder.dimensions), contentHash: String(at),
  })))
  await index.optimize()
}

const lease = [
  'The tenant pays a deposit of 2,400 pounds. The landlord holds it with the register.',
  'The kitchen was painted in spring. The stairs were cleaned twice a month.',
  'Die Kündigungsfrist beträgt drei Monate. Die Kündigung bedarf der Schriftform.',
]

describe('the best passages', () => {
  test('of a matter without passages are none', async () => {
    expect(await retriever.retrieve('deposit', { k: 5 })).toEqual([])
  })

  test('are those that hold the words asked for, with the sentence marked in page offsets', async () => {
    await store(lease)
    const [best] = await retriever.retrieve('How large is the deposit?', { k: 2 })
    expect(best).toMatchObject({ page: 1, documentName: 'd_0000000000000000.txt', pageLabel: 'Section 1', headingPath: ['Deposit'], start: 100, text: lease[0] })
    expect(lease[0]?.slice((best?.bestSentence.start ?? 0) - 100, (best?.bestSentence.end ?? 0) - 100)).toBe('The tenant pays a deposit of 2,400 pounds.')
  })

  test('are found across inflection, case and accents, in German too', async () => {
    await store(lease)
    for (const query of ['DEPOSITS', 'kundigungsfrist', 'Wie lang ist die Kündigungsfrist?']) {
      const [best] = await retriever.retrieve(query, { k: 1 })
      expect(best?.page).toBe(query === 'DEPOSITS' ? 1 : 3)
    }
  })

  test('score above what has nothing to do with the question, between 0 and 1, best first', async () => {
    await store(lease)
    const scores = (await retriever.retrieve('deposit landlord register', { k: 3 })).map(({ score }) => score)
    expect(scores).toEqual(scores.toSorted((a, b) => b - a))
    expect(scores.every((score) => score >= 0 && score <= 1)).toBe(true)
    expect(scores[0]).toBeGreaterThan(2 * (scores[2] ?? 1))
  })

  test('do not repeat a clause that stands in several documents', async () => {
    await store([lease[0] ?? '', lease[0] ?? '', lease[1] ?? ''])
    expect(await retriever.retrieve('deposit', { k: 3 })).toHaveLength(2)
  })
})

describe('odd questions', () => {
  test.each([['search syntax', 'deposit AND ("register" OR landlord:*) ~ ^2 \\ / [a TO b]'], ['function words only', 'What is it?'], ['another script', '保証金はいくらですか'], ['a pasted page', 'deposit landlord '.repeat(3_000)]])('%s gives passages and no error', async (_kind, query) => {
    await store(lease)
    expect((await retriever.retrieve(query, { k: 3 })).length).toBeGreaterThan(0)
  })

  test('an empty one finds nothing', async () => {
    await store(lease)
    expect(await retriever.retrieve('  ', { k: 3 })).toEqual([])
  })

  test('one that is taken back is not answered', async () => {
    await store(lease)
    await expect(retriever.retrieve('deposit', { k: 3, signal: AbortSignal.abort() })).rejects.toThrow('abort')
  })
})
