// Passages per second through the embedder and through a bare onnxruntime loop over the same passages (docs/benchmarks.md).
// node bench/embedding-rate.ts [--passages N] [--rounds N] [--json FILE]
import { readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism, constants, cpus, loadavg, setPriority } from 'node:os'
import { join } from 'node:path'
import { AutoTokenizer, env, type Tensor } from '@huggingface/transformers'
import { InferenceSession, Tensor as OnnxTensor } from 'onnxruntime-node'
import { z } from 'zod'
import { splitPassages } from '../src-main/ingest/split-passages.ts'
import { createEmbedder } from '../src-main/model/embedder/create-embedder.ts'
import { maxTokens } from '../src-main/model/embedder/embedding-shape.ts'
import { embeddingFolder } from '../test/support/weights.ts'
import { hasCollections, loadCollections } from './retrieval-collections.ts'
import { pageDefaults } from '../test/support/page-defaults.ts'

const argument = (name: string, fallback: string): string => process.argv[process.argv.indexOf(name) + 1] ?? fallback
const count = process.argv.includes('--passages') ? Number(argument('--passages', '')) : 200
const rounds = process.argv.includes('--rounds') ? Number(argument('--rounds', '')) : 3
const jsonFile = process.argv.includes('--json') ? argument('--json', '') : undefined

// The product's threads run below normal priority: the bare loop must not win by having more.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL)

const texts = passages().slice(0, count)
const cores = availableParallelism()

/** Real abstracts, run together into pages and cut as ingestion cuts them; this repository's own prose where they are absent. */
function passages(): string[] {
  const whole = hasCollections
    ? loadCollections().find(({ name }) => name === 'scifact')?.documents.slice(0, 400).map(({ text }) => text) ?? []
    : ['docs/architecture.md', 'docs/threat-model.md', 'README.md'].map((file) => readFileSync(file, 'utf8'))
  return splitPassages({ page: 1, label: null, text: whole.join('\n\n'), headings: [], method: 'plain', confidence: 1, ...pageDefaults }).map(({ text }) => text)
}

/** Token ids are made beforehand: what the loop costs is the model and nothing else. */
async function tokenised(): Promise<{ ids: BigInt64Array; mask: BigInt64Array; length: number }[]> {
  env.allowRemoteModels = false
  env.localModelPath = `${join(embeddingFolder, '..')}/`
  const tokenizer = await AutoTokenizer.from_pretrained('all-minilm-l6-v2', { local_files_only: true })
  const dataSchema = z.instanceof(BigInt64Array)
  return texts.map((text) => {
    const { input_ids: ids } = tokenizer(text, { truncation: true, max_length: maxTokens }) as { input_ids: Tensor }
    const data = dataSchema.parse(ids.data)
    return { ids: data, mask: new BigInt64Array(data.length).fill(1n), length: data.length }
  })
}

/** One session with all cores, texts of like length side by side. */
async function bareLoop(batch: number): Promise<number> {
  const session = await InferenceSession.create(join(embeddingFolder, 'onnx', 'model_quantized.onnx'), { intraOpNumThreads: cores, interOpNumThreads: 1 })
  const rows = (await tokenised()).sort((a, b) => a.length - b.length)
  const run = async (): Promise<void> => {
    for (let from = 0; from < rows.length; from += batch) {
      const block = rows.slice(from, from + batch)
      const width = Math.max(...block.map(({ length }) => length))
      const joined = (pick: (row: (typeof block)[number]) => BigInt64Array): OnnxTensor => {
        const data = new BigInt64Array(block.length * width)
        block.forEach((row, at) => data.set(pick(row), at * width))
        return new OnnxTensor('int64', data, [block.length, width])
      }
      await session.run({ input_ids: joined(({ ids }) => ids), attention_mask: joined(({ mask }) => mask), token_type_ids: joined(({ length }) => new BigInt64Array(length)) })
    }
  }
  const rate = await bestRate(run)
  await session.release()
  return rate
}

async function product(options: { workers?: number; threads?: number }): Promise<number> {
  await using embedder = await createEmbedder({ folder: embeddingFolder, ...options })
  // Awaited here: the embedder lives only as long as this block.
  return await bestRate(async () => void await embedder.embed(texts, { kind: 'passage' }))
}

/** Passages per second of the fastest round; the first one warms up. */
async function bestRate(run: () => Promise<void>): Promise<number> {
  await run()
  let best = 0
  for (let round = 0; round < rounds; round++) {
    const begun = performance.now()
    await run()
    best = Math.max(best, texts.length / ((performance.now() - begun) / 1_000))
  }
  return best
}

const rates: Record<string, number> = {}
const measure = async (name: string, rate: Promise<number>): Promise<void> => {
  rates[name] = Math.round(await rate * 10) / 10
  console.log(`${name.padEnd(44)}${rates[name]} passages/s`)
}
for (const batch of [1, 8, 16]) await measure(`bare loop, ${cores} threads, batch ${batch}`, bareLoop(batch))
await measure('embedder as shipped', product({}))
await measure(`embedder, 1 worker with ${cores} threads`, product({ workers: 1, threads: cores }))
const bare = Math.max(...Object.entries(rates).filter(([name]) => name.startsWith('bare')).map(([, rate]) => rate))
const ratio = Math.round((rates['embedder as shipped'] ?? 0) / bare * 1_000) / 1_000
console.log(`as shipped / best bare loop: ${ratio} (goal 0.9)`)
const machine = { cores, processor: cpus()[0]?.model ?? 'unknown', load: loadavg()[0] }
if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify({ machine, passages: texts.length, meanCharacters: Math.round(texts.join('').length / texts.length), rates, ratio }, null, 2)}\n`)
