import type { Long } from './hash64.ts'
import { asMap, asText, type Packed, PackedReader } from './msgpack.ts'

/** Words that are read as another one (`Favourite` as `favorite`): the table `lexeme_norm` of spaCy's `vocab/lookups.bin`. */
export function readSpellings(file: Uint8Array): (word: Long) => string | undefined {
  const table = asMap(asMap(new PackedReader(file).value()).get('lexeme_norm'))
  const norms = new Map([...table].map(([word, norm]): [string, string] => [keyOf(word), asText(norm)]))
  return ({ lo, hi }) => norms.get(((BigInt(hi) << 32n) | BigInt(lo)).toString())
}

function keyOf(word: Packed): string {
  if (typeof word === 'bigint' || typeof word === 'number') return word.toString()
  throw new TypeError('A word of this table is not a number.')
}
