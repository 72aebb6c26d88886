import { asList, asMap, asText, type Packed, PackedReader } from './msgpack.ts'
import { fromPython } from './python-regex.ts'

/** One token of a special case; `norm` is what it stands for (`10am` holds `am`, which stands for `a.m.`). */
export interface SpecialToken { readonly text: string; readonly norm?: string }

/** What spaCy's `tokenizer` file holds. */
export interface TokenizerRules {
  readonly prefix: RegExp
  readonly suffix: RegExp
  readonly infix: RegExp
  readonly url: RegExp
  readonly specials: ReadonlyMap<string, readonly SpecialToken[]>
}

/** Attribute numbers in that file (spacy/attrs). */
const orth = 65
const norm = 67

/** Throws where the file is not of this form. */
export function readTokenizerRules(file: Uint8Array): TokenizerRules {
  const rules = asMap(new PackedReader(file).value())
  const pattern = (name: string, flags: 'u' | 'gu'): RegExp => fromPython(asText(rules.get(name)), flags)
  return {
    prefix: pattern('prefix_search', 'u'),
    suffix: pattern('suffix_search', 'u'),
    infix: pattern('infix_finditer', 'gu'),
    url: pattern('url_match', 'u'),
    specials: new Map([...asMap(rules.get('exceptions'))].map(([text, tokens]) => [asText(text), asList(tokens).map(specialToken)])),
  }
}

function specialToken(packed: Packed): SpecialToken {
  const attributes = asMap(packed)
  const text = asText(attributes.get(orth))
  const standsFor = attributes.get(norm)
  return standsFor === undefined ? { text } : { text, norm: asText(standsFor) }
}
