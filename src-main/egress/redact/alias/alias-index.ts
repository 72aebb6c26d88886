import { foldWord } from '../normalise/fold.ts'
import type { Entity } from './entity-registry.ts'
import { neverAlias, ordinaryWords } from './ordinary-words.ts'
import { deletions } from './near-words.ts'

/** `lowerCase`: one word in lower case is a mention too, because it was written so. */
export interface Phrase { readonly tokens: readonly string[]; readonly entity: Entity; readonly lowerCase: boolean }

/** What to look for once somebody or something is known: words of people's names, and whole values of everything else. */
export interface AliasIndex {
  /** Folded word of a person's name. */
  readonly words: ReadonlyMap<string, readonly Entity[]>
  /** Words of six letters and more, by every form with one letter left out. */
  readonly nearWords: ReadonlyMap<string, readonly string[]>
  /** Folded tokens of a value, by the first one. */
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>
  readonly initials: ReadonlyMap<string, Entity>
  /** Digits of numbers of six digits and more. */
  readonly numbers: ReadonlyMap<string, Entity>
}

const legalWords = new Set(['ltd', 'limited', 'llc', 'llp', 'inc', 'incorporated', 'corp', 'corporation', 'co', 'company', 'plc', 'gmbh', 'ag', 'se', 'kg', 'kgaa', 'ohg', 'gbr', 'ug', 'sarl', 'sas', 'sa', 'sl', 'spa', 'srl', 'bv', 'nv', 'ab', 'as', 'aps', 'oy', 'ev', 'the', 'and'])
const phraseCategories = new Set(['organisation', 'place', 'username', 'custom', 'address', 'nationality', 'secret', 'email', 'url', 'reference', 'case-number', 'other-identifier', 'licence', 'passport', 'medical-id', 'vehicle', 'national-id', 'tax-id', 'bank-account', 'card', 'phone', 'coordinates', 'ip-address', 'date', 'birth-date'])

/** Longer values (a key, a page) are found by the look for disguised ones. */
const mostTokens = 24

export function indexAliases(entities: readonly Entity[]): AliasIndex {
  const words = new Map<string, Entity[]>()
  const nearWords = new Map<string, string[]>()
  const phrases = new Map<string, Phrase[]>()
  const initials = new Map<string, Entity | null>()
  const numbers = new Map<string, Entity>()
  const keys = new Set<string>()
  const addPhrase = (tokens: readonly string[], entity: Entity, lowerCase = false): void => {
    const [first] = tokens
    if (first === undefined || tokens.length > mostTokens || tokens.join('').length < 3) return
    const known = phrases.get(first) ?? []
    const key = tokens.join(' ')
    // Found first is found: a second entity of the same words would only be looked for twice.
    if (keys.has(key)) return
    keys.add(key)
    known.push({ tokens, entity, lowerCase })
    phrases.set(first, known)
  }
  for (const entity of entities) {
    if (entity.category === 'person') {
      for (const word of new Set(entity.names.flatMap((name) => name.words.flatMap((each) => [each, ...each.split('-')])))) {
        if (word.length < 3 || neverAlias.has(word)) continue
        words.set(word, [...(words.get(word) ?? []), entity])
        if (word.length >= 6 && !ordinaryWords.has(word)) for (const near of deletions(word)) nearWords.set(near, [...(nearWords.get(near) ?? []), word])
      }
      const bare = entity.names.find((name) => name.words.length > 0 && name.words.every((word) => word.length === 1))
      if (bare) initials.set(bare.words.join(''), initials.get(bare.words.join('')) === undefined ? entity : null)
      const full = entity.names.find((name) => name.words.length >= 2 && name.words.every((word) => word.length > 1))
      if (full) {
        const letters = full.words.map((word) => word[0] ?? '').join('')
        // Two people with the same initials: neither can be told.
        initials.set(letters, initials.has(letters) ? null : entity)
      }
      continue
    }
    if (!phraseCategories.has(entity.category)) continue
    for (const form of entity.forms) {
      const tokens = form.match(/[\p{L}\p{M}]+|\p{N}+/gu)?.map(foldWord) ?? []
      // Months and years alone are in every other sentence.
      const everyday = (entity.category === 'date' || entity.category === 'birth-date') && (tokens.length < 2 || !/\d/.test(form))
      if (!everyday) addPhrase(tokens, entity, form === form.toLowerCase() || entity.category === 'custom' || entity.category === 'username')
      const digits = form.replaceAll(/\D/g, '')
      if (digits.length >= 6 && digits.length * 2 > form.length) numbers.set(digits, entity)
      if (entity.category === 'organisation') {
        let last = tokens.length
        while (last > 1 && legalWords.has(tokens[last - 1] ?? '')) last -= 1
        if (last < tokens.length) addPhrase(tokens.slice(0, last), entity)
        const [first] = tokens
        if (first !== undefined && first.length >= 5 && last > 1 && !neverAlias.has(first) && !ordinaryWords.has(first) && last < tokens.length) addPhrase([first], entity)
      }
    }
  }
  return { words, nearWords, phrases, numbers, initials: new Map([...initials].filter((pair): pair is [string, Entity] => pair[1] !== null)) }
}
