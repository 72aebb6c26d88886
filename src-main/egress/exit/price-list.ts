import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import shipped from '../../../resources/prices.json' with { type: 'json' }

const priceSchema = z.strictObject({
  /** Names of the model in lower case as providers write them, without vendor or date. */
  names: z.array(z.string().trim().min(1).max(200)).min(1),
  inputUsdPerMillion: z.number().nonnegative().max(100_000),
  outputUsdPerMillion: z.number().nonnegative().max(100_000),
})
const priceListSchema = z.strictObject({
  /** When these were the prices: a day or a season, shown beside every estimate. */
  pricedOn: z.string().trim().min(1).max(40),
  models: z.array(priceSchema).max(1000),
})
export type PriceList = z.infer<typeof priceListSchema>

export interface ModelPrice { readonly inputUsdPerMillion: number; readonly outputUsdPerMillion: number; readonly pricedOn: string }
/** The user's list first, so that it wins. `damaged`: the user's file cannot be used. */
export interface Prices { readonly lists: readonly PriceList[]; readonly damaged: boolean }

/** The list of the release and, before it, the user's own: `prices.json` in the data folder, of the same shape. */
export function readPrices(dataFolder: string): Prices {
  const lists = [priceListSchema.parse(shipped)]
  try {
    return { lists: [priceListSchema.parse(JSON.parse(readFileSync(join(dataFolder, 'prices.json'), 'utf8'))), ...lists], damaged: false }
  } catch (error) {
    return { lists, damaged: !(error instanceof Error && 'code' in error && error.code === 'ENOENT') }
  }
}

/** The price of a model by its name, or null: a name that only begins like a known one (`…-mini`) is another model. */
export function priceOf({ lists }: Prices, model: string): ModelPrice | null {
  const wanted = plainName(model)
  for (const { pricedOn, models } of lists) {
    const found = models.find(({ names }) => names.some((name) => plainName(name) === wanted))
    if (found) return { inputUsdPerMillion: found.inputUsdPerMillion, outputUsdPerMillion: found.outputUsdPerMillion, pricedOn }
  }
  return null
}

/** `us.anthropic.claude-sonnet-4-6-20260217-v1:0`, `anthropic/claude-sonnet-4.6` and `claude-sonnet-4-6-latest` are one model. */
function plainName(model: string): string {
  return model.trim().toLowerCase()
    .replace(/^.*\//, '')
    .replace(/^(?:[a-z]{2,6}\.)?(?:anthropic|openai|google|xai|zai|deepseek|mistral|meta)\./, '')
    .replace(/(?<=\d)\.(?=\d)/g, '-')
    .replace(/-v\d+:\d+$/, '')
    .replace(/-(?:latest|preview|\d{8}|\d{4}-\d{2}-\d{2}|preview-\d{2}-\d{2,4}|preview-\d{2}-\d{4})$/, '')
}
