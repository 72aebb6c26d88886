// Makes src-main/egress/redact/names/ordinary-words.json and ordinary-nouns-de.json: English words that are written with a small
// letter, and German nouns that name nobody, counted in texts whose licences allow it (SOURCES.md beside them: MIT, CC BY 4.0, ODC-By);
// of the German ones only in the dev part of bench/redaction.ts. node bench/ordinary-words.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData } from '../test/support/weights.ts'
import { loadSet } from './redaction-sets.ts'

const sources = [
  'eval/sensitivity-privacylens/items.jsonl', 'eval/injection-llmail-benign-emails/items.jsonl', 'eval/injection-bipia/contexts-email.jsonl',
  'eval/qa-tatqa/qa.jsonl', 'eval/qa-contractnli/docs.jsonl', 'eval/retrieval-scifact/corpus.jsonl', 'pii/btc/section_g.jsonl', 'pii/wnut17/train.jsonl',
]
/** A word of one kind of text only (a term of medicine, say) is as likely a name elsewhere. */
const fewestSources = 2
const fewestTexts = 6
const mostCapitals = 0.45

interface Count { small: number; capital: number; readonly sources: Set<string> }
const counts = new Map<string, Count>()

for (const source of sources) {
  for (const line of readFileSync(join(sharedData, source), 'utf8').split('\n')) {
    // A word in the middle of a sentence: what begins one is written with a capital whatever it is.
    const words = new Set([...line.matchAll(/(?<=[\p{Ll},;] )\p{L}\p{Ll}+(?![\p{L}\p{N}@.])/gu)].map(([word]) => word))
    for (const word of words) {
      const small = word.toLowerCase()
      const count = counts.get(small) ?? { small: 0, capital: 0, sources: new Set<string>() }
      counts.set(small, count)
      if (word === small) {
        count.small++
        count.sources.add(source)
      } else count.capital++
    }
  }
}

const common = [...counts].filter(([, { small, capital, sources: seen }]) => small >= fewestTexts && seen.size >= fewestSources && capital / (small + capital) <= mostCapitals).map(([word]) => word).sort()
writeFileSync(new URL('../src-main/egress/redact/names/ordinary-words.json', import.meta.url), `${JSON.stringify(common)}\n`)
console.log(`${common.length} words`)

const inNames = new Set<string>()
const nouns = new Set<string>()
for (const { text, spans } of loadSet('germeval2014', 'dev').texts) {
  for (const { 0: word, index } of text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}(?![\p{L}\p{N}-])/gu)) {
    const named = spans.some(({ start, end }) => start <= index && index < end)
    void (named ? inNames : nouns).add(word.toLowerCase())
  }
}
const ordinaryNouns = [...nouns].filter((noun) => !inNames.has(noun)).sort()
writeFileSync(new URL('../src-main/egress/redact/names/ordinary-nouns-de.json', import.meta.url), `${JSON.stringify(ordinaryNouns)}\n`)
console.log(`${ordinaryNouns.length} German nouns`)
