import type { Span } from '../../src-preload/contract/index.ts'
import { allStems, wordsOf } from '../support/content-words.ts'
import { sentenceSpans } from '../ingest/sentence-spans.ts'
import type { QueryTerms } from './query-terms.ts'

/** Sentences per passage that words alone cannot choose between. */
const mostRivals = 2
/** Weight of what the words say beside cosine similarity. */
const wordWeight = 0.5
/** For a sentence with a number where the question asks for one: how much, when. */
const numberBonus = 0.25
/** For a sentence of a dozen words or more, in proportion for shorter ones: a heading repeats the question's words and answers nothing. */
const lengthBonus = 0.1

export interface SentenceChoice {
  /** Spans within the passage's text, best by words first. Never empty. */
  readonly rivals: readonly { readonly span: Span; readonly wording: number }[]
}

/**
 * The sentences of a passage that share most with the query, rare words counting more. Of SQuAD 2 and XQuAD German dev
 * questions, the chosen sentence held the answer by words alone for 81 % and 77 %, by vectors alone for 76 % and 58 %,
 * by vectors between the two best by words for 86 % in English.
 */
export function rivalSentences(text: string, { stems, asksForNumber }: QueryTerms): SentenceChoice {
  const sentences = sentenceSpans(text).map((span) => ({ span, present: allStems(text.slice(span.start, span.end)) }))
  if (sentences.length === 0) return { rivals: [{ span: { start: 0, end: text.length }, wording: 0 }] }
  const weights = new Map([...stems].map((stem) => {
    const holding = sentences.filter(({ present }) => present.has(stem)).length
    return [stem, Math.log1p(sentences.length / (holding + 0.5))]
  }))
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  const rated = sentences.map(({ span, present }) => {
    let shared = 0
    for (const [stem, weight] of weights) if (present.has(stem)) shared += weight
    const sentence = text.slice(span.start, span.end)
    const bonus = (asksForNumber && numberPattern.test(sentence) ? numberBonus : 0) + lengthBonus * Math.min(1, wordsOf(sentence).length / 12)
    return { span, wording: (total > 0 ? shared / total : 0) + bonus }
  })
  return { rivals: rated.toSorted((a, b) => b.wording - a.wording).slice(0, mostRivals) }
}

/** The rival that words and vectors together prefer. `cosines`: similarity to the query of each rival, where known. */
export function bestOf({ rivals }: SentenceChoice, cosines: readonly number[]): Span {
  const rate = (index: number): number => wordWeight * (rivals[index]?.wording ?? 0) + (cosines[index] ?? 0)
  const best = [...rivals.keys()].reduce((best, index) => (rate(index) > rate(best) ? index : best), 0)
  return rivals[best]?.span ?? { start: 0, end: 0 }
}

const numberPattern = /\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|hundred|thousand|million|once|twice|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|hundert|tausend)\b/iu
