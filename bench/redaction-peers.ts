// What other tools did, measured earlier and elsewhere with the same scorer; shown beside our figures, never mixed with them.
import { type Figures, figureNames } from './redaction-scores.ts'

type Known = Partial<Figures>
export interface PeerFigures { readonly tool: string; readonly texts: string; readonly figures: Known }

const figures = (entity: number, characters: number, precision: number, f2: number, clean: number, mentions: number | null, microseconds: number): Known => ({
  'entity recall': entity, 'character recall': characters, 'character precision': precision, F2: f2, 'clean texts': clean, ...(mentions === null ? {} : { 'every mention': mentions }), 'µs per KB': microseconds,
})

/** By set. Presidio is 2.2.366 with spaCy en_core_web_md. */
export const measuredElsewhere: Readonly<Record<string, readonly PeerFigures[]>> = {
  messages: [
    { tool: 'Presidio', texts: 'all 2,109 of this set', figures: figures(0.629, 0.681, 0.893, 0.715, 0.581, null, 155_000) },
    { tool: 'Presidio', texts: '1,500 others of this kind', figures: figures(0.657, 0.685, 0.861, 0.714, 0.572, 0.655, 155_000) },
    { tool: 'rampart', texts: '1,500 others of this kind', figures: figures(0.645, 0.754, 0.979, 0.79, 0.512, null, 79_000) },
  ],
  judgments: [
    { tool: 'Presidio', texts: 'all 43 of this set', figures: figures(0.802, 0.833, 0.558, 0.758, 0, 0.794, 62_000) },
    { tool: 'Presidio', texts: '84 others of this kind', figures: figures(0.783, 0.834, 0.532, 0.749, 0, 0.78, 62_000) },
    { tool: 'rampart', texts: '127 of this kind', figures: figures(0.145, 0.187, 0.756, 0.22, 0, null, 48_000) },
  ],
}

export function showPeers(set: string): void {
  for (const { tool, texts, figures: known } of measuredElsewhere[set] ?? []) {
    const row = figureNames.filter((name) => known[name] !== undefined).map((name) => `${name} ${known[name]}`)
    console.log(`  measured earlier, elsewhere: ${tool} on ${texts}: ${row.join(', ')}`)
  }
}
