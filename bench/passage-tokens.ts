// How many real tokens the passages have that splitPassages cuts by estimate: node bench/passage-tokens.ts [--json FILE]
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { env, AutoTokenizer } from '@huggingface/transformers'
import { startReader } from '../src-main/egress/start-reader.ts'
import { createReaders } from '../src-main/ingest/reader/create-readers.ts'
import { splitPassages } from '../src-main/ingest/split-passages.ts'
import { estimateTokens } from '../src-main/ingest/split-token-estimate.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const docs = join(root, '..', 'shared', 'data', 'docs')
const weights = join(root, 'models', 'weights')
if (!existsSync(docs) || !existsSync(join(weights, 'all-minilm-l6-v2'))) {
  console.log('The evaluation files or the weights are missing; nothing was measured.')
  process.exit(0)
}
env.allowRemoteModels = false
env.localModelPath = weights
const tokenizer = await AutoTokenizer.from_pretrained('all-minilm-l6-v2')
const kinds = ['pdf-text', 'pdf-tables', 'docx', 'html-md-txt', 'eml-msg', 'hostile']
const counts: { kind: string; file: string; real: number; estimate: number; text: string }[] = []
let splitMs = 0
let characters = 0
{
  await using parser = createReaders({ start: startReader })
  for (const kind of kinds) {
    for (const file of readdirSync(join(docs, kind))) {
      const result = await parser.parse(join(docs, kind, file), { signal: new AbortController().signal })
      if (!result.ok) continue
      for (const page of result.value.pages) {
        const begun = performance.now()
        const passages = splitPassages(page)
        splitMs += performance.now() - begun
        characters += page.text.length
        for (const { text } of passages) counts.push({ kind, file, real: tokenizer.encode(text).length, estimate: estimateTokens(text), text })
      }
    }
  }
}
const quantile = (values: readonly number[], q: number): number => values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * q))] ?? 0
console.log(`${counts.length} passages, ${characters} characters split in ${splitMs.toFixed(0)} ms`)
const summary = ['all', ...kinds].map((kind) => {
  const of = counts.filter((count) => kind === 'all' || count.kind === kind)
  const real = of.map((count) => count.real)
  return {
    kind, passages: of.length, median: quantile(real, 0.5), p95: quantile(real, 0.95), p995: quantile(real, 0.995), max: quantile(real, 1),
    within256: Number((real.filter((n) => n <= 256).length / of.length).toFixed(4)),
    realPerEstimate: Number((real.reduce((a, b) => a + b, 0) / of.reduce((a, b) => a + b.estimate, 0)).toFixed(3)),
  }
})
console.table(summary)
for (const { file, real, estimate, text } of counts.filter((count) => count.real > 256).slice(0, 12)) console.log(file, real, estimate, JSON.stringify(text.slice(0, 120)))
const json = process.argv.indexOf('--json')
if (json > 0) writeFileSync(process.argv[json + 1] ?? 'passage-tokens.json', JSON.stringify(summary, null, 2))
