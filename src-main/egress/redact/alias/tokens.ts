import { foldWord } from '../normalise/fold.ts'

/** A word or number of a text: letters with inner apostrophes or digits, folded for comparison. */
export interface Token { readonly start: number; readonly end: number; readonly written: string; readonly folded: string; readonly capital: boolean }

const pattern = /[\p{L}\p{M}]+(?:[’'][\p{L}\p{M}]+)?|\p{N}+/gu

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (const match of text.matchAll(pattern)) {
    const written = match[0]
    const plain = written.replace(/[’']s$/iu, '')
    tokens.push({ start: match.index, end: match.index + plain.length, written: plain, folded: foldWord(plain).replaceAll(/[’']/gu, ''), capital: /^\p{Lu}/u.test(written) })
  }
  return tokens
}

/** Whether a word begins a sentence or line, where a capital says nothing. */
export function beginsSentence(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 6), start)
  return /(?:^|[.!?:;\n•*–-])[\s"'“”‘’«»„()[\]]*$/u.test(before) && !/\p{Lu}\.\s?$/u.test(before)
}
