import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { actualCost, estimateCost } from '../../src-main/egress/exit/estimate-cost.ts'
import { priceOf, readPrices } from '../../src-main/egress/exit/price-list.ts'
import { ExitBench, providerOf } from '../support/exit-fakes.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'

const prices = readPrices('no such folder')

describe('the price of a model', () => {
  test.each([
    ['gpt-5.4', 2.5, 15], ['gpt-5.4-2026-03-05', 2.5, 15], ['claude-opus-4-6', 5, 25], ['claude-sonnet-4-6-20260217', 3, 15], ['eu.anthropic.claude-sonnet-4-6-20260217-v1:0', 3, 15],
    ['anthropic/claude-sonnet-4.6', 3, 15], ['gemini-3.1-pro-preview', 2, 12], ['GLM-5', 1, 3.2], ['accounts/fireworks/models/glm-5', 1, 3.2], ['grok-4.20', 2, 6],
  ])('is known for %s', (model, input, output) => {
    expect(priceOf(prices, model)).toEqual({ inputUsdPerMillion: input, outputUsdPerMillion: output, pricedOn: 'spring 2026' })
  })

  test.each(['gpt-5.4-mini', 'gpt-5', 'glm-5-air', 'grok-4', 'claude-opus-4-60', 'llama3.3', ''])('is not guessed for %j', (model) => {
    expect(priceOf(prices, model)).toBeNull()
  })

  test('is the user’s own where there is one, and the release’s where that file cannot be read', () => {
    const folder = temporaryFolder()
    const file = join(folder, 'prices.json')
    writeFileSync(file, JSON.stringify({ pricedOn: 'today', models: [{ names: ['glm-5', 'house-model'], inputUsdPerMillion: 7, outputUsdPerMillion: 8 }] }))
    expect(priceOf(readPrices(folder), 'glm-5')).toMatchObject({ inputUsdPerMillion: 7, pricedOn: 'today' })
    expect(priceOf(readPrices(folder), 'gpt-5.4')).toMatchObject({ inputUsdPerMillion: 2.5, pricedOn: 'spring 2026' })
    writeFileSync(file, '{"models":')
    expect(readPrices(folder)).toMatchObject({ damaged: true })
    expect(priceOf(readPrices(folder), 'glm-5')).toMatchObject({ inputUsdPerMillion: 1 })
  })
})

describe('the cost of a request', () => {
  const prompt = { system: 'a'.repeat(300), turns: [{ role: 'user' as const, text: 'ä'.repeat(300) }], maxOutputTokens: 1000 }

  test('is estimated as the most that it can be, and computed from what the provider counted', () => {
    expect(estimateCost(prompt, providerOf(), 'glm-5', prices)).toEqual({ inputTokens: 300, outputTokensMost: 1000, estimateUsd: (300 * 1 + 1000 * 3.2) / 1e6, pricedOn: 'spring 2026' })
    expect(actualCost(providerOf(), 'glm-5', prices, { inputTokens: 250, outputTokens: 100 })).toBeCloseTo((250 + 320) / 1e6, 12)
    expect(actualCost(providerOf(), 'glm-5', prices, { inputTokens: null, outputTokens: 100 })).toBeNull()
  })

  test('of an endpoint of one’s own is nothing by the token', () => {
    expect(estimateCost(prompt, providerOf({ route: 'private' }), 'glm-5', prices).estimateUsd).toBeNull()
  })

  test('that nobody knows is said before approving', async () => {
    expect((await new ExitBench().propose({ model: 'unheard-of' })).warnings.join()).toMatch(/No price is known/)
    expect((await new ExitBench().propose()).warnings).toEqual([])
  })

  test('is counted against the matter and the day as the provider billed it', async () => {
    const bench = new ExitBench()
    await bench.send(await bench.approved())
    expect(bench.spend.rows).toEqual([{ providerId: providerOf().id, model: 'glm-5', inputTokens: 11, outputTokens: 7, costUsd: (11 * 1 + 7 * 3.2) / 1e6 }])
    expect((await bench.propose()).cost).toMatchObject({ spentTodayUsd: bench.spend.total(), spentMatterUsd: bench.spend.total(), dayLimitUsd: 5, matterLimitUsd: 25 })
  })
})
