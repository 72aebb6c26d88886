import { expect, test } from 'vitest'
import { startReader } from '../../src-main/egress/start-reader.ts'
import { createReaders } from '../../src-main/ingest/reader/create-readers.ts'
import { createEmbedder } from '../../src-main/model/embedder/create-embedder.ts'
import { createRetriever } from '../../src-main/retrieve/create-retriever.ts'
import type { Hit } from '../../src-preload/contract/index.ts'
import { testMatter } from '../support/open-test-matter.ts'
import { answerable, sampleFiles } from '../support/sample-matter.ts'
import { embeddingFolder } from '../support/weights.ts'

const aboutOtherThings = [
  'How do vaccines train the immune system?', 'Which team won the Super Bowl in 2016?', 'Best recipe for pizza dough',
  'What chemical kinetic system is applicable to hypersonic aerodynamic problems?', 'Wie viele Einwohner hat Warschau?',
]

test('evidence from the sample matter has the page of the answer near the top, marks its sentence, and stays low for questions about other things', async () => {
  await using parser = createReaders({ start: startReader })
  await using embedder = await createEmbedder({ folder: embeddingFolder })
  const { matter } = await testMatter({ parser, embedder })
  await matter.ingestion.add(sampleFiles)
  await matter.ingestion.whenIdle()
  const retriever = createRetriever({ index: matter.index, embedder, documents: matter.store.reader })
  const sentenceOf = ({ documentId, page, bestSentence: { start, end } }: Hit): string => matter.store.reader.page(documentId, page)?.text.slice(start, end) ?? ''

  const found: { readonly rank: number; readonly sentence: boolean }[] = []
  const scores: number[] = []
  for (const { question, file, page, answer } of answerable) {
    const hits = await retriever.retrieve(question, { k: 8 })
    for (const hit of hits) expect(hit.text).toContain(sentenceOf(hit))
    const rank = hits.findIndex((hit) => hit.documentName === file && hit.page === page)
    found.push({ rank, sentence: hits.slice(0, 3).some((hit) => answer.some((each) => sentenceOf(hit).includes(each))) })
    scores.push(hits[0]?.score ?? 0)
  }
  expect(found.filter(({ rank }) => rank >= 0).length, 'pages among the eight passages shown').toBeGreaterThanOrEqual(13)
  expect(found.filter(({ rank }) => rank >= 0 && rank < 3).length, 'pages among the first three').toBeGreaterThanOrEqual(11)
  expect(found.filter(({ sentence }) => sentence).length, 'answers in a marked sentence of the first three').toBeGreaterThanOrEqual(10)

  for (const question of aboutOtherThings) {
    const [best] = await retriever.retrieve(question, { k: 1 })
    expect(best?.score, question).toBeLessThan(Math.min(...scores))
  }
})
