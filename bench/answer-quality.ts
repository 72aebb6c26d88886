// Answer quality with the real model on the third-party question sets beside the checkout (see docs/benchmarks.md).
// node bench/answer-quality.ts [set …] [--split dev|report] [--size N] [--budget TOKENS] [--model 0.5b|1.5b] [--show] [--json FILE]
// What the model wrote is remembered by prompt under the system's temporary folder: a second run only repeats what changed.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import type { Hit } from '../src-preload/contract/index.ts'
import { answerQuestion } from '../src-main/agent/answer-question.ts'
import { stablePrefix } from '../src-main/agent/prompt/answer-prompt.ts'
import type { ChatModel, Generated } from '../src-main/model/llama/chat-model.ts'
import { loadChatModel } from '../src-main/model/llama/load-chat-model.ts'
import { createPool, type Pool } from './answer-pool.ts'
import { scoreAnswer, summarise, type Scored } from './answer-scores.ts'
import { hasEvaluationData, loadSet, setNames } from './answer-sets.ts'

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    split: { type: 'string', default: 'dev' }, size: { type: 'string', default: '40' }, budget: { type: 'string', default: '450' },
    model: { type: 'string', default: '1.5b' }, show: { type: 'boolean', default: false }, json: { type: 'string' },
  },
})
if (!hasEvaluationData) {
  console.log('The evaluation files are not beside this checkout; nothing was measured.')
  process.exit(0)
}
const id = `qwen2.5-coder-${options.model}-instruct-q4_k_m`
const file = fileURLToPath(new URL(`../models/weights/${id}/${id}.gguf`, import.meta.url))
const memory = join(tmpdir(), 'strongroom-answer-quality')
mkdirSync(memory, { recursive: true })

const real = await loadChatModel({ id, file, stablePrefix })
const results: Record<string, unknown> = {}
const split = options.split === 'report' ? 'report' : 'dev'
for (const name of setNames.filter((one) => positionals.length === 0 || positionals.includes(one))) {
  const set = loadSet(name, split, Number(options.size))
  const pools = new Map<string, Pool>()
  const scored: Scored[] = []
  const begunAt = performance.now()
  for (const question of set.questions) {
    const matter = question.sources.join()
    const pool = pools.get(matter) ?? createPool(set.texts.filter((_, index) => question.sources.includes(index)))
    pools.set(matter, pool)
    let hits: readonly Hit[] = []
    for await (const event of answerQuestion({ retriever: pool.retriever, documents: { ...pool.documents }, model: () => Promise.resolve(remembering(real)) }, { question: question.question, history: [], signal: new AbortController().signal })) {
      if (event.kind === 'evidence') hits = event.hits
      if (event.kind !== 'done') continue
      scored.push(scoreAnswer(question, event.answer, hits, pool.documents))
      if (options.show) show(question.question, question.answers, event.answer, scored.at(-1))
    }
  }
  results[name] = summarise(scored)
  console.log(name, split, `${Math.round((performance.now() - begunAt) / 1000)} s`, JSON.stringify(results[name]))
}
if (options.json) writeFileSync(options.json, JSON.stringify({ model: id, split, budgetTokens: Number(options.budget), sets: results }, null, 2))
await real[Symbol.asyncDispose]()

/** The same model with a fixed prompt budget, so that a busy machine does not change the outcome. */
function remembering(model: ChatModel): ChatModel {
  return {
    ...model,
    tokensWithin: () => Number(options.budget),
    async generate(request) {
      const key = createHash('sha256').update(JSON.stringify([model.id, request.turns, request.maxTokens, request.oneOf])).digest('hex')
      const path = join(memory, `${key}.json`)
      if (existsSync(path)) {
        const known = JSON.parse(readFileSync(path, 'utf8')) as Generated
        request.onText?.(known.text)
        return known
      }
      const run = await model.generate(request)
      writeFileSync(path, JSON.stringify(run))
      return run
    },
  }
}

function show(question: string, gold: readonly string[], answer: import('../src-preload/contract/index.ts').Answer, scored: Scored | undefined): void {
  console.log(`\nQ: ${question}\n  gold: ${gold.length > 0 ? gold.slice(0, 2).join(' | ') : '(the documents do not say)'}${scored?.goldRetrieved ? '' : ' [not retrieved]'}\n  said: ${answer.refused ? '(refused)' : answer.text}`)
  for (const one of answer.sentences) if (!one.supported) console.log(`  unsupported (${one.reason ?? ''}): ${one.text}`)
  for (const one of answer.citations) console.log(`  [${one.n}] ${one.quote.slice(0, 160)}`)
}
