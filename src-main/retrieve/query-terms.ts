import { contentStems, isStopWord, wordsOf } from '../support/content-words.ts'

/** More words than this are a pasted text; BM25 over all of them would take longer than a person waits. */
const mostSearchWords = 64

/** A question as the two kinds of search and the comparison with passages take it. */
export interface QueryTerms {
  /** For full-text search: the words that carry meaning; all words where none does ("Who is it?"). */
  readonly searchText: string
  readonly stems: ReadonlySet<string>
  /** The embedding model read English only: what it says of other languages is not worth waiting for. */
  readonly english: boolean
  /** How much, how many, when: what answers it has a number in it. */
  readonly asksForNumber: boolean
}

export function queryTerms(query: string): QueryTerms {
  const words = wordsOf(query)
  const telling = words.filter((word) => !isStopWord(word))
  const searchWords = [...new Set(telling.length > 0 ? telling : words)].slice(0, mostSearchWords)
  return {
    searchText: searchWords.join(' '),
    stems: contentStems(searchWords.join(' ')),
    english: !/[^\u0000-\u024f]|[\u00c0-\u024f]/u.test(query) && !words.some((word) => germanWords.has(word.toLowerCase())),
    asksForNumber: numberQuestion.test(query),
  }
}

const numberQuestion = /\b(?:how (?:much|many|long|large|big|old|often|far|high|tall|late|early|soon)|when|(?:what|which) (?:year|month|day|date|time|percentage|number|amount|sum)|wann|wie ?(?:viele?|hoch|lange?|oft|gro(?:ß|ss)|alt|weit)|welche[mnrs]? (?:jahr|monat|tag|datum|betrag|summe|höhe))\b/iu

/** Words of nearly any German question, none of them English. */
const germanWords = new Set('aber auf aus bei dem den der des das ein eine einem einen einer eines hat ich ihr ist im mit nach nicht oder sich sie sind und vom von wann warum welche welchem welchen welcher welches wem wen wer wie wird wo wurde wurden zu zum zur'.split(' '))
