// How soon a page of a PDF of 1,000 pages can be found after the file was added, with the real reader process and the real
// embedding weights. Goal: below 10 s on two cores. Stops when a tenth can be found, unless `--complete`.
// node bench/first-searchable.ts [--pages N] [--complete] [--json FILE]
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startReader } from '../src-main/egress/start-reader.ts'
import { discoverFiles } from '../src-main/ingest/file-discovery.ts'
import { createReaders } from '../src-main/ingest/reader/create-readers.ts'
import { splitPassages } from '../src-main/ingest/split-passages.ts'
import { createMatters } from '../src-main/matters/create-matters.ts'
import { createEmbedder } from '../src-main/model/embedder/create-embedder.ts'
import { silentLog } from '../src-main/support/log.ts'
import { makePdf } from '../test/support/make-pdf.ts'
import { sampleText } from '../test/support/sample-text.ts'
import { embeddingFolder } from '../test/support/weights.ts'

const { values } = parseArgs({ options: { pages: { type: 'string', default: '1000' }, complete: { type: 'boolean', default: false }, json: { type: 'string' } } })
const pageCount = Number(values.pages)
const charactersPerLine = 90

const root = mkdtempSync(join(tmpdir(), 'strongroom-bench-'))
const file = join(root, 'long.pdf')
// About 500 words a page, as contracts have.
const pages = sampleText(1, { pages: pageCount, sentences: 33 }).split('\f').map((text, index) => {
  const lines = `Page ${index + 1}. ${text}`.replaceAll(/[^\u0020-\u007e]/g, 'u').match(new RegExp(`.{1,${charactersPerLine}}(?: |$)`, 'g'))
  return index === 0 ? ['The deposit of Zwingenberg is 4,711 euros.', ...lines ?? []] : lines ?? []
})
writeFileSync(file, makePdf(pages))

await using readers = createReaders({ start: startReader })
await using embedder = await createEmbedder({ folder: embeddingFolder })
// The weights are loaded when the app has been open for a moment.
await embedder.embed(['warm'], { kind: 'passage' })
await using matters = await createMatters({
  dataFolder: join(root, 'data'), parser: readers, embedder, splitPassages, discoverFiles, log: silentLog, onProgress: () => {}, onDocumentsChanged: () => {},
})
const { id } = await matters.create('Benchmark')
const { ingestion, index, store } = await matters.open(id)

const begunAt = performance.now()
const seconds = (): number => Math.round((performance.now() - begunAt) / 10) / 100
const times: Record<string, number | null> = { added: null, read: null, split: null, firstPageFound: null, tenthOfPassagesFound: null, complete: null }
const stamp = (name: string, is: boolean): void => { if (is) times[name] ??= seconds() }
await ingestion.add([file])
stamp('added', true)
let isDone = false
const done = ingestion.whenIdle().then(() => { isDone = true }, () => {})
while (!isDone && (values.complete || times['tenthOfPassagesFound'] === null)) {
  const { passagesTotal } = ingestion.progress()
  const [document] = store.documents.list()
  stamp('read', document?.state !== 'discovered')
  stamp('split', passagesTotal > 0)
  stamp('firstPageFound', times['firstPageFound'] === null && (await index.textSearch('Zwingenberg', 1)).length > 0)
  stamp('tenthOfPassagesFound', passagesTotal > 0 && await index.count() >= passagesTotal / 10)
  await Promise.race([done, new Promise((resolve) => { setTimeout(resolve, 50) })])
}
stamp('complete', isDone)
const { passagesTotal, documentsDone } = ingestion.progress()
const rows = await index.count()
const result = { pages: pageCount, cores: cpus().length, documentsDone, passages: passagesTotal, rows, seconds: times }
console.log(JSON.stringify(result, null, 2))
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)
await matters[Symbol.asyncDispose]()
await done
rmSync(root, { recursive: true, force: true })
