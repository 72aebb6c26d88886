import { expect, test } from 'vitest'
import { startReader } from '../../src-main/egress/start-reader.ts'
import { createReaders } from '../../src-main/ingest/reader/create-readers.ts'
import type { Embedder } from '../../src-main/model/embedder/embedder.ts'
import { testMatter, writeFiles } from '../support/open-test-matter.ts'
import { sampleText } from '../support/sample-text.ts'

/** Vectors that cost the main thread nothing, as those from worker threads do. */
const freeEmbedder: Embedder = {
  id: 'free', dimensions: 384, maxTokens: 256,
  async embed(texts) {
    await new Promise<void>((resolve) => { setImmediate(resolve) })
    return texts.map((_, index) => new Float32Array(384).fill(1, index, index + 1))
  },
  async [Symbol.asyncDispose]() {},
}

/** CPU time the main thread uses between two turns of its loop: what keeps a waiting call waiting, however busy the machine is. */
function watchTurns(): { longestMs(): number } {
  let longest = 0
  let last = process.threadCpuUsage()
  let isOn = true
  const turn = (): void => {
    const { user, system } = process.threadCpuUsage(last)
    longest = Math.max(longest, (user + system) / 1000)
    last = process.threadCpuUsage()
    if (isOn) setImmediate(turn)
  }
  setImmediate(turn)
  return { longestMs() { isOn = false; return longest } }
}

test('no step of storing thousands of passages keeps a waiting call waiting for 50 ms', async () => {
  await using parser = createReaders({ start: startReader })
  const { matter, inbox } = await testMatter({ embedder: freeEmbedder, parser })
  // The first document compiles what the others run.
  writeFiles(inbox, { 'first.txt': sampleText(99) })
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()

  writeFiles(inbox, Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`${index}.txt`, sampleText(index, { pages: 1, sentences: 3000 })])))
  const turns = watchTurns()
  await matter.ingestion.add([inbox])
  await matter.ingestion.whenIdle()
  expect(matter.ingestion.progress()).toMatchObject({ documentsDone: 11, documentsFailed: 0 })
  expect(matter.ingestion.progress().passagesTotal).toBeGreaterThan(3000)
  expect(turns.longestMs()).toBeLessThan(50)
})
