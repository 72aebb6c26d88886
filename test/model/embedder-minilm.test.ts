import { mkdtempSync, rmSync, writeFileSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { AutoModel, AutoTokenizer, env, type Tensor } from '@huggingface/transformers'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createEmbedder } from '../../src-main/model/embedder/create-embedder.ts'
import type { Embedder } from '../../src-main/model/embedder/embedder.ts'
import { embeddingFolder } from '../support/weights.ts'

let embedder: Embedder
beforeAll(async () => { embedder = await createEmbedder({ folder: embeddingFolder, workers: 2 }) })
afterAll(() => embedder[Symbol.asyncDispose]())

const dot = (a: Float32Array | undefined, b: Float32Array | undefined): number => a?.reduce((sum, value, at) => sum + value * (b?.[at] ?? 0), 0) ?? 0
const one = async (text: string, kind: 'query' | 'passage' = 'passage'): Promise<Float32Array | undefined> => (await embedder.embed([text], { kind }))[0]

describe('vectors', () => {
  test('have unit length and the promised dimensions, also for no text at all and for a text of another script', async () => {
    for (const vector of await embedder.embed(['', 'The deposit.', '保証金', '\u0000\uD800'], { kind: 'passage' })) {
      expect(vector).toHaveLength(embedder.dimensions)
      expect(Math.hypot(...vector)).toBeCloseTo(1, 4)
    }
  })

  test('are the same for the same text, whatever it was embedded with, and for questions as for passages', async () => {
    const text = 'Within 30 days after the end of the tenancy the deposit is returned.'
    const [alone, amid] = [await one(text), (await embedder.embed(['x', text, 'word '.repeat(200)], { kind: 'passage' }))[1]]
    expect([...amid ?? []]).toEqual([...alone ?? []])
    expect([...await one(text, 'query') ?? []]).toEqual([...alone ?? []])
  })

  test('bring a question nearer to its answer than to other passages', async () => {
    const [question, answer, other] = await embedder.embed(['How long is the notice period?', 'Either party may end the agreement by giving two months\' notice.', 'The kitchen was painted in the spring.'], { kind: 'passage' })
    expect(dot(question, answer)).toBeGreaterThan(dot(question, other) + 0.2)
  })

  test('of a text beyond the limit are those of its beginning', async () => {
    const beginning = 'tenancy '.repeat(embedder.maxTokens)
    expect(dot(await one(beginning), await one(`${beginning} quantum chromodynamics`.repeat(2)))).toBeGreaterThan(0.9999)
  })
})

describe('vectors beside those of the published file, as its own graph computes them', () => {
  const texts = [
    'Within 30 days after the end of the tenancy the deposit is returned, less what the landlord may keep for damage beyond ordinary wear.',
    'Der Mieter haftet für Schäden, die über die gewöhnliche Abnutzung hinausgehen. Die Kaution beträgt drei Monatsmieten.',
    'Region\tQuarter\tRevenue\nNorth\tQ1\t1,204,000.50\nSouth\tQ1\t998,310.00\nNorth\tQ2\t1,310,775.25',
    'How long is the notice period?',
    `${'The parties agree that this schedule forms part of the agreement and prevails over its general terms. '.repeat(20)}`,
  ]

  test('point the same way, so that what was stored earlier is still found', async () => {
    env.allowRemoteModels = false
    env.localModelPath = join(embeddingFolder, '..')
    const name = basename(embeddingFolder)
    const tokenizer = await AutoTokenizer.from_pretrained(name, { local_files_only: true })
    const model = await AutoModel.from_pretrained(name, { local_files_only: true, device: 'cpu', dtype: 'q8' })
    const ours = await embedder.embed(texts, { kind: 'passage' })
    for (const [at, text] of texts.entries()) {
      const { last_hidden_state: states } = await model(tokenizer(text, { truncation: true, max_length: embedder.maxTokens })) as { readonly last_hidden_state: Tensor }
      expect(dot(ours[at], meanOf(states, embedder.dimensions)), text.slice(0, 30)).toBeGreaterThan(0.997)
    }
  })
})

/** The mean of a text's token vectors, scaled to unit length. */
function meanOf({ data }: Tensor, dimensions: number): Float32Array {
  const sums = new Float64Array(dimensions)
  for (const [at, value] of (data instanceof Float32Array ? data : new Float32Array()).entries()) sums[at % dimensions] = (sums[at % dimensions] ?? 0) + value
  const length = Math.hypot(...sums)
  return Float32Array.from(sums, (sum) => sum / length)
}

test('a question is answered while a long batch of passages is being embedded', async () => {
  const batch = embedder.embed(Array.from({ length: 60 }, (_, at) => `Clause ${at}. ${'The tenant shall keep the flat in good repair. '.repeat(12)}`), { kind: 'passage' })
  let batchDone = false
  const whole = batch.then(() => { batchDone = true })
  await one('Who repairs the flat?', 'query')
  expect(batchDone).toBe(false)
  await whole
})

test('cancelling a long batch frees the embedder for the next one', async () => {
  const stop = new AbortController()
  const batch = embedder.embed(Array.from({ length: 500 }, (_, at) => `Clause ${at} of a long agreement.`), { kind: 'passage', signal: stop.signal })
  stop.abort()
  await expect(batch).rejects.toMatchObject({ code: 'cancelled' })
  expect(await one('next')).toHaveLength(384)
})

describe('weights that cannot be used', () => {
  test('are told apart: missing, or there and damaged', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'strongroom-test-'))
    try {
      await expect(createEmbedder({ folder })).rejects.toMatchObject({ code: 'model-not-installed' })
      mkdirSync(join(folder, 'onnx'))
      for (const file of ['config.json', 'tokenizer.json', 'tokenizer_config.json', join('onnx', 'model_quantized.onnx')]) writeFileSync(join(folder, file), 'no model')
      await expect(createEmbedder({ folder })).rejects.toMatchObject({ code: 'embedder-failed' })
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})
