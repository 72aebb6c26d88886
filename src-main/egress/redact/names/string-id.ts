import { type Long, murmurHash64A } from './hash64.ts'
import symbolNames from './spacy-symbols.json' with { type: 'json' }

/** spaCy's reserved strings (spacy/symbols): these words have small numbers instead of hashes. */
const symbols = new Map(symbolNames.map((name, number) => [name, number]))
const encoder = new TextEncoder()

/** The number that spaCy knows a string by. */
export function stringId(text: string): Long {
  const symbol = symbols.get(text)
  return symbol === undefined ? murmurHash64A(encoder.encode(text), 1) : { lo: symbol, hi: 0 }
}
