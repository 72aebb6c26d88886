import { z } from 'zod'
import { asMap, asText, PackedReader } from './msgpack.ts'

/** What the finder can do at a token: begin, go on with, end or be an entity of a label, or be none (spaCy's BILUO moves). */
export interface Move { readonly kind: 'begin' | 'in' | 'last' | 'unit' | 'out'; readonly label: string }

const kinds = [null, 'begin', 'in', 'last', 'unit', 'out'] as const
const movesSchema = z.record(z.string(), z.record(z.string(), z.number()))

/** The moves in the order of the network's scores; null for those that it never makes. Reads spaCy's `ner/moves`. */
export function readMoves(file: Uint8Array): readonly (Move | null)[] {
  const actions = movesSchema.parse(JSON.parse(asText(asMap(new PackedReader(file).value()).get('moves'))))
  return Object.keys(actions).sort().flatMap((action) => {
    const kind = kinds[Number(action)] ?? null
    // The order in which spaCy numbers them: frequent first, then by name, backwards.
    return Object.entries(actions[action] ?? {}).sort(([a, m], [b, n]) => n - m || (a < b ? 1 : -1))
      .map(([label]) => (kind === null || (label === '' && kind !== 'out') ? null : { kind, label }))
  })
}
