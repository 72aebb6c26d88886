// Prefill and decode speed through ChatModel, and as a ratio to a bare loop on the same weights and threads (docs/benchmarks.md).
// node bench/llama-speed.ts [--model 0.5b|1.5b] [--prompt TOKENS] [--output TOKENS] [--rounds N] [--json FILE]
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { loadChatModel } from '../src-main/model/llama/load-chat-model.ts'
import { loadRuntime } from '../src-main/model/llama/load-runtime.ts'
import type { ChatTurn, Generated } from '../src-main/model/llama/chat-model.ts'

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
const contextTokens = chat.contextTokens

// The bare loop beside it: whole prompt in batches of 512, then one token after the other, greedy.
const runtime = await loadRuntime()
const model = await runtime.loadModel({ modelPath: file })
const context = await model.createContext({ contextSize: contextTokens, batchSize: 512, threads: runtime.cpuMathCores })
const sequence = context.getSequence()

/** Through the product; then a second question about the same text. */
async function throughChatModel(round: number): Promise<Speeds & { firstMs: number; again: Generated }> {
  const run = await chat.generate({ turns: request(round), maxTokens: outputTokens })
  const firstMs = run.firstTokenMs ?? run.totalMs
  const again = await chat.generate({ turns: [...request(round), { role: 'assistant', text: run.text }, { role: 'user', text: 'And then?' }], maxTokens: 1 })
  return { prefill: perSecond(run.promptTokens - run.cachedTokens, firstMs), decode: perSecond(run.outputTokens - 1, run.totalMs - firstMs), firstMs, again }
}

/** Both count the prefill up to the first token, so that neither is given the sampler's set-up. */
async function throughBareLoop(round: number): Promise<Speeds> {
  await sequence.clearHistory()
  const tokens = model.tokenize(request(round)[0]?.text ?? '')
  const begunAt = performance.now()
  const last = tokens.pop()
  if (last === undefined) throw new Error('an empty prompt')
  await sequence.evaluateWithoutGeneratingNewTokens(tokens)
  let count = 0
  let firstAt = 0
  for await (const token of sequence.evaluate([last], { temperature: 0, yieldEogToken: true })) {
    firstAt ||= performance.now()
    count += 1
    if (count >= outputTokens || token === undefined) break
  }
  return { prefill: perSecond(tokens.length + 1, firstAt - begunAt), decode: perSecond(count - 1, performance.now() - firstAt) }
}

// The two take turns, so that a machine that slows down meanwhile slows both; the first turn of each warms up.
const ours: Awaited<ReturnType<typeof throughChatModel>>[] = []
const bare: Speeds[] = []
for (let round = 0; round <= rounds; round++) {
  const [one, other] = [await throughChatModel(round), await throughBareLoop(round)]
  if (round === 0) continue
  ours.push(one)
  bare.push(other)
}
await chat[Symbol.asyncDispose]()
await sequence.dispose()
await context.dispose()
await model.dispose()
const threads = runtime.cpuMathCores
await runtime.dispose()

const of = (runs: readonly Speeds[]): Speeds => ({ prefill: median(runs.map((one) => one.prefill)), decode: median(runs.map((one) => one.decode)) })
const [through, raw] = [of(ours), of(bare)]
const firstQuestionMs = median(ours.map(({ firstMs }) => firstMs))
const secondQuestion = {
  firstTokenMs: median(ours.map(({ again }) => again.firstTokenMs ?? again.totalMs)),
  cachedTokens: ours[0]?.again.cachedTokens ?? 0, promptTokens: ours[0]?.again.promptTokens ?? 0,
}
const report = {
  model: id, threads, contextTokens, promptTokens, outputTokens, rounds, loadMs,
  chatModel: through, bareLoop: raw, ratio: { prefill: through.prefill / raw.prefill, decode: through.decode / raw.decode },
  firstQuestionMs, secondQuestion, startsSoonerBy: firstQuestionMs / secondQuestion.firstTokenMs,
}
console.log(JSON.stringify(report, null, 2))
if (options.json) writeFileSync(options.json, JSON.stringify(report, null, 2))
