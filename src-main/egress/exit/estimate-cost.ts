import type { Provider } from '../../../src-preload/contract/index.ts'
import type { ExitPrompt } from '../providers/provider-adapter.ts'
import { type ModelPrice, priceOf, type Prices } from './price-list.ts'

export interface Estimate {
  readonly inputTokens: number
  readonly outputTokensMost: number
  /** Null where no price is known. US dollars. */
  readonly estimateUsd: number | null
  readonly pricedOn: string | null
}

/** Each provider counts with a tokenizer of its own. English has about 4 bytes a token, German about 3.5; the estimate is to be on the high side. */
const bytesPerToken = 3

/** What a request may cost at most: all of its prompt, and the longest reply that it allows. */
export function estimateCost(prompt: ExitPrompt, provider: Provider, model: string, prices: Prices): Estimate {
  const bytes = [prompt.system, ...prompt.turns.map((turn) => turn.text)].reduce((sum, text) => sum + Buffer.byteLength(text, 'utf8'), 0)
  const inputTokens = Math.ceil(bytes / bytesPerToken)
  const price = knownPrice(provider, model, prices)
  return {
    inputTokens,
    outputTokensMost: prompt.maxOutputTokens,
    estimateUsd: price && costUsd(price, inputTokens, prompt.maxOutputTokens),
    pricedOn: price?.pricedOn ?? null,
  }
}

/** What the provider says that it took, in US dollars; null where it does not say or no price is known. */
export function actualCost(provider: Provider, model: string, prices: Prices, usage: { readonly inputTokens: number | null; readonly outputTokens: number | null }): number | null {
  const price = knownPrice(provider, model, prices)
  return price && usage.inputTokens !== null && usage.outputTokens !== null ? costUsd(price, usage.inputTokens, usage.outputTokens) : null
}

/** List prices are those of public providers; what an organisation's own endpoint runs costs nothing by the token. */
function knownPrice(provider: Provider, model: string, prices: Prices): ModelPrice | null {
  const selfRun = provider.kind === 'openai-compatible' && provider.route === 'private'
  return selfRun ? null : priceOf(prices, model)
}

function costUsd(price: ModelPrice, inputTokens: number, outputTokens: number): number {
  return (inputTokens * price.inputUsdPerMillion + outputTokens * price.outputUsdPerMillion) / 1_000_000
}
