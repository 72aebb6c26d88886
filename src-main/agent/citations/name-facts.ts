import { isStopWord, stemOf } from '../../support/content-words.ts'

/** Titles and legal forms: a name is the same with or without them. */
const decorations = new Set('mr mrs ms dr prof sir inc ltd llc llp plc corp co company corporation limited gmbh ag kg herr frau the'.split(' '))
const months = new Set('january february march april may june july august september october november december monday tuesday wednesday thursday friday saturday sunday'.split(' '))
const word = /[\p{L}\p{N}][\p{L}\p{M}\p{N}]*(?:[-'’&.][\p{L}\p{N}]+)*/gu

/**
 * Words of a sentence that name somebody or something, as stems: capitalised words that do not merely begin the
 * sentence, and words in capitals or with digits and letters mixed (`NDA`, `A320`).
 */
export function nameFacts(sentence: string): Set<string> {
  const words = [...sentence.matchAll(word)].map((match) => ({ text: match[0], begins: beginsSentence(sentence, match.index) }))
  const names = new Set<string>()
  words.forEach(({ text, begins }, index) => {
    if (!isName(text)) return
    const next = words[index + 1]
    const partOfLonger = next !== undefined && !next.begins && isName(next.text)
    const acronym = /\p{Lu}.*\p{Lu}|\p{L}\d|\d\p{L}/u.test(text)
    if (begins && !acronym && !partOfLonger) return
    for (const part of text.split(/[-&.]/u)) if (part.length > 1 && !decorations.has(part.toLowerCase())) names.add(stemOf(part))
  })
  return names
}

function isName(text: string): boolean {
  if (/^\d+(?:st|nd|rd|th)?$/u.test(text)) return false
  const plain = text.toLowerCase()
  return /^\p{Lu}|^\d+\p{Lu}/u.test(text) && !isStopWord(plain) && !months.has(plain)
}

function beginsSentence(sentence: string, index: number): boolean {
  return /(?:^|[.!?:]["'”’)]*\s|\n)[\s"'“‘(*•–-]*$/u.test(sentence.slice(0, index))
}
