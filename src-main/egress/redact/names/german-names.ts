import weights from './german-names.json' with { type: 'json' }
import { germanFeatures, germanTokens, germanWordAt } from './german-features.ts'

const weightOf = new Map<string, number>(Object.entries(weights))
const reach = 60

/** How much speaks for a word of a German text naming somebody: the logarithm of the odds, as GermEval's marks have them. */
export function germanScores(text: string, start: number, end: number): ReadonlyMap<number, number> {
  const from = Math.max(0, start - reach)
  // A word that is cut at the window's edge stands in no name of this stretch.
  const tokens = germanTokens(text.slice(from, end + reach))
  const scores = new Map<number, number>()
  for (const [at, token] of tokens.entries()) {
    const place = from + token.start
    if (place < start || place >= end || !/^\p{Lu}/u.test(token.token)) continue
    let score = weightOf.get('') ?? 0
    for (const feature of germanFeatures(germanWordAt(tokens, at))) score += weightOf.get(feature) ?? 0
    scores.set(place, score)
  }
  return scores
}
