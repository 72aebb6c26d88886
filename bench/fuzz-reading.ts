// Mutated real files through the readers: every one has to end in pages or in a typed failure, in time and within the memory,
// with nothing written but what the reader was told to write. node bench/fuzz-reading.ts [--runs 10000] [--seed 1] [--keep DIR] [--json FILE]
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { startReader } from '../src-main/egress/start-reader.ts'
import { createReaders } from '../src-main/ingest/reader/create-readers.ts'
import { mutate, seededRandom } from '../test/support/mutate-bytes.ts'

const { values } = parseArgs({ options: { runs: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' }, keep: { type: 'string' }, json: { type: 'string' } } })
const docs = fileURLToPath(new URL('../../shared/data/docs', import.meta.url))
if (!existsSync(docs)) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}
const runs = Number(values.runs)
const random = seededRandom(Number(values.seed))

/** Large files would only make fewer mutants. */
const mostBytes = 400_000
const originals = readdirSync(docs, { recursive: true, encoding: 'utf8' })
  .filter((name) => !name.startsWith('gold') && !name.endsWith('.json') && statSync(join(docs, name)).isFile() && statSync(join(docs, name)).size <= mostBytes).sort()
/** By extension first, so that a hundred PDFs do not crowd out the one RTF. */
const byExtension = [...Map.groupBy(originals, (name) => extname(name).toLowerCase()).values()]

const folder = mkdtempSync(join(tmpdir(), 'strongroom-fuzz-'))
const place = join(folder, 'place')
mkdirSync(place)
const limits = { parse: { stallMs: 10_000, totalMs: 30_000, perPageMs: 300 } }
const outcomes = new Map<string, number>()
const bad: { run: number; file: string; outcome: string; ms: number }[] = []
const slowest: { file: string; ms: number }[] = []

{
  await using readers = createReaders({ start: startReader, limits })
  for (let run = 0; run < runs; run++) {
    const kind = byExtension[Math.floor(random() * byExtension.length)] ?? []
    const original = kind[Math.floor(random() * kind.length)] ?? ''
    const mutant = mutate(readFileSync(join(docs, original)), random)
    const path = join(place, `mutant${extname(original)}`)
    const children = join(place, 'children')
    writeFileSync(path, mutant)
    mkdirSync(children)
    const begun = performance.now()
    const result = await readers.parse(path, { signal: new AbortController().signal, childrenFolder: children })
    const ms = Math.round(performance.now() - begun)
    const outcome = result.ok ? 'read' : result.error.code
    outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1)
    slowest.push({ file: basename(original), ms })
    slowest.sort((a, b) => b.ms - a.ms).splice(5)
    const strayFiles = readdirSync(place).filter((name) => name !== basename(path) && name !== 'children').concat(readdirSync(folder).filter((name) => name !== 'place'))
    const escaped = existsSync('/tmp/strongroom-escape') || existsSync(join(tmpdir(), 'strongroom-escape'))
    if (!result.ok && ['internal', 'parse-crashed', 'parse-timeout', 'parse-out-of-memory', 'connection-refused-by-guard'].includes(result.error.code) || strayFiles.length > 0 || escaped) {
      bad.push({ run, file: original, outcome: strayFiles.length > 0 || escaped ? 'stray-file' : outcome, ms })
      if (values.keep) {
        mkdirSync(values.keep, { recursive: true })
        writeFileSync(join(values.keep, `${run}-${basename(original)}`), mutant)
      }
    }
    rmSync(children, { recursive: true, force: true })
    rmSync(path, { force: true })
    if ((run + 1) % 1_000 === 0) console.log(`${run + 1} of ${runs}: ${JSON.stringify(Object.fromEntries(outcomes))}`)
  }
}
rmSync(folder, { recursive: true, force: true })

const result = { date: new Date().toISOString().slice(0, 10), runs, seed: Number(values.seed), originals: originals.length, outcomes: Object.fromEntries([...outcomes].sort((a, b) => b[1] - a[1])), bad, slowest }
console.log(JSON.stringify(result, null, 2))
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)
