// Prefill and decode speed through ChatModel, and as a ratio to a bare loop on the same weights and threads (docs/benchmarks.md).
// node bench/llama-speed.ts [--model 0.5b|1.5b] [--prompt TOKENS] [--output TOKENS] [--rounds N] [--json FILE]
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadChatModel } from '../src-main/model/llama/load-chat-model.ts'
import { loadRuntime } from '../src-main/model/llama/load-runtime.ts'
import type { ChatTurn } from '../src-main/model/llama/chat-model.ts'

const { values: options } = parseArgs({
  options: {
    model: { type: 'string', default: '1.5b' }, prompt: { type: 'string', default: '512' }, output: { type: 'string', default: '64' },
    rounds: { type: 'string', default: '3' }, json: { type: 'string' },
  },
})
const [promptTokens, outputTokens, rounds] = [options.prompt, options.output, options.rounds].map(Number) as [number, number, number]
const id = `qwen2.5-coder-${options.model}-instruct-q4_k_m`
const file = fileURLToPath(new URL(`../models/weights/${id}/${id}.gguf`, import.meta.url))
const prose = 'The tenant shall keep the premises in good repair and return them at the end of the term in the state in which they were received. '
const request = (round: number): ChatTurn[] => [{ role: 'user', text: `${round} ${prose.repeat(Math.ceil(promptTokens / 27)).slice(0, promptTokens * 4.85)}\nWrite a long story about this.` }]

interface Speeds { prefill: number; decode: number }
const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const perSecond = (tokens: number, ms: number): number => (tokens / ms) * 1000

const begunAt = performance.now()
const chat = await loadChatModel({ id, file })
const loadMs = performance.now() - begunAt
const ours: Speeds[] = []
let secondQuestion = { firstTokenMs: 0, cachedTokens: 0, promptTokens: 0 }
let firstQuestionMs = 0
for (let round = 0; round < rounds; round++) {
  const run = await chat.generate({ turns: request(round), maxTokens: outputTokens })
  const firstMs = run.firstTokenMs ?? run.totalMs
  ours.push({ prefill: perSecond(run.promptTokens - run.cachedTokens, firstMs), decode: perSecond(run.outputTokens - 1, run.totalMs - firstMs) })
  const again = await chat.generate({ turns: [...request(round), { role: 'assistant', text: run.text }, { role: 'user', text: 'And then?' }], maxTokens: 1 })
  firstQuestionMs = firstMs
  secondQuestion = { firstTokenMs: again.firstTokenMs ?? 0, cachedTokens: again.cachedTokens, promptTokens: again.promptTokens }
}
const contextTokens = chat.contextTokens
await chat[Symbol.asyncDispose]()

// The bare loop: whole prompt in batches of 512, then one token after the other, greedy.
const runtime = await loadRuntime()
const model = await runtime.loadModel({ modelPath: file })
const context = await model.createContext({ contextSize: contextTokens, batchSize: 512, threads: runtime.cpuMathCores })
const sequence = context.getSequence()
const bare: Speeds[] = []
for (let round = 0; round < rounds; round++) {
  await sequence.clearHistory()
  const tokens = model.tokenize(request(round)[0]?.text ?? '')
  const last = tokens.pop()
  if (last === undefined) break
  const startedAt = performance.now()
  await sequence.evaluateWithoutGeneratingNewTokens(tokens)
  const prefillMs = performance.now() - startedAt
  let count = 0
  let firstAt = 0
  for await (const token of sequence.evaluate([last], { temperature: 0, yieldEogToken: true })) {
    firstAt ||= performance.now()
    count += 1
    if (count >= outputTokens || token === undefined) break
  }
  bare.push({ prefill: perSecond(tokens.length, prefillMs), decode: perSecond(count - 1, performance.now() - firstAt) })
}
await sequence.dispose()
await context.dispose()
await model.dispose()
const threads = runtime.cpuMathCores
await runtime.dispose()

const of = (runs: readonly Speeds[]): Speeds => ({ prefill: median(runs.map((one) => one.prefill)), decode: median(runs.map((one) => one.decode)) })
const [through, raw] = [of(ours), of(bare)]
const report = {
  model: id, threads, contextTokens, promptTokens, outputTokens, rounds, loadMs,
  chatModel: through, bareLoop: raw, ratio: { prefill: through.prefill / raw.prefill, decode: through.decode / raw.decode },
  firstQuestionMs, secondQuestion, startsSoonerBy: firstQuestionMs / secondQuestion.firstTokenMs,
}
console.log(JSON.stringify(report, null, 2))
if (options.json) writeFileSync(options.json, JSON.stringify(report, null, 2))
