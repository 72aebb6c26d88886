import type { Term } from '../../../../src-preload/contract/index.ts'
import { tokensOf } from '../alias/tokens.ts'
import { foldWord } from '../normalise/fold.ts'

export interface TermPlace { readonly start: number; readonly end: number; readonly term: Pick<Term, 'text' | 'category' | 'action'> }

/** What declension adds to a word in the languages that are read. */
const endings = new Set(['', 's', 'es', 'e', 'n', 'en', 'er', 'em', 'ens', 'ern', 'i', 'ns', 'a', 'u', 'om', 'ow', 'owi', 'ie'])

/**
 * Every place of the user's terms: whole words, whatever the case, the diacritics and the white space between them; words of four letters and
 * more also with the endings of declension.
 */
export function findTerms(text: string, terms: readonly Pick<Term, 'text' | 'category' | 'action'>[]): readonly TermPlace[] {
  if (terms.length === 0) return []
  const byFirst = new Map<string, { readonly words: readonly string[]; readonly term: TermPlace['term'] }[]>()
  for (const term of terms) {
    const words = tokensOf(term.text).map((token) => token.folded)
    // Nothing but signs: looked for as it stands.
    const key = words[0]?.slice(0, 3) ?? ''
    byFirst.set(key, [...(byFirst.get(key) ?? []), { words, term }])
  }
  const places: TermPlace[] = []
  const tokens = tokensOf(text)
  for (const [position, token] of tokens.entries()) {
    const keys = new Set([token.folded.slice(0, 1), token.folded.slice(0, 2), token.folded.slice(0, 3)])
    for (const key of keys) {
      for (const { words, term } of byFirst.get(key) ?? []) {
        const last = tokens[position + words.length - 1]
        if (!last || !words.every((word, index) => inflected(tokens[position + index]?.folded ?? '', word))) continue
        if (words.some((_, index) => index > 0 && (tokens[position + index]?.start ?? 0) - (tokens[position + index - 1]?.end ?? 0) > 4)) continue
        places.push({ start: token.start, end: last.end, term })
      }
    }
  }
  for (const { words, term } of byFirst.get('') ?? []) {
    if (words.length > 0) continue
    for (let at = text.indexOf(term.text); at >= 0; at = text.indexOf(term.text, at + 1)) places.push({ start: at, end: at + term.text.length, term })
  }
  return places
}

function inflected(token: string, word: string): boolean {
  if (token === word) return true
  return word.length >= 4 && !/\d/.test(word) && token.startsWith(word) && endings.has(token.slice(foldWord(word).length))
}
