// How much of real files is read and in which order, per kind of file, beside markitdown on the same files.
// STRONGROOM_PEER_PYTHON=…/python node bench/reading.ts [--kind KIND]… [--misses] [--json FILE]
// (a Python that has `pip install 'markitdown[all]'`; without it only our own figures are taken).
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { startReader } from '../src-main/egress/start-reader.ts'
import { readWholeFile, type WholeFile } from '../src-main/ingest/read-whole-file.ts'
import { createReaders } from '../src-main/ingest/reader/create-readers.ts'
import { factsFound, orderRecall, squeeze, wordRecall, wordsOf } from './reading-scores.ts'

const { values } = parseArgs({ options: { kind: { type: 'string', multiple: true }, misses: { type: 'boolean', default: false }, json: { type: 'string' } } })
const docs = fileURLToPath(new URL('../../shared/data/docs', import.meta.url))
if (!existsSync(docs)) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}

const fileSchema = z.object({
  file: z.string(), kind: z.string(), pages: z.number().nullish(), password: z.string().nullish(), goldTextFile: z.string().nullish(), goldWeak: z.unknown().optional(),
  goldFacts: z.array(z.object({ text: z.string(), page: z.number().nullish() })).nullish(),
})
type File = z.infer<typeof fileSchema>
const manifest = z.array(fileSchema).parse(JSON.parse(readFileSync(join(docs, 'MANIFEST.json'), 'utf8'))).filter(({ kind }) => !values.kind || values.kind.includes(kind))

/** Half of the files, by a hash of their names, was looked at while the readers were made; the other half was only counted. */
const partOf = ({ file }: File): 'dev' | 'report' => ((createHash('sha256').update(file).digest()[0] ?? 0) % 2 === 0 ? 'dev' : 'report')

interface Reading { readonly text: string; readonly pages: readonly string[] | null; readonly seconds: number; readonly error: string | null }

async function readOurs(): Promise<Map<string, Reading>> {
  const readings = new Map<string, Reading>()
  await using readers = createReaders({ start: startReader })
  for (const { file, password } of manifest) {
    const begun = performance.now()
    const read = await readWholeFile(join(docs, file), {
      parser: readers, recogniser: readers, engine: 'tesseract', languages: ['eng', 'deu', 'fra'], password: password ?? null, signal: AbortSignal.timeout(600_000),
    })
    const seconds = (performance.now() - begun) / 1_000
    readings.set(file, read.ok ? { text: wholeText(read.value), pages: read.value.pages.map(({ text }) => text), seconds, error: null } : { text: '', pages: null, seconds, error: read.error.code })
  }
  return readings
}

function wholeText({ pages, children }: WholeFile): string {
  return [...pages.map(({ text }) => text), ...children.map(({ read }) => (read.ok ? wholeText(read.value) : ''))].join('\n')
}

const peerLine = z.object({ file: z.string(), text: z.string().default(''), error: z.string().nullable().default(null), seconds: z.number() })

function readWithMarkitdown(python: string): Map<string, Reading> {
  const script = fileURLToPath(new URL('./reading-markitdown.py', import.meta.url))
  const run = spawnSync(python, [script], { input: manifest.map(({ file }) => join(docs, file)).join('\n'), encoding: 'utf8', maxBuffer: 1e9, stdio: ['pipe', 'pipe', 'ignore'] })
  const lines = run.stdout.split('\n').filter((line) => line !== '').map((line) => peerLine.parse(JSON.parse(line)))
  return new Map(lines.map(({ file, text, error, seconds }) => [file.slice(docs.length + 1), { text, pages: null, seconds, error }]))
}

interface Figures { kind: string; part: string; system: string; files: number; unread: number; facts: number; found: number; onPage: number | null; golds: number; words: number | null; order: number | null; seconds: number }

function figuresOf(kind: string, part: string, system: string, files: readonly File[], readings: ReadonlyMap<string, Reading>): Figures {
  const read = (file: File): Reading => readings.get(file.file) ?? { text: '', pages: null, seconds: 0, error: 'missing' }
  const sum = (of: (file: File) => number): number => files.reduce((total, file) => total + of(file), 0)
  const gold = files.flatMap((file) => (file.goldTextFile && !file.goldWeak ? [{ gold: wordsOf(readFileSync(join(docs, file.goldTextFile), 'utf8')), read: wordsOf(read(file).text) }] : []))
  const mean = (of: (each: { gold: string[]; read: string[] }) => number): number | null => (gold.length === 0 ? null : gold.reduce((total, each) => total + of(each), 0) / gold.length)
  const factsOf = (file: File): string[] => (file.goldFacts ?? []).map(({ text }) => text)
  const withPages = system === 'ours'
  return {
    kind, part, system, files: files.length, unread: files.filter((file) => read(file).error !== null).length,
    facts: sum((file) => factsOf(file).length), found: sum((file) => factsFound(factsOf(file), read(file).text)),
    onPage: withPages ? sum((file) => (file.goldFacts ?? []).filter(({ text, page }) => (page ? squeeze(read(file).pages?.[page - 1] ?? '') : squeeze(read(file).text)).includes(squeeze(text))).length) : null,
    golds: gold.length, words: mean((each) => wordRecall(each.gold, each.read)), order: mean((each) => orderRecall(each.gold, each.read)), seconds: sum((file) => read(file).seconds),
  }
}

const python = process.env['STRONGROOM_PEER_PYTHON']
const systems = new Map([['ours', await readOurs()], ...(python ? [['markitdown', readWithMarkitdown(python)] as const] : [])])
const kinds = [...new Set(manifest.map(({ kind }) => kind))]
const rows = kinds.flatMap((kind) => ['dev', 'report'].flatMap((part) => {
  const files = manifest.filter((file) => file.kind === kind && partOf(file) === part)
  return files.length === 0 ? [] : [...systems].map(([system, readings]) => figuresOf(kind, part, system, files, readings))
}))

const share = (value: number | null): string => (value === null ? '–' : value.toFixed(3))
for (const row of rows) {
  const onPage = row.onPage === null ? '' : `, ${row.onPage} on their page`
  console.log(`${row.kind.padEnd(24)} ${row.part.padEnd(6)} ${row.system.padEnd(10)} ${row.files} files, ${row.unread} unread; facts ${row.found}/${row.facts}${onPage}; words ${share(row.words)}, in order ${share(row.order)} (${row.golds} texts); ${row.seconds.toFixed(1)} s`)
}
if (values.misses) {
  for (const file of manifest.filter((each) => partOf(each) === 'dev')) {
    const text = squeeze(systems.get('ours')?.get(file.file)?.text ?? '')
    const missed = (file.goldFacts ?? []).filter((fact) => !text.includes(squeeze(fact.text)))
    for (const { text: fact } of missed) console.log(`missed  ${file.file}  ${fact}`)
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), rows }, null, 2)}\n`)
