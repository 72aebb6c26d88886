/** What tells whether a German word with a capital names somebody: its ends, its shape and the words beside it. Shared by the training (bench/german-names.ts). */

/** A word in its text; `before` and `after` are the tokens beside it, words or signs, empty at the text's edges. */
export interface GermanWord { readonly word: string; readonly before: string; readonly beforeThat: string; readonly after: string }

const longestEnd = 5

export function germanFeatures({ word, before, beforeThat, after }: GermanWord): readonly string[] {
  const small = word.toLowerCase()
  const features = [`b:${beside(before)}`, `a:${beside(after)}`, `c:${beside(beforeThat)} ${beside(before)}`, `s:${shapeOf(word)}`, `w:${small}`, `p:${small.slice(0, 3)}`]
  for (let length = 2; length <= Math.min(longestEnd, small.length - 1); length += 1) features.push(`e:${small.slice(-length)}`)
  if (opens(before)) features.push('first')
  return features
}

/** Behind these a sentence or line begins, and every word has a capital. */
function opens(before: string): boolean {
  return before === '' || /^[.!?:;"„“»«•*–-]$/u.test(before)
}

/** Small words as they are, others by their shape only: which name stands beside says nothing. */
function beside(token: string): string {
  if (token === '') return '^'
  if (/^\p{L}/u.test(token)) return token.length <= 6 && token === token.toLowerCase() ? token : /^\p{Lu}/u.test(token) ? (token.length <= 4 && token.length > 1 && articles.has(token.toLowerCase()) ? token.toLowerCase() : 'Xx') : 'xx'
  return /^\d/.test(token) ? '0' : token.slice(0, 1)
}

const articles = new Set(['der', 'die', 'das', 'den', 'dem', 'des', 'ein', 'eine', 'im', 'am', 'zum', 'zur', 'vom', 'beim', 'in', 'von', 'bei', 'mit', 'nach', 'für', 'herr', 'frau'])

function shapeOf(word: string): string {
  if (word === word.toUpperCase()) return word.length <= 5 ? 'AA' : 'AAA'
  const inner = /\p{Ll}\p{Lu}/u.test(word) ? 'aA' : ''
  return `${inner}${word.length <= 3 ? '3' : word.length <= 7 ? '7' : word.length <= 12 ? '12' : '13'}`
}

/** The words and signs of a text in order. */
export function germanTokens(text: string): readonly { readonly start: number; readonly end: number; readonly token: string }[] {
  return [...text.matchAll(/\p{L}[\p{L}\p{M}\p{N}]*|\p{N}+|[^\s\p{L}\p{N}]/gu)].map(({ 0: token, index }) => ({ start: index, end: index + token.length, token }))
}

export function germanWordAt(tokens: ReturnType<typeof germanTokens>, at: number): GermanWord {
  return { word: tokens[at]?.token ?? '', before: tokens[at - 1]?.token ?? '', beforeThat: tokens[at - 2]?.token ?? '', after: tokens[at + 1]?.token ?? '' }
}
