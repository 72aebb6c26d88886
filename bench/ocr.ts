// Character recognition on real scans: error rates, seconds a page, memory, per engine (see docs/benchmarks.md).
// node bench/ocr.ts [--engine tesseract|pp-ocr] [--only PART-OF-A-NAME] [--show] [--json FILE]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { recognisePage } from '../src-main/ingest/ocr/recognise-page.ts'
import { ocrEngineSchema, type OcrEngine } from '../src-preload/contract/index.ts'
import { knownPages, type KnownPage } from './ocr-pages.ts'
import { characterErrorRate, errorRateOfPart, wordRecall } from './ocr-scores.ts'

const docs = fileURLToPath(new URL('../../shared/data/docs', import.meta.url))
const modelsFolder = process.env['STRONGROOM_TEST_MODELS'] ?? fileURLToPath(new URL('../models/weights', import.meta.url))
if (!existsSync(docs)) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}

const rowSchema = z.object({
  file: z.string(), page: z.number(), kind: z.string(), split: z.string(), cer: z.number().nullable(), partsCer: z.number().nullable(), wordRecall: z.number().nullable(),
  confidence: z.number(), coverage: z.string(), rotation: z.number(), seconds: z.number(), processorSeconds: z.number(),
})
type Row = z.infer<typeof rowSchema>
const runSchema = z.object({ engine: ocrEngineSchema, peakMegabytes: z.number(), rows: z.array(rowSchema) })
type Run = z.infer<typeof runSchema>

const args = process.argv.slice(2)
const option = (name: string): string | undefined => (args.includes(name) ? args[args.indexOf(name) + 1] : undefined)
const only = option('--only') ?? ''
const childOf = option('--run')

if (childOf === undefined) measureAll()
else console.log(JSON.stringify(await measure(ocrEngineSchema.parse(childOf))))

/** Each engine in a process of its own, so that the peak of memory is its own. */
function measureAll(): void {
  const wanted = option('--engine')
  const engines: OcrEngine[] = wanted === undefined ? ['tesseract', 'pp-ocr'] : [ocrEngineSchema.parse(wanted)]
  const runs = engines.flatMap((engine) => {
    const child = spawnSync(process.execPath, [fileURLToPath(import.meta.url), '--run', engine, '--only', only, ...(args.includes('--show') ? ['--show'] : [])], { encoding: 'utf8', maxBuffer: 64_000_000, stdio: ['ignore', 'pipe', 'inherit'] })
    if (child.status !== 0) {
      console.error(`${engine} was not measured: it ended with ${String(child.status)} (are its weights in ${modelsFolder}?)`)
      return []
    }
    const run = runSchema.parse(JSON.parse(child.stdout.trim().split('\n').at(-1) ?? ''))
    report(run)
    return [run]
  })
  const file = option('--json')
  if (file === undefined) return
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, `${JSON.stringify({ engines: runs.map(({ engine, peakMegabytes, rows }) => ({ engine, peakMegabytes, summary: summarise(rows), rows })) }, null, 2)}\n`)
}

async function measure(engine: OcrEngine): Promise<Run> {
  const rows: Row[] = []
  for (const page of (await knownPages(docs)).filter(({ file }) => file.includes(only))) rows.push(await measurePage(engine, page))
  return { engine, peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1_000), rows }
}

async function measurePage(engine: OcrEngine, { file, page, languages, known, parts, kind, split }: KnownPage): Promise<Row> {
  const begun = performance.now()
  const before = process.cpuUsage()
  const { page: read, rotation } = await recognisePage(join(docs, file), page, { engine, languages, modelsFolder, signal: new AbortController().signal })
  const seconds = (performance.now() - begun) / 1_000
  const { user, system } = process.cpuUsage(before)
  // What other programs take does not count here.
  const processorSeconds = (user + system) / 1_000_000
  if (args.includes('--show')) console.error(`\n=== ${file} ${page}\n${read.text}`)
  const row = {
    file, page, kind, split, cer: known === null ? null : characterErrorRate(known, read.text), wordRecall: known === null ? null : wordRecall(known, read.text),
    partsCer: parts.length === 0 ? null : parts.reduce((sum, part) => sum + errorRateOfPart(part, read.text), 0) / parts.length,
    confidence: read.confidence, coverage: read.coverage, rotation, seconds, processorSeconds,
  }
  console.error(`${engine} ${file.slice(-46).padEnd(46)} p${page} ${split.padEnd(6)} cer ${shown(row.cer)} words ${shown(row.wordRecall)} parts ${shown(row.partsCer)} conf ${shown(row.confidence)} ${read.coverage.padEnd(8)} turned ${rotation} ${seconds.toFixed(2)} s, ${processorSeconds.toFixed(2)} s of a core`)
  return row
}

function shown(value: number | null): string {
  return value === null ? '  –  ' : value.toFixed(3)
}

function summarise(rows: readonly Row[]): Record<string, { pages: number; cer: number; medianCer: number; wordRecall: number; partsCer: number; secondsPerPage: number; processorSecondsPerPage: number }> {
  const groups = Object.groupBy(rows, ({ kind, split }) => `${kind} ${split}`)
  return Object.fromEntries(Object.entries(groups).map(([name, of = []]) => {
    const mean = (values: readonly (number | null)[]): number => {
      const numbers = values.filter((value) => value !== null)
      return numbers.length === 0 ? 0 : Math.round((numbers.reduce((sum, value) => sum + value, 0) / numbers.length) * 10_000) / 10_000
    }
    const cers = of.map(({ cer }) => cer).filter((cer) => cer !== null).toSorted((a, b) => a - b)
    return [name, { pages: of.length, cer: mean(cers), medianCer: mean([cers[Math.floor(cers.length / 2)] ?? null]), wordRecall: mean(of.map(({ wordRecall }) => wordRecall)), partsCer: mean(of.map(({ partsCer }) => partsCer)), secondsPerPage: mean(of.map(({ seconds }) => seconds)), processorSecondsPerPage: mean(of.map(({ processorSeconds }) => processorSeconds)) }]
  }))
}

function report({ engine, peakMegabytes, rows }: Run): void {
  console.log(`${engine}: at most ${peakMegabytes} MB`)
  console.table(summarise(rows))
}
