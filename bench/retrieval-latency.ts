// How long evidence takes: the whole of `retrieve`, query embedding and best sentences included (docs/benchmarks.md).
// node bench/retrieval-latency.ts [PASSAGES …] [--json FILE]; 10,000 and 100,000 passages where none are named.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbedder } from '../src-main/model/embedder/create-embedder.ts'
import { createRetriever } from '../src-main/retrieve/create-retriever.ts'
import { queryTerms } from '../src-main/retrieve/query-terms.ts'
import { rankPassages } from '../src-main/retrieve/rank-passages.ts'
import { openPassageIndex } from '../src-main/store/passage-index.ts'
import { embeddingFolder } from '../test/support/weights.ts'
import { percentile } from './percentile.ts'
import { hasCollections, loadCollections } from './retrieval-collections.ts'
import { cachedVectors } from './retrieval-vectors.ts'

const questions = 100
const blockRows = 5_000
/** Distinct texts that are embedded; the others vary one of them. */
const sources = 400

if (!hasCollections) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}
const args = process.argv.slice(2)
const jsonFile = args.includes('--json') ? args[args.indexOf('--json') + 1] : undefined
const sizes = args.filter((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--json').map(Number)

const collections = loadCollections().filter(({ name }) => name === 'squad2' || name === 'xquad-de')
const texts = collections.flatMap(({ documents }) => documents.map(({ text }) => text)).slice(0, sources)
const queries = collections.flatMap((collection) => collection.queries.slice(0, questions / 2).map(({ text }) => text))
await using embedder = await createEmbedder({ folder: embeddingFolder })
const vectors = await cachedVectors(embedder, texts, 'passage')

/** Small numbers that look random and are the same at every run (mulberry32). */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** A real text with a few words of another in it and a number of its own, its vector turned a little: no two are alike. */
function variation(at: number): { text: string; vector: Float32Array } {
  const next = random(at + 1)
  const words = (texts[at % texts.length] ?? '').split(' ')
  const others = (texts[Math.floor(next() * texts.length)] ?? '').split(' ')
  for (let change = 0; change < 8; change++) words[Math.floor(next() * words.length)] = others[Math.floor(next() * others.length)] ?? ''
  const turned = (vectors[at % vectors.length] ?? new Float32Array(embedder.dimensions)).map((value) => value + (next() - 0.5) * 0.06)
  const length = Math.hypot(...turned)
  return { text: `${words.join(' ')} No. ${at}.`, vector: turned.map((value) => value / length) }
}

async function measure(passages: number): Promise<Record<string, number>> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-bench-'))
  try {
    await using index = await openPassageIndex({ folder, embedder, hiddenDocumentIds: () => [] })
    for (let from = 0; from < passages; from += blockRows) {
      await index.add(Array.from({ length: Math.min(blockRows, passages - from) }, (_, offset) => {
        const at = from + offset
        const documentId = `d_${String(Math.floor(at / 50)).padStart(16, '0')}`
        const { text, vector } = variation(at)
        return { passageId: `${documentId}:${at % 50 + 1}:0`, documentId, page: at % 50 + 1, start: 0, end: text.length, headingPath: [], text, vector, contentHash: '' }
      }))
    }
    await index.optimize()
    await index.settled()
    const retriever = createRetriever({ index, embedder, documents: { documentName: () => 'bench', page: () => null, coverage: () => ({ documents: 0, documentsFailed: 0, documentsPending: 0, pages: 0, pagesWithoutText: 0, gaps: [], unreadPages: 0, doubtfulPages: 0 }) } })
    const samples = { all: [] as number[], embed: [] as number[], rank: [] as number[] }
    // The first questions fill caches, as the first question of a person does: they are told apart.
    const first = await timed(() => retriever.retrieve(queries[0] ?? '', { k: 8 }))
    for (const query of queries) {
      samples.all.push(await timed(() => retriever.retrieve(query, { k: 8 })))
      samples.embed.push(await timed(() => embedder.embed([query], { kind: 'query' })))
      const [vector] = await embedder.embed([query], { kind: 'query' })
      if (vector) samples.rank.push(await timed(() => rankPassages(index, queryTerms(query), vector, 8)))
    }
    return {
      passages, questions: queries.length, firstMs: first,
      p50Ms: percentile(samples.all, 0.5), p95Ms: percentile(samples.all, 0.95),
      embedP50Ms: percentile(samples.embed, 0.5), rankP50Ms: percentile(samples.rank, 0.5), rankP95Ms: percentile(samples.rank, 0.95),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function timed(body: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await body()
  return performance.now() - begun
}

const rows: Record<string, number>[] = []
for (const size of sizes.length > 0 ? sizes : [10_000, 100_000]) {
  const row = await measure(size)
  rows.push(row)
  console.log(Object.entries(row).map(([name, value]) => `${name} ${Math.round(value * 10) / 10}`).join('  '))
}
const machine = { cores: availableParallelism(), processor: cpus()[0]?.model ?? 'unknown', load: loadavg()[0] }
if (jsonFile !== undefined) writeFileSync(jsonFile, `${JSON.stringify({ machine, rows }, null, 2)}\n`)
