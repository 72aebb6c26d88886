import { LastUsed } from './last-used.ts'
import type { SpecialToken, TokenizerRules } from './tokenizer-rules.ts'

/** A token of a text; `start` is in UTF-16 units. */
export interface Token { readonly start: number; readonly text: string; readonly norm?: string }

/** Every sequence of tokens that is a special case once its parts stand together, by its tokens. */
interface PhraseNode { readonly next: Map<string, PhraseNode>; ends: boolean }

const chunksKept = 20_000
/** Longer runs without a blank are cut before the rules look at them, whose time grows with the square of the length. */
const longestChunk = 256

/** Splits text as spaCy's Tokenizer does with the same rules: the network was trained on exactly these tokens. */
export class Tokenizer {
  readonly #rules: TokenizerRules
  readonly #phrases: PhraseNode = { next: new Map(), ends: false }
  readonly #chunks = new LastUsed<readonly SpecialToken[]>(chunksKept)

  constructor(rules: TokenizerRules) {
    this.#rules = rules
    for (const special of rules.specials.keys()) {
      if (this.#isSplit(special)) this.#addPhrase(this.#split(special, false).map(({ text }) => text))
    }
  }

  tokens(text: string): readonly Token[] {
    const tokens: Token[] = []
    const add = (from: number, to: number): void => {
      let start = from
      while (start < to) {
        for (const token of this.#chunk(text.slice(start, chunkEnd(text, start, to)))) {
          tokens.push({ start, ...token })
          start += token.text.length
        }
      }
    }
    // Runs of white space and of everything else; one blank between two runs belongs to neither.
    let start = 0
    let inSpace = isSpace(text.charCodeAt(0))
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at)
      if (isSpace(code) === inSpace) continue
      add(start, at)
      start = code === 32 ? at + 1 : at
      inSpace = !inSpace
    }
    add(start, text.length)
    return this.#withPhrases(text, tokens)
  }

  #chunk(chunk: string): readonly SpecialToken[] {
    return this.#rules.specials.get(chunk) ?? this.#chunks.get(chunk, () => this.#split(chunk, true))
  }

  #split(chunk: string, withSpecials: boolean): readonly SpecialToken[] {
    const special = (text: string): readonly SpecialToken[] | undefined => (withSpecials ? this.#rules.specials.get(text) : undefined)
    const before: SpecialToken[] = []
    const after: SpecialToken[] = []
    let rest = chunk
    for (let size = -1; rest !== '' && rest.length !== size && !special(rest);) {
      size = rest.length
      const prefix = this.#rules.prefix.exec(rest)?.[0].length ?? 0
      if (prefix > 0 && prefix < rest.length && special(rest.slice(prefix))) {
        before.push({ text: rest.slice(0, prefix) })
        rest = rest.slice(prefix)
        break
      }
      const suffix = this.#rules.suffix.exec(rest.slice(prefix))?.[0].length ?? 0
      if (suffix > 0 && suffix < rest.length && special(rest.slice(0, -suffix))) {
        after.unshift({ text: rest.slice(-suffix) })
        rest = rest.slice(0, -suffix)
        break
      }
      const both = prefix > 0 && suffix > 0 && prefix + suffix <= rest.length
      if (prefix > 0) before.push({ text: rest.slice(0, prefix) })
      if (suffix > 0 && (both || prefix === 0)) after.unshift({ text: rest.slice(-suffix) })
      rest = rest.slice(prefix, suffix > 0 && (both || prefix === 0) ? -suffix : undefined)
    }
    return [...before, ...(rest === '' ? [] : special(rest) ?? this.#splitInside(rest)), ...after]
  }

  #splitInside(text: string): readonly SpecialToken[] {
    if (this.#rules.url.test(text)) return [{ text }]
    const parts: SpecialToken[] = []
    let start = 0
    for (const { 0: infix, index } of text.matchAll(this.#rules.infix)) {
      if (index === 0) continue
      if (index !== start) parts.push({ text: text.slice(start, index) })
      if (infix !== '') parts.push({ text: infix })
      start = index + infix.length
    }
    if (start < text.length) parts.push({ text: text.slice(start) })
    return parts
  }

  /** Special cases that the rules cut apart, such as faces made of signs, found again among the tokens: the longest first. */
  #withPhrases(text: string, tokens: readonly Token[]): readonly Token[] {
    const found: { first: number; last: number }[] = []
    for (let first = 0; first < tokens.length; first++) {
      let node = this.#phrases.next.get(tokens[first]?.text ?? '')
      for (let last = first; node; node = node.next.get(tokens[++last]?.text ?? '')) if (node.ends) found.push({ first, last })
    }
    if (found.length === 0) return tokens
    const taken = new Set<number>()
    const replaced = new Map<number, { readonly last: number; readonly with: readonly Token[] }>()
    for (const { first, last } of found.sort((a, b) => b.last - b.first - (a.last - a.first) || a.first - b.first)) {
      const free = !taken.has(first) && !taken.has(last)
      for (let at = first; at <= last; at++) taken.add(at)
      const start = tokens[first]?.start ?? 0
      const end = tokens[last]
      const special = end && this.#rules.specials.get(text.slice(start, end.start + end.text.length))
      if (!free || !special) continue
      let at = start
      replaced.set(first, { last, with: special.map((token) => ({ start: (at += token.text.length) - token.text.length, ...token })) })
    }
    const out: Token[] = []
    for (let at = 0; at < tokens.length; at++) {
      const token = tokens[at]
      const phrase = replaced.get(at)
      if (phrase) at = phrase.last
      out.push(...(phrase?.with ?? (token ? [token] : [])))
    }
    return out
  }

  #isSplit(special: string): boolean {
    const { prefix, suffix, infix } = this.#rules
    return special.includes(' ') || prefix.test(special) || suffix.test(special) || special.search(infix) >= 0
  }

  #addPhrase(words: readonly string[]): void {
    let node = this.#phrases
    for (const word of words) {
      const next = node.next.get(word) ?? { next: new Map<string, PhraseNode>(), ends: false }
      node.next.set(word, next)
      node = next
    }
    node.ends = true
  }
}

function chunkEnd(text: string, start: number, end: number): number {
  if (end - start <= longestChunk) return end
  const code = text.charCodeAt(start + longestChunk - 1)
  return start + longestChunk - (code >= 0xd800 && code <= 0xdbff ? 1 : 0)
}

/** Python's `str.isspace`; JavaScript's differs at control characters and the byte-order mark. */
export function isSpace(code: number): boolean {
  if (code === 32 || (code >= 9 && code <= 13)) return true
  if (code < 28) return false
  return code <= 31 || code === 0x85 || code === 0xa0 || code === 0x1680 || (code >= 0x2000 && code <= 0x200a)
    || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000
}
