import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadChatModel } from '../../src-main/model/llama/load-chat-model.ts'
import type { ChatModel, ChatTurn } from '../../src-main/model/llama/chat-model.ts'
import { smallChatFile } from '../support/weights.ts'

const system: ChatTurn = { role: 'system', text: 'You answer questions about the text in one short sentence.' }
const letter = 'The lease of the warehouse in Harlow begins on 3 March 2021 and ends on 2 March 2026. The monthly rent is 4,200 pounds. '
const ask = (question: string): ChatTurn[] => [system, { role: 'user', text: `${letter.repeat(3)}\n\n${question}` }]

let model: ChatModel
beforeAll(async () => {
  model = await loadChatModel({ id: 'small', file: smallChatFile, stablePrefix: [system] })
})
afterAll(() => model[Symbol.asyncDispose]())

describe('the local chat model', () => {
  test('knows its speed on this machine as soon as it is loaded', () => {
    expect(model.status()).toMatchObject({ state: 'ready', modelId: 'small', failure: null })
    expect(model.status().prefillTokensPerSecond).toBeGreaterThan(0)
    expect(model.tokensWithin(1000)).toBeLessThan(model.tokensWithin(2000))
    expect(model.tokensWithin(1e9)).toBe(model.contextTokens)
  })

  test('gives the same answer to the same question, and streams exactly the text that it returns', async () => {
    const streamed: string[] = []
    const first = await model.generate({ turns: ask('What is the monthly rent?'), maxTokens: 24, onText: (delta) => streamed.push(delta) })
    await model.generate({ turns: ask('Where is the warehouse?'), maxTokens: 8 })
    const second = await model.generate({ turns: ask('What is the monthly rent?'), maxTokens: 24 })
    expect(first.text).toContain('4,200')
    expect(streamed.join('')).toBe(first.text)
    expect(second.text).toBe(first.text)
    expect(first.stoppedBy).toBe('end')
    expect(first.outputTokens).toBeLessThan(24)
  })

  test('evaluates a second question about the same passages from where the first one differs', async () => {
    await model.generate({ turns: [{ role: 'user', text: 'Something else.' }], maxTokens: 1 })
    const first = await model.generate({ turns: ask('When does the lease end?'), maxTokens: 2 })
    const second = await model.generate({ turns: ask('Who pays the rent?'), maxTokens: 2 })
    const evaluated = (run: typeof first): number => run.promptTokens - run.cachedTokens
    expect(second.cachedTokens).toBeGreaterThan(first.cachedTokens)
    expect(evaluated(first) / evaluated(second)).toBeGreaterThan(3)
  })

  test('reports prompt progress up to the whole prompt', async () => {
    const seen: [number, number][] = []
    const run = await model.generate({ turns: [system, { role: 'user', text: letter.repeat(12) }], maxTokens: 1, onPrefill: (done, total) => seen.push([done, total]) })
    expect(seen.length).toBeGreaterThan(2)
    expect(seen.map(([done]) => done)).toEqual(seen.map(([done]) => done).toSorted((a, b) => a - b))
    expect(seen.at(-1)).toEqual([run.promptTokens - 1, run.promptTokens])
  })

  test('chooses one of the given strings and nothing else', async () => {
    const run = await model.generate({ turns: ask('Is the rent 4,200 pounds? Answer yes or no.'), maxTokens: 4, oneOf: ['yes', 'no', 'not sure'] })
    expect(['yes', 'no', 'not sure']).toContain(run.text)
    expect(run.confidence).toBeGreaterThan(1 / 3)
    const only = await model.generate({ turns: ask('Is the rent 4,200 pounds?'), maxTokens: 4, oneOf: ['maybe'] })
    expect(only.text).toBe('maybe')
  })

  test('stops at the length that was asked for', async () => {
    const run = await model.generate({ turns: [{ role: 'user', text: 'Count from one to one hundred in words.' }], maxTokens: 5 })
    expect(run).toMatchObject({ outputTokens: 5, stoppedBy: 'length' })
  })

  test('answers an abort at once while it reads a long prompt, and goes on working afterwards', async () => {
    const stop = new AbortController()
    let abortedAt = 0
    const run = await model.generate({
      turns: [{ role: 'user', text: letter.repeat(40) }], maxTokens: 4, signal: stop.signal,
      onPrefill: (done) => {
        if (done > 0 && !abortedAt) {
          abortedAt = performance.now()
          stop.abort()
        }
      },
    })
    expect(performance.now() - abortedAt).toBeLessThan(200)
    expect(run).toMatchObject({ stoppedBy: 'abort', outputTokens: 0 })
    const next = await model.generate({ turns: ask('What is the monthly rent?'), maxTokens: 24 })
    expect(next.text).toContain('4,200')
  })

  test('keeps what was written when it is stopped while writing', async () => {
    const stop = new AbortController()
    const run = await model.generate({
      turns: [{ role: 'user', text: 'Count from one to one hundred in words.' }], maxTokens: 200, signal: stop.signal,
      onText: () => stop.abort(),
    })
    expect(run.stoppedBy).toBe('abort')
    expect(run.text.length).toBeGreaterThan(0)
    expect(run.outputTokens).toBe(1)
  })

  test('runs calls one after the other, and a waiting call can be taken back', async () => {
    const stop = new AbortController()
    const order: string[] = []
    const first = model.generate({ turns: ask('What is the monthly rent?'), maxTokens: 6 }).then(() => order.push('first'))
    const taken = model.generate({ turns: ask('Where?'), maxTokens: 6, signal: stop.signal }).then((run) => order.push(run.stoppedBy))
    const last = model.generate({ turns: ask('When does it end?'), maxTokens: 6 }).then(() => order.push('last'))
    stop.abort()
    await Promise.all([first, taken, last])
    expect(order).toEqual(['abort', 'first', 'last'])
  })

  test('refuses a prompt that is longer than its context, with a typed error', async () => {
    await expect(model.generate({ turns: [{ role: 'user', text: letter.repeat(400) }], maxTokens: 4 })).rejects.toMatchObject({ code: 'model-failed' })
    expect((await model.generate({ turns: ask('Where?'), maxTokens: 2 })).outputTokens).toBeGreaterThan(0)
  })

  test('never splits a character in the stream', async () => {
    const streamed: string[] = []
    await model.generate({ turns: [{ role: 'user', text: 'Repeat exactly: 漢字😀é🇩🇪' }], maxTokens: 30, onText: (delta) => streamed.push(delta) })
    expect(streamed.join('')).not.toContain('\uFFFD')
  })
})
