import { expect, test } from 'vitest'
import { startReader } from '../../src-main/egress/start-reader.ts'
import { createReaders } from '../../src-main/ingest/reader/create-readers.ts'
import { createEmbedder } from '../../src-main/model/embedder/create-embedder.ts'
import { statesOf, testMatter } from '../support/open-test-matter.ts'
import { answerable, sampleFiles } from '../support/sample-matter.ts'
import { embeddingFolder } from '../support/weights.ts'

test('the sample matter is read whole, every passage stands word for word on its page, and questions find their page', async () => {
  await using parser = createReaders({ start: startReader })
  await using embedder = await createEmbedder({ folder: embeddingFolder, workers: 1 })
  const { matter } = await testMatter({ parser, embedder })
  expect(await matter.ingestion.add(sampleFiles)).toEqual({ added: sampleFiles.length, unchanged: 0, replaced: 0, failed: 0 })
  await matter.ingestion.whenIdle()
  expect(statesOf(matter).filter((state) => !state.endsWith(': committed'))).toEqual([])

  let found = 0
  for (const { question, file, page } of answerable) {
    const [vector] = await embedder.embed([question], { kind: 'query' })
    const hits = [...await matter.index.vectorSearch(vector ?? new Float32Array(), 5), ...await matter.index.textSearch(question, 5)]
    for (const hit of hits) expect(matter.store.reader.page(hit.documentId, hit.page)?.text.slice(hit.start, hit.end)).toBe(hit.text)
    if (hits.some((hit) => hit.page === page && matter.store.reader.documentName(hit.documentId) === file)) found++
  }
  expect(found / answerable.length).toBeGreaterThan(0.8)
})
