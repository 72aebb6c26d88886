// The main job on real files, by the built command line: ingest, ask, and look whether every shown quote stands on its page
// as `read` gives it, a second reading that knows nothing of the matter. `npm run build` first.
// node bench/main-job.ts [--questions N] [--json FILE]
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { askOutputSchema, ingestOutputSchema, readOutputSchema } from '../src-main/cli/output-schemas.ts'
import { sharedData, weightsFolder } from '../test/support/weights.ts'
import { percentile } from './percentile.ts'

const { values } = parseArgs({ options: { questions: { type: 'string', default: '20' }, json: { type: 'string' } } })
const docs = join(sharedData, 'docs')
if (!existsSync(docs)) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}

const manifest = z.array(z.object({ file: z.string(), kind: z.string(), goldFacts: z.array(z.object({ text: z.string() })).nullish() }))
  .parse(JSON.parse(readFileSync(join(docs, 'MANIFEST.json'), 'utf8')))
const perKind = { 'pdf-text': 10, 'pdf-tables': 6, docx: 8, 'html-md-txt': 3, 'eml-msg': 4 }
const chosen = Object.entries(perKind).flatMap(([kind, count]) => manifest
  .filter((file) => file.kind === kind && !file.file.endsWith('.msg') && (file.goldFacts?.length ?? 0) > 0)
  .slice(0, count))
const questions = chosen.flatMap(({ goldFacts }, index) => goldFacts?.slice(0, 1).map(({ text }) => ({ id: String(index), question: `What do the documents say about “${text.slice(0, 120)}”?` })) ?? []).slice(0, Number(values.questions))

const home = mkdtempSync(join(tmpdir(), 'strongroom-main-job-'))
const cli = fileURLToPath(new URL('../out/main/cli.js', import.meta.url))
const paths = chosen.map(({ file }) => join(docs, file))
const ingested = ingestOutputSchema.parse(JSON.parse(run(['ingest', ...paths, '--matter', 'Real files', '--json'])))
const answers = run(['ask', '--matter', 'Real files', '--jsonl'], questions.map((line) => JSON.stringify(line)).join('\n'))
  .trim().split('\n').map((line) => askOutputSchema.parse(JSON.parse(line)))

let quotes = 0
let onPage = 0
for (const answer of answers) {
  for (const { file, page, quote, start, end } of answer.citations) {
    const path = paths.find((each) => basename(each) === file) ?? file
    const read = readOutputSchema.parse(JSON.parse(run(['read', path, '--json'])))
    quotes++
    if (read.pages.find((each) => each.page === page)?.text.slice(start, end) === quote) onPage++
  }
}
const firstTokens = answers.flatMap(({ timings }) => (timings.firstTokenMs === null ? [] : [timings.firstTokenMs]))
const result = {
  files: paths.length, documents: ingested.documents, pages: ingested.pages, passages: ingested.passages, failures: ingested.failures.length,
  questions: answers.length, refused: answers.filter(({ refused }) => refused).length, quotes, quotesOnPage: onPage,
  model: answers[0]?.modelId ?? '', firstTokenMsP50: Math.round(percentile(firstTokens, 0.5)), firstTokenMsP95: Math.round(percentile(firstTokens, 0.95)),
}
rmSync(home, { recursive: true, force: true })
console.log(JSON.stringify(result, null, 2))
if (values.json) writeFileSync(values.json, `${JSON.stringify(result, null, 2)}\n`)
if (onPage !== quotes) process.exitCode = 1

function run(args: readonly string[], input = ''): string {
  const done = spawnSync(process.execPath, [cli, ...args], { input, encoding: 'utf8', maxBuffer: 1 << 28, env: { ...process.env, STRONGROOM_HOME: home, STRONGROOM_MODELS: weightsFolder } })
  if (done.status !== 0 && done.status !== 3) throw new Error(`strongroom ${args[0] ?? ''} ended with ${done.status}: ${done.stderr.slice(-500)}`)
  return done.stdout
}
