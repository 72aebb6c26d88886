import { foldWord } from '../normalise/fold.ts'
import { isLetter } from '../recognise/text-facts.ts'

/** A word or number of a text: letters with inner apostrophes or digits, folded for comparison. */
export interface Token { readonly start: number; readonly end: number; readonly written: string; readonly folded: string; readonly capital: boolean }

export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (let at = 0; at < text.length; at += 1) {
    const start = at
    if (isLetter(text, at)) {
      while (isLetter(text, at + 1)) at += 1
      let end = at + 1
      // O’Neil is one word; the s of a possessive belongs to none.
      if (isApostrophe(text, end) && isLetter(text, end + 1)) {
        let last = end + 1
        while (isLetter(text, last + 1)) last += 1
        if (last > end + 1 || !/s/i.test(text[last] ?? '')) end = last + 1
        at = last
      }
      const written = text.slice(start, end)
      const folded = foldWord(written)
      tokens.push({ start, end, written, folded: /['’]/.test(folded) ? folded.replaceAll(/[’']/gu, '') : folded, capital: written.charCodeAt(0) !== written.toLowerCase().charCodeAt(0) })
    } else if (isDigit(text, at)) {
      while (isDigit(text, at + 1)) at += 1
      const written = text.slice(start, at + 1)
      tokens.push({ start, end: at + 1, written, folded: foldWord(written), capital: false })
    }
  }
  return tokens
}

const isApostrophe = (text: string, at: number): boolean => text[at] === '’' || text[at] === "'"
const isDigit = (text: string, at: number): boolean => { const code = text.charCodeAt(at); return code < 128 ? code >= 48 && code <= 57 : code >= 128 && /\p{N}/u.test(text[at] ?? '') }

/** Whether a word begins a sentence or line, where a capital says nothing. */
export function beginsSentence(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 6), start)
  return /(?:^|[.!?:;\n•*–-])[\s"'“”‘’«»„()[\]]*$/u.test(before) && !/\p{Lu}\.\s?$/u.test(before)
}
