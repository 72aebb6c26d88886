// Ingestion of about 1,000 real pages by the built app: pages/s, passages/s, where the time goes, peak memory, and how
// quickly the app answers a ping meanwhile. `npm run build` first. node bench/ingestion.ts [--pages N] [--json FILE]
import { spawnSync } from 'node:child_process'
import { copyFileSync, appendFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startReader } from '../src-main/egress/start-reader.ts'
import { createReaders } from '../src-main/ingest/reader/create-readers.ts'
import { splitPassages } from '../src-main/ingest/split-passages.ts'
import { createEmbedder } from '../src-main/model/embedder/create-embedder.ts'
import { startBuiltApp } from '../test/support/built-app.ts'
import { connectShell } from '../test/support/shell-client.ts'
import { temporaryHome } from '../test/support/temporary-home.ts'
import { embeddingFolder, sharedData } from '../test/support/weights.ts'
import { percentile } from './percentile.ts'

const { values } = parseArgs({ options: { pages: { type: 'string', default: '1000' }, json: { type: 'string' } } })
const docs = join(sharedData, 'docs')
if (!existsSync(docs)) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}

const manifest = z.array(z.object({ file: z.string(), kind: z.string(), pages: z.number().nullish() })).parse(JSON.parse(readFileSync(join(docs, 'MANIFEST.json'), 'utf8')))
const pdfs = manifest.filter(({ kind, pages }) => (kind === 'pdf-text' || kind === 'pdf-tables') && (pages ?? 0) > 0)

const folder = mkdtempSync(join(tmpdir(), 'strongroom-bench-'))
const wantedPages = Number(values.pages)
let copiedPages = 0
// Copies differ by a comment behind the end of the file, so that each is a document of its own.
for (let round = 0; copiedPages < wantedPages; round++) {
  mkdirSync(join(folder, String(round)))
  for (const [index, { file, pages }] of pdfs.entries()) {
    if (copiedPages >= wantedPages) break
    const copy = join(folder, String(round), `${index}.pdf`)
    copyFileSync(join(docs, file), copy)
    appendFileSync(copy, `\n% copy ${round}\n`)
    copiedPages += pages ?? 0
  }
}

using home = temporaryHome()
const app = await startBuiltApp(home)
const shell = await connectShell(app)
const { id: matterId } = await shell.call('matters.create', { name: 'Benchmark' })

const begunAt = performance.now()
const counts = await shell.call('documents.add', { matterId, paths: [folder] })
const pings: number[] = []
let peakMegabytes = 0
let progress = await shell.call('ingest.progress', { matterId })
/** When every page with text can be found; recognition of scanned pages goes on behind that. */
let textSeconds: number | null = null
let pagesToRecognise = 0
for (let beat = 0; progress.status === 'running'; beat++) {
  const sentAt = performance.now()
  await shell.call('app.ping', null)
  pings.push(performance.now() - sentAt)
  if (beat % 10 === 0) {
    progress = await shell.call('ingest.progress', { matterId })
    if (textSeconds === null && progress.documentsTotal > 0 && progress.documentsDone + progress.documentsFailed === progress.documentsTotal) {
      textSeconds = (performance.now() - begunAt) / 1000
      pagesToRecognise = progress.pagesWaiting
    }
    peakMegabytes = Math.max(peakMegabytes, residentMegabytes(app.pid))
  }
  await new Promise((resolve) => setTimeout(resolve, 20))
}
const seconds = (performance.now() - begunAt) / 1000
const documents = await shell.call('documents.list', { matterId })
const pages = documents.reduce((sum, document) => sum + document.pageCount, 0)
const passages = documents.reduce((sum, document) => sum + document.passageCount, 0)
await app[Symbol.asyncDispose]()
const text = textSeconds ?? seconds
const alone = await secondsAlone()
const peer = peerRun()

const result = {
  documents: counts.added, pages, passages, seconds: round(text), pagesPerSecond: round(pages / text), passagesPerSecond: round(passages / text),
  secondsAlone: alone, embeddingShareOfTime: round(alone.embed / text),
  recognisedBehindThat: { pages: pagesToRecognise, seconds: round(seconds - text) },
  ...(peer && { python: { ...peer, pagesPerSecond: round(peer.pages / peer.seconds), ratio: round(pages / text / (peer.pages / peer.seconds)) } }),
  peakMegabytes: Math.round(peakMegabytes),
  pingMs: { samples: pings.length, p50: round(percentile(pings, 0.5)), p99: round(percentile(pings, 0.99)), max: round(Math.max(...pings)) },
}
console.log(JSON.stringify(result, null, 2))
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)
rmSync(folder, { recursive: true, force: true })

/** LangChain, onnxruntime and LanceDB in Python on the same files, where STRONGROOM_PEER_PYTHON names one that has them. */
function peerRun(): { pages: number; passages: number; failed: number; seconds: number; steps: Record<string, number> } | null {
  const python = process.env['STRONGROOM_PEER_PYTHON']
  if (!python) return null
  const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pdf')).map((name) => join(folder, name))
  const run = spawnSync(python, [fileURLToPath(new URL('./ingestion-python.py', import.meta.url)), embeddingFolder, String(cpus().length)], { input: paths.join('\n'), encoding: 'utf8', stdio: ['pipe', 'pipe', 'ignore'] })
  return z.object({ pages: z.number(), passages: z.number(), failed: z.number(), seconds: z.number(), steps: z.record(z.string(), z.number()) }).parse(JSON.parse(run.stdout))
}

/** How long the same files take to be read, and their passages to be embedded, when nothing else happens: the steps overlap in the app. */
async function secondsAlone(): Promise<{ parse: number; embed: number }> {
  const texts: string[] = []
  let parse = 0
  {
    await using parser = createReaders({ start: startReader })
    const parsedFrom = performance.now()
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.pdf'))) {
      const parsed = await parser.parse(join(folder, path), { signal: new AbortController().signal })
      if (parsed.ok) texts.push(...parsed.value.pages.flatMap((page) => splitPassages(page).map(({ text }) => text)))
    }
    parse = (performance.now() - parsedFrom) / 1000
  }
  await using embedder = await createEmbedder({ folder: embeddingFolder })
  await embedder.embed(texts.slice(0, 8), { kind: 'passage' })
  const embeddedFrom = performance.now()
  for (let from = 0; from < texts.length; from += 64) await embedder.embed(texts.slice(from, from + 64), { kind: 'passage' })
  return { parse: round(parse), embed: round((performance.now() - embeddedFrom) / 1000) }
}

/** Highest resident size so far of a process (proc(5), VmHWM); 0 where there is no /proc. */
function residentMegabytes(pid: number): number {
  const status = existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : ''
  return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
