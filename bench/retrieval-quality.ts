// How well passages and sentences are found, on the collections beside the checkout (docs/benchmarks.md).
// node bench/retrieval-quality.ts [dev|report] [collection …] [--json FILE]; constants are tuned on dev, figures shown are of report.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createEmbedder } from '../src-main/model/embedder/create-embedder.ts'
import type { Embedder } from '../src-main/model/embedder/embedder.ts'
import { chooseSentences } from '../src-main/retrieve/choose-sentences.ts'
import { queryTerms } from '../src-main/retrieve/query-terms.ts'
import { rankPassages } from '../src-main/retrieve/rank-passages.ts'
import { openPassageIndex, type PassageWriter } from '../src-main/store/passage-index.ts'
import type { PassageIndex } from '../src-main/store/ports.ts'
import { embeddingFolder } from '../test/support/weights.ts'
import { type Collection, hasCollections, loadCollections, type Part } from './retrieval-collections.ts'
import { meanOf, ndcg, recall, reciprocalRank } from './retrieval-measures.ts'
import { cachedVectors } from './retrieval-vectors.ts'

const k = 10
/** Every sixth question of each other collection is also asked here, where nothing can answer it. */
const strayEvery = 6
/** Collections made from the same articles: their questions are no strays to each other. */
const family = (name: string): string => name.replace(/^xquad.*|^squad2$/, 'wikipedia')

if (!hasCollections) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}
const args = process.argv.slice(2)
const jsonFile = args.includes('--json') ? args[args.indexOf('--json') + 1] : undefined
const words = args.filter((arg, at) => !arg.startsWith('--') && args[at - 1] !== '--json')
const part: Part = words.includes('dev') ? 'dev' : 'report'
const names = words.filter((word) => word !== 'dev' && word !== 'report')
const all = loadCollections()
const chosen = all.filter(({ name }) => names.length === 0 || names.includes(name))

await using embedder = await createEmbedder({ folder: embeddingFolder })

const rankings: Readonly<Record<string, (index: PassageIndex, query: string, vector: Float32Array) => Promise<{ id: string; score: number }[]>>> = {
  vectors: async (index, _query, vector) => (await index.vectorSearch(vector, k)).map(({ documentId, score }) => ({ id: documentId, score })),
  'full text': async (index, query) => (await index.textSearch(query, k)).map(({ documentId, score }) => ({ id: documentId, score })),
  'rank fusion': fuseRanks,
  retriever: async (index, query, vector) => (await rankPassages(index, queryTerms(query), vector, k)).map(({ passage, score }) => ({ id: passage.documentId, score })),
}

/** Reciprocal-rank fusion, k = 60 (Cormack, Clarke and Büttcher, SIGIR 2009): the baseline that the retriever has to beat. */
async function fuseRanks(index: PassageIndex, query: string, vector: Float32Array): Promise<{ id: string; score: number }[]> {
  const fused = new Map<string, number>()
  for (const list of await Promise.all([index.vectorSearch(vector, 100), index.textSearch(query, 100)])) {
    for (const [rank, { documentId }] of list.entries()) fused.set(documentId, (fused.get(documentId) ?? 0) + 1 / (61 + rank))
  }
  return [...fused].map(([id, score]) => ({ id, score })).sort((a, b) => b.score - a.score).slice(0, k)
}

async function indexOf(folder: string, { documents }: Collection, idOf: (position: number) => string): Promise<PassageWriter> {
  const texts = documents.map(({ title, text }) => (title === '' || text.startsWith(title) ? text : `${title}\n${text}`))
  const vectors = await cachedVectors(embedder, texts, 'passage')
  const index = await openPassageIndex({ folder, embedder, hiddenDocumentIds: () => [] })
  await index.add(texts.map((text, position) => ({
    passageId: `${idOf(position)}:1:0`, documentId: idOf(position), page: 1, start: 0, end: text.length, headingPath: [], text,
    vector: vectors[position] ?? new Float32Array(embedder.dimensions), contentHash: '',
  })))
  await index.optimize()
  return index
}

