// What becomes of files that nobody here has looked at: read, refused with a reason, or something worse; beside another
// program's texts of the same files where there are some.
// node bench/unseen-files.ts FOLDER… [--part dev|report] [--peer FOLDER] [--recognise] [--worst N] [--save FOLDER] [--json FILE]
// (a peer's folder holds one NAME.txt per file; --save keeps what was read, one NAME.json per file).
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { startReader } from '../src-main/egress/start-reader.ts'
import { readWholeFile, type WholeFile } from '../src-main/ingest/read-whole-file.ts'
import { createReaders } from '../src-main/ingest/reader/create-readers.ts'
import { wordRecall, wordsOf } from './reading-scores.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    part: { type: 'string' }, peer: { type: 'string' }, recognise: { type: 'boolean', default: false },
    worst: { type: 'string', default: '0' }, save: { type: 'string' }, json: { type: 'string' },
  },
})

/** By a hash of the name: one half is looked at while readers are mended, the other only counted. */
const partOf = (name: string): string => ((createHash('sha1').update(name).digest()[0] ?? 0) < 128 ? 'dev' : 'report')
const paths = positionals
  .flatMap((folder) => globSync(join(folder, '**/*')).filter((path) => statSync(path).isFile()))
  .filter((path) => !values.part || partOf(basename(path)) === values.part)
  .toSorted()

interface Reading { readonly name: string; readonly extension: string; readonly code: string | null; readonly text: string; readonly pages: Record<string, number>; readonly seconds: number; readonly peer: string | null }

/** With the names of sheets and sections, which other programs write as headings. */
const wholeText = ({ pages, children }: WholeFile): string => [...pages.map(({ label, text }) => `${label ?? ''}\n${text}`), ...children.map(({ read }) => (read.ok ? wholeText(read.value) : ''))].join('\n')

/** What markitdown writes for cells and headers that are not there. */
const emptyCells = /\bNaN\b|\bUnnamed: \d+\b/g

const readings: Reading[] = []
if (values.save) mkdirSync(values.save, { recursive: true })
{
  await using readers = createReaders({ start: startReader })
  for (const path of paths) {
    const name = basename(path)
    const begun = performance.now()
    const read = await readWholeFile(path, {
      parser: readers, recogniser: values.recognise ? readers : null, engine: 'tesseract', languages: ['eng'], password: null, signal: AbortSignal.timeout(600_000),
    })
    const peerPath = values.peer ? join(values.peer, `${name}.txt`) : null
    const pages: Record<string, number> = {}
    if (read.ok) for (const { coverage } of read.value.pages) pages[coverage] = (pages[coverage] ?? 0) + 1
    readings.push({
      name, extension: extname(name).toLowerCase(), code: read.ok ? null : read.error.code, text: read.ok ? wholeText(read.value) : '', pages,
      seconds: (performance.now() - begun) / 1_000, peer: peerPath && existsSync(peerPath) ? readFileSync(peerPath, 'utf8').replaceAll(emptyCells, ' ') : null,
    })
    if (values.save) writeFileSync(join(values.save, `${name}.json`), JSON.stringify(read, null, 2))
  }
}

/** Failures that say nothing of the file: a reader that died, or hung, or something that nobody foresaw. */
const ends = new Set(['internal', 'parse-crashed', 'parse-timeout', 'parse-out-of-memory'])
const count = <T>(all: readonly T[], keyOf: (each: T) => string | null): Record<string, number> => {
  const counts: Record<string, number> = {}
  for (const each of all) {
    const key = keyOf(each)
    if (key) counts[key] = (counts[key] ?? 0) + 1
  }
  return counts
}
const mean = (all: readonly number[]): number | null => (all.length === 0 ? null : all.reduce((total, each) => total + each, 0) / all.length)

const compared = new Map(readings.flatMap((reading) => {
  if (reading.peer === null) return []
  const [ours, theirs] = [wordsOf(reading.text), wordsOf(reading.peer)]
  return [[reading.name, { ours: ours.length, theirs: theirs.length, ofTheirs: wordRecall(theirs, ours), ofOurs: wordRecall(ours, theirs) }] as const]
}))

const rows = Object.entries(Object.groupBy(readings, ({ extension }) => extension)).map(([extension, all = []]) => {
  const scores = all.flatMap(({ name, code }) => (code === null ? [compared.get(name)] : [])).filter((score) => score !== undefined)
  return {
    extension, files: all.length, read: all.filter(({ code }) => code === null).length, failures: count(all, ({ code }) => code),
    ends: all.filter(({ code }) => code !== null && ends.has(code)).length,
    unreadThatPeerRead: all.filter(({ name, code }) => code !== null && (compared.get(name)?.theirs ?? 0) > 0).length,
    compared: scores.length, peerWordsFound: mean(scores.map(({ ofTheirs }) => ofTheirs)), ourWordsInPeer: mean(scores.map(({ ofOurs }) => ofOurs)),
    seconds: all.reduce((total, { seconds }) => total + seconds, 0), longestSeconds: Math.max(...all.map(({ seconds }) => seconds)),
  }
})
console.table(rows.map(({ failures, ...row }) => ({ ...row, failures: JSON.stringify(failures) })))
const worst = Number(values.worst)
for (const { name, code, seconds } of readings.filter((each) => each.code !== null).slice(0, worst)) console.log(`failed   ${code}  ${seconds.toFixed(1)} s  ${name}  (peer: ${compared.get(name)?.theirs ?? '–'} words)`)
for (const [name, score] of [...compared].filter(([, { theirs, ofTheirs }]) => theirs > 0 && ofTheirs < 0.95).toSorted(([, a], [, b]) => a.ofTheirs - b.ofTheirs).slice(0, worst)) {
  console.log(`missing  ${score.ofTheirs.toFixed(2)} of the peer's ${score.theirs} words (ours ${score.ours}, ${score.ofOurs.toFixed(2)} of them in the peer's)  ${name}`)
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ date: new Date().toISOString().slice(0, 10), part: values.part ?? 'all', rows }, null, 2)}\n`)
