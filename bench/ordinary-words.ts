// Makes src-main/egress/redact/names/ordinary-words.json: English words that are written with a small letter, counted in texts whose
// licences allow it (SOURCES.md beside them: MIT, CC BY 4.0, ODC-By). node bench/ordinary-words.ts
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sharedData } from '../test/support/weights.ts'

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
