// Makes src-main/egress/redact/names/german-names.json: how much each feature of a German word speaks for a name, learned from the dev
// part of GermEval 2014 (CC BY 4.0) alone by logistic regression; German court decisions are only measured. node bench/german-names.ts [--measure]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { germanFeatures, germanTokens, germanWordAt } from '../src-main/egress/redact/names/german-features.ts'
import { sharedData } from '../test/support/weights.ts'
import { splitOf } from './redaction-sets.ts'

interface Row { readonly id: string; readonly text: string; readonly spans: readonly (readonly [number, number, string])[] }
interface Example { readonly text: number; readonly features: readonly string[]; readonly isName: boolean }

const folds = 5
const rounds = 30
const rate = 0.15
const decay = 2e-5
/** Seen in fewer words a feature is that word's own. */
const fewestWords = 2
const smallest = 0.12

function examplesOf(file: string): readonly Example[] {
  const rows: readonly Row[] = readFileSync(join(sharedData, 'pii', file), 'utf8').split('\n').filter((line) => line !== '').map((line): Row => JSON.parse(line)).filter(({ id }) => splitOf(id) === 'dev')
  return rows.flatMap(({ text, spans }, number) => {
    const tokens = germanTokens(text)
    return tokens.flatMap(({ start, end, token }, at) => {
      if (!/^\p{Lu}\p{L}/u.test(token)) return []
      // What is named after somebody, or a work's title, is neither.
      const mark = spans.find(([from, to]) => from < end && start < to)
      if (mark && !/^(?:PER|ORG|LOC|UN|INN|ST|STR|LD|LDS)$/.test(mark[2])) return []
      return [{ text: number, features: germanFeatures(germanWordAt(tokens, at)), isName: mark !== undefined }]
    })
  })
}

const scoreOf = (weights: ReadonlyMap<string, number>, features: readonly string[]): number => features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), weights.get('') ?? 0)

function train(examples: readonly Example[]): ReadonlyMap<string, number> {
  const seen = new Map<string, number>()
  for (const { features } of examples) for (const feature of features) seen.set(feature, (seen.get(feature) ?? 0) + 1)
  const known = examples.map(({ features, isName }) => ({ features: ['', ...features.filter((feature) => (seen.get(feature) ?? 0) >= fewestWords)], isName }))
  const weights = new Map<string, number>()
  let state = 7
  const next = (below: number): number => { state = (Math.imul(state, 1664525) + 1013904223) >>> 0; return Math.floor((state / 2 ** 32) * below) }
  const order = known.map((_example, at) => at)
  for (let round = 0; round < rounds; round += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) { const other = next(at + 1); [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0] }
    for (const at of order) {
      const { features, isName } = known[at] ?? { features: [], isName: false }
      const likely = 1 / (1 + Math.exp(-features.reduce((sum, feature) => sum + (weights.get(feature) ?? 0), 0)))
      const step = rate / (1 + round) * ((isName ? 1 : 0) - likely)
      for (const feature of features) { const weight = weights.get(feature) ?? 0; weights.set(feature, weight + step - rate * decay * weight) }
    }
  }
  return new Map([...weights].filter(([feature, weight]) => feature === '' || Math.abs(weight) >= smallest).map(([feature, weight]) => [feature, Math.round(weight * 20) / 20]))
}

function showAt(title: string, scored: readonly { readonly score: number; readonly isName: boolean }[]): void {
  const names = scored.filter(({ isName }) => isName).length
  for (const least of [-3, -2.5, -2, -1.5, -1, -0.5, 0]) {
    const kept = scored.filter(({ score }) => score >= least)
    const right = kept.filter(({ isName }) => isName).length
    console.log(`${title} from ${least}: names kept ${(right / names).toFixed(3)}, other words left out ${(1 - (kept.length - right) / (scored.length - names)).toFixed(3)}`)
  }
}

const examples = examplesOf('germeval2014/dev.jsonl')
const unseen = Array.from({ length: folds }, (_, fold) => {
  const weights = train(examples.filter(({ text }) => text % folds !== fold))
  return examples.filter(({ text }) => text % folds === fold).map(({ features, isName }) => ({ score: scoreOf(weights, features), isName }))
}).flat()
showAt('GermEval, unseen fifths', unseen)
const weights = train(examples)
showAt('court decisions', examplesOf('german-ler/dev.jsonl').map(({ features, isName }) => ({ score: scoreOf(weights, features), isName })))
console.log(`${examples.length} words, ${weights.size} features`)
writeFileSync(new URL('../src-main/egress/redact/names/german-names.json', import.meta.url), `${JSON.stringify(Object.fromEntries([...weights].sort(([a], [b]) => (a < b ? -1 : 1))))}\n`)
