import type { Category } from '../../../../src-preload/contract/index.ts'
import { neverAlias, ordinaryWords } from '../alias/ordinary-words.ts'
import { isCommonWord } from '../language/language.ts'
import { isOrdinaryAbroad } from '../names/foreign-names.ts'
import { isGeneric, isOrdinary } from '../names/generic-words.ts'
import { parsePersonName } from '../alias/person-name.ts'
import { foldValue, foldWord } from '../normalise/fold.ts'
import type { VaultEntry } from '../redactor.ts'

/** What must not stand in the body any more, prepared for each way of looking. */
export interface WantedValues {
  /** Letters and digits only, six or more: looked for anywhere, whatever stands around them. */
  readonly compact: ReadonlyMap<string, VaultEntry>
  /** Six digits and more. */
  readonly digits: ReadonlyMap<string, VaultEntry>
  /** Sequences of folded words, by the first: shorter values, which need word boundaries, and words of people's names. */
  readonly words: ReadonlyMap<string, readonly { readonly tokens: readonly string[]; readonly entry: VaultEntry; readonly ordinary: boolean }[]>
}

const needsNoBoundary = 8
/** Coarse categories whose values are made of everyday words: `12 July 1993` is one, `in May` is not. */
const everyday: ReadonlySet<Category> = new Set(['date', 'birth-date', 'age', 'amount', 'nationality', 'place'])

/** Whether a value of one word is a word of the language too, and so a value only with a capital inside a sentence: a firm called Bonds. */
function ordinaryIn(word: string, category: Category): boolean {
  return ordinaryWords.has(word) || everyday.has(category) || (names.has(category) && (isOrdinary(word) || isGeneric(word)))
}

const names: ReadonlySet<Category> = new Set(['person', 'organisation', 'place', 'nationality'])
/** A value of words that hardly any sentence goes without. */
const saysNothing = (form: string): boolean => !/\d/.test(form) && (form.match(/\p{L}+/gu) ?? []).every((word) => isCommonWord(word.toLowerCase()))
const dates: ReadonlySet<Category> = new Set(['date', 'birth-date', 'age', 'amount'])

export function wantedValues(entries: readonly VaultEntry[]): WantedValues {
  const compact = new Map<string, VaultEntry>()
  const digits = new Map<string, VaultEntry>()
  const words = new Map<string, { tokens: readonly string[]; entry: VaultEntry; ordinary: boolean }[]>()
  const addWords = (tokens: readonly string[], entry: VaultEntry): void => {
    const [first] = tokens
    if (first === undefined || tokens.length > 24) return
    const list = words.get(first) ?? []
    if (list.some((other) => other.tokens.join(' ') === tokens.join(' '))) return
    words.set(first, [...list, { tokens, entry, ordinary: tokens.length === 1 && ordinaryIn(first, entry.category) }])
  }
  for (const entry of entries) {
    for (const form of new Set([entry.value, ...entry.forms])) {
      const value = foldValue(form)
      const plainWord = /^\p{L}+$/u.test(form) && ordinaryIn(value, entry.category)
      if (value.length >= needsNoBoundary && !everyday.has(entry.category) && !plainWord) compact.set(value, entry)
      const number = value.replaceAll(/\D/g, '')
      if (number.length >= 6 && number.length * 2 > value.length) digits.set(number, entry)
      if (names.has(entry.category) && saysNothing(form)) continue
      const tokens = foldWord(form).match(/[\p{L}\p{M}]+|\p{N}+/gu) ?? []
      // One or two characters, or a lone number under four digits, say nothing.
      // A month or weekday alone is in every other sentence.
      if (dates.has(entry.category) && !/\d/.test(value)) continue
      if (value.length >= 3 && !(tokens.length === 1 && /^\d{1,3}$/.test(value))) addWords(tokens, entry)
      if (entry.category === 'person') {
        const { words: parts, written, sex } = parsePersonName(form)
        // “Das Gericht”: nobody is called by one of its words.
        const hasName = sex !== null || written.some((word) => !isCommonWord(word.toLowerCase()) && !isOrdinaryAbroad(word, 'de'))
        for (const word of hasName ? parts : []) for (const part of word.split('-')) if (part.length >= 4 && !neverAlias.has(part) && !isCommonWord(part)) addWords([part], entry)
      }
    }
  }
  return { compact, digits, words }
}
