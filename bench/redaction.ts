// How much of what identifies people is masked, on the sets beside the checkout (docs/benchmarks.md).
// node bench/redaction.ts [--mode rules|default|deep|names …] [--set NAME …] [--split dev|report] [--most N] [--errors N] [--peer FILE …] [--json FILE] [--texts FILE]
// --errors shows missed entities and false masks with what stands around them, of dev only; --texts writes the texts for a peer to read.
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createDeepDetector } from '../src-main/egress/redact/deep/deep-detector.ts'
import { createNameFinder } from '../src-main/egress/redact/names/name-finder.ts'
import { loadChatModel } from '../src-main/model/llama/load-chat-model.ts'
import { namesFolder, smallChatFile as chatFile } from '../test/support/weights.ts'
import { showErrors } from './redaction-errors.ts'
import { measuredElsewhere, showPeers } from './redaction-peers.ts'
import { type Figures, figureNames, figuresOf, intervals, recallByType, scoreText, type TextScore } from './redaction-scores.ts'
import { hasRedactionSets, loadSet, type RedactionSet, type Split, setNames } from './redaction-sets.ts'
import { oneDetector, ourStack, type System, writtenSpans } from './redaction-systems.ts'

const { values } = parseArgs({
  options: {
    mode: { type: 'string', multiple: true }, set: { type: 'string', multiple: true }, split: { type: 'string', default: 'dev' },
    most: { type: 'string' }, errors: { type: 'string' }, model: { type: 'string' }, peer: { type: 'string', multiple: true, default: [] }, json: { type: 'string' }, texts: { type: 'string' },
  },
})
if (!hasRedactionSets) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}
const split: Split = values.split === 'report' ? 'report' : 'dev'
const most = Number(values.most ?? Infinity)
const sets = (values.set ?? ['messages', 'judgments', 'clean']).flatMap((name) => (name === 'all' ? setNames : [name])).map((name) => loadSet(name, split)).map(sampled)
const modes = (values.mode ?? (values.peer.length > 0 ? [] : ['rules', 'default']))

if (values.texts !== undefined) {
  writeFileSync(values.texts, sets.flatMap(({ texts }) => texts).map(({ id, text }) => `${JSON.stringify({ id, text })}\n`).join(''))
  process.exit(0)
}

/** `--most N`: every n-th text, the same ones every time. */
function sampled(set: RedactionSet): RedactionSet {
  const step = Math.max(1, Math.ceil(set.texts.length / most))
  return { ...set, texts: set.texts.filter((_text, at) => at % step === 0) }
}

/**
 * Calls are timed warm: the other part of the set is read twice before, so that patterns are compiled and models in memory, and no text that is
 * timed was met before. `startMs`: what the first of these readings took beyond what as many bytes take warm.
 */
async function measure(system: System, { name, kind, texts }: RedactionSet): Promise<{ readonly scores: readonly TextScore[]; readonly startMs: number }> {
  const others = system.measures ? sampled(loadSet(name, split === 'dev' ? 'report' : 'dev')).texts : []
  const first = system.measures ? await timeOf(system, others) : { bytes: 0, microseconds: Number.NaN }
  await timeOf(system, others)
  const scores: TextScore[] = []
  for (const text of texts) {
    const { spans, microseconds } = await system.mask(text)
    scores.push(scoreText(text, spans, microseconds))
    if (split === 'dev') examples.push({ text, spans, allMarked: kind !== 'names' })
  }
  const perByte = scores.reduce((sum, { microseconds }) => sum + microseconds, 0) / scores.reduce((sum, { bytes }) => sum + bytes, 0)
  return { scores, startMs: Math.max(0, first.microseconds - perByte * first.bytes) / 1000 }
}

async function timeOf(system: System, texts: RedactionSet['texts']): Promise<{ readonly bytes: number; readonly microseconds: number }> {
  const sums = { bytes: 0, microseconds: 0 }
  for (const text of texts) {
    sums.microseconds += (await system.mask(text)).microseconds
    sums.bytes += Buffer.byteLength(text.text)
  }
  return sums
}

function show(set: RedactionSet, system: string, scores: readonly TextScore[], startMs: number): Figures {
  const figures = figuresOf(scores)
  const ranges = intervals(scores)
  const ofSet = figureNames.filter((name) => (set.kind === 'clean' ? /per KB/ : set.kind === 'names' ? /recall|clean|every|µs/ : /./).test(name))
  console.log(`\n${set.name} (${split}, ${set.texts.length} texts) · ${system}`)
  for (const name of ofSet) console.log(`  ${name.padEnd(20)} ${round(figures[name]).padStart(8)}   (${ranges[name].map(round).join('–')})`)
  if (!Number.isNaN(startMs)) console.log(`  ${'start, ms'.padEnd(20)} ${round(startMs).padStart(8)}`)
  for (const [type, { found, all }] of recallByType(scores)) console.log(`    ${type.padEnd(20)} ${round(found / all)}  ${found} of ${all}`)
  return figures
}

function round(value: number): string {
  return Number.isNaN(value) ? '–' : value >= 20 ? String(Math.round(value)) : value.toFixed(3)
}

const examples: Parameters<typeof showErrors>[0] = []
const results: { set: string; split: Split; texts: number; system: string; figures: Figures; startMs: number | null; intervals: ReturnType<typeof intervals>; recallByType: Record<string, { found: number; all: number }> }[] = []

async function run(system: System): Promise<void> {
  for (const set of sets) {
    examples.length = 0
    const { scores, startMs } = await measure(system, set)
    const figures = show(set, system.name, scores, startMs)
    results.push({ set: set.name, split, texts: set.texts.length, system: system.name, figures, startMs: Number.isNaN(startMs) ? null : startMs, intervals: intervals(scores), recallByType: Object.fromEntries(recallByType(scores)) })
    if (values.errors !== undefined && split === 'dev') showErrors(examples, Number(values.errors))
  }
}

for (const file of values.peer) await run(writtenSpans(file))
for (const mode of modes) {
  await using names = mode === 'rules' ? null : createNameFinder({ folder: namesFolder })
  await using chat = mode === 'deep' ? await loadChatModel({ id: 'deep', file: values.model ?? chatFile }) : null
  const deep = chat && createDeepDetector({ model: () => Promise.resolve(chat) })
  await using system = mode === 'names' && names ? oneDetector(names) : ourStack(mode === 'rules' || mode === 'deep' ? mode : 'default', names, deep)
  await run(system)
}
for (const { name } of split === 'report' ? sets : []) {
  if (measuredElsewhere[name]) console.log(`\n${name}`)
  showPeers(name)
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ results, measuredElsewhere })}\n`.replaceAll(/\{"set"/g, '\n{"set"'))