async function measure(collection: Collection): Promise<Record<string, unknown>> {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-bench-'))
  const idOf = (position: number): string => `d_${String(position).padStart(16, '0')}`
  const index = await indexOf(folder, collection, idOf)
  try {
    const sourceId = new Map(collection.documents.map(({ id }, position) => [idOf(position), id]))
    const queries = collection.queries.filter((query) => query.part === part)
    const vectors = await vectorsOf(embedder, collection, queries)
    const rows: Record<string, unknown> = { documents: collection.documents.length, queries: queries.length }
    for (const [name, rank] of Object.entries(rankings)) {
      const found: { ids: string[]; score: number }[] = []
      for (const [at, { text }] of queries.entries()) {
        const hits = await rank(index, text, vectors[at] ?? new Float32Array())
        found.push({ ids: hits.map(({ id }) => sourceId.get(id) ?? ''), score: hits[0]?.score ?? 0 })
      }
      const over = (measure: (ids: readonly string[], relevant: ReadonlyMap<string, number>) => number): number =>
        meanOf(queries.map(({ relevant }, at) => measure(found[at]?.ids ?? [], relevant)))
      rows[name] = { 'ndcg@10': over(ndcg), 'recall@10': over(recall), 'mrr@10': over(reciprocalRank) }
      if (name === 'retriever') rows['relevance'] = await relevanceFigures(found.map(({ score }) => score), index, collection)
    }
    const sentence = await sentenceFigure(collection, queries, vectors)
    return sentence === null ? rows : { ...rows, 'answer in best sentence': sentence }
  } finally {
    await index[Symbol.asyncDispose]()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a threshold on the best hit's score would do: answerable questions lost, stray questions still let through. */
async function relevanceFigures(own: readonly number[], index: PassageIndex, { name }: Collection): Promise<Record<string, number>> {
  const strays: number[] = []
  for (const other of all.filter((each) => family(each.name) !== family(name))) {
    const queries = other.queries.filter((query) => query.part === part)
    const vectors = await vectorsOf(embedder, other, queries)
    for (const [at, { text }] of queries.entries()) {
      if (at % strayEvery === 0) strays.push((await rankPassages(index, queryTerms(text), vectors[at] ?? new Float32Array(), 1))[0]?.score ?? 0)
    }
  }
  const shares = [0.02, 0.03, 0.05, 0.1].flatMap((limit): [string, number][] => [
    [`answerable below ${limit}`, meanOf(own.map((score) => Number(score < limit)))],
    [`stray above ${limit}`, meanOf(strays.map((score) => Number(score >= limit)))],
  ])
  return Object.fromEntries(shares)
}

/** Share of questions whose known answer stands in the sentence chosen from the right passage; null where answers aren't known. */
async function sentenceFigure({ documents }: Collection, queries: Collection['queries'], vectors: readonly Float32Array[]): Promise<number | null> {
  const texts = new Map(documents.map(({ id, text }) => [id, text]))
  const right: number[] = []
  for (const [at, { text, relevant, answers }] of queries.entries()) {
    const passage = texts.get([...relevant.keys()][0] ?? '') ?? ''
    const known = answers.filter((answer) => answer.length <= 80 && passage.includes(answer))
    if (known.length === 0 || right.length >= 150) continue
    const [span] = await chooseSentences([passage], queryTerms(text), vectors[at] ?? new Float32Array(), { embed: (sentences, { kind }) => cachedVectors(embedder, sentences, kind) })
    right.push(Number(known.some((answer) => passage.slice(span?.start, span?.end).includes(answer))))
  }
  return right.length < 20 ? null : meanOf(right)
}

/** All queries of a collection are embedded together, so that both parts share the cache. */
async function vectorsOf(model: Embedder, collection: Collection, queries: Collection['queries']): Promise<Float32Array[]> {
  const vectors = await cachedVectors(model, collection.queries.map(({ text }) => text), 'query')
  return queries.map((query) => vectors[collection.queries.indexOf(query)] ?? new Float32Array(model.dimensions))
}

const results: Record<string, unknown> = {}
console.log(`Figures of the ${part} queries.`)
for (const collection of chosen) {
  const rows = await measure(collection)
  results[collection.name] = rows
  console.log(`\n${collection.name}`)
  for (const [name, row] of Object.entries(rows)) console.log(`  ${name.padEnd(26)}${typeof row === 'object' ? Object.entries(row ?? {}).map(([key, value]) => `${key} ${Number(value).toFixed(4)}`).join('   ') : String(row)}`)
}
const rounded = JSON.stringify({ part, embedder: embedder.id, collections: results }, (_key, value: unknown) => (typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : value), 2)
if (jsonFile !== undefined) writeFileSync(jsonFile, `${rounded}\n`)
