// How much of what identifies people is still masked once it is written so that programs misread it. Each entity of the dev part of the
// messages is disguised in its own message. node bench/redaction-disguises.ts [--mode rules|default] [--most N] [--missed N] [--json FILE]
import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { createNameFinder } from '../src-main/egress/redact/names/name-finder.ts'
import { type Disguise, disguises } from '../test/support/redaction-disguises.ts'
import { seededRandom } from '../test/support/canaries/seeded-random.ts'
import { namesFolder } from '../test/support/weights.ts'
import { scoreText } from './redaction-scores.ts'
import { hasRedactionSets, loadSet, type GoldSpan, type MarkedText } from './redaction-sets.ts'
import { ourStack } from './redaction-systems.ts'

const { values } = parseArgs({ options: { mode: { type: 'string', default: 'default' }, most: { type: 'string', default: '400' }, missed: { type: 'string' }, json: { type: 'string' } } })
if (!hasRedactionSets) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}

/** The message with one of its entities disguised, and that entity alone marked. Null where the disguise has nothing to change. */
function disguised({ id, text }: MarkedText, span: GoldSpan, disguise: Disguise, seed: number): MarkedText | null {
  const value = text.slice(span.start, span.end)
  const changed = disguise.apply(value, seededRandom(seed))
  if (changed === value) return null
  return { id, text: text.slice(0, span.start) + changed + text.slice(span.end), spans: [{ ...span, end: span.start + changed.length }] }
}

const mode = values.mode === 'rules' ? 'rules' : 'default'
await using names = mode === 'rules' ? null : createNameFinder({ folder: namesFolder })
await using system = ourStack(mode, names)
const isMasked = async (text: MarkedText): Promise<boolean> => scoreText(text, (await system.mask(text)).spans, 0).missed.length === 0

const entities = loadSet('messages', 'dev').texts.flatMap((text) => text.spans.map((span) => ({ text, span })))
const results: { readonly disguise: string; readonly entities: number; readonly caught: number; readonly caughtPlain: number }[] = []
for (const disguise of disguises) {
  const changed = entities.flatMap(({ text, span }, seed) => { const other = disguised(text, span, disguise, seed); return other ? [{ plain: { ...text, spans: [span] }, other }] : [] })
  const step = Math.max(1, Math.ceil(changed.length / Number(values.most)))
  const drawn = changed.filter((_each, at) => at % step === 0)
  let caught = 0
  let caughtPlain = 0
  let shown = Number(values.missed ?? 0)
  for (const { plain, other } of drawn) {
    const found = await isMasked(other)
    if (found) caught += 1
    else if (shown > 0) {
      shown -= 1
      console.log(`  ${disguise.name} ${other.spans[0]?.type}: ${JSON.stringify(other.text.slice(Math.max(0, (other.spans[0]?.start ?? 0) - 25), (other.spans[0]?.end ?? 0) + 12))}`)
    }
    if (await isMasked(plain)) caughtPlain += 1
  }
  results.push({ disguise: disguise.name, entities: drawn.length, caught: caught / drawn.length, caughtPlain: caughtPlain / drawn.length })
  console.log(`${disguise.name.padEnd(34)} ${(caught / drawn.length).toFixed(3)} of ${drawn.length} (plain ${(caughtPlain / drawn.length).toFixed(3)})`)
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify({ mode, split: 'dev', results }).replaceAll('{"disguise"', '\n{"disguise"')}\n`)
