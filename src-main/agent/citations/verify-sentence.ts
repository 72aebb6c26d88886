import type { Sentence } from '../../../src-preload/contract/index.ts'
import { allStems, contentStems } from './content-words.ts'
import { dateMentions, dateSupports, type DateMention } from './date-facts.ts'
import { nameFacts } from './name-facts.ts'
import { numberFacts, sameNumber, type NumberFact } from './number-facts.ts'

export type Verdict = { readonly supported: true } | { readonly supported: false; readonly reason: NonNullable<Sentence['reason']> }

/** At least this share of a sentence's content words must stand in its passages (words of the question count half). */
const leastWordShare = 0.5

/**
 * Whether the cited passages bear out a sentence, by mechanical checks only: every number, date and name of the
 * sentence must occur in them, in whatever written form, and enough of its other words.
 * @param passages the texts of the cited passages with their document names and headings.
 */
export function verifySentence(sentence: string, passages: readonly string[], question: string): Verdict {
  const said = sentence.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/u, '')
  if (passages.length === 0) return { supported: false, reason: 'no-citation' }
  const read = passages.join('\n')
  if (missingNumbers(said, read).length > 0 || missingDates(said, read) > 0) return { supported: false, reason: 'number-not-in-passages' }
  const stems = allStems(read)
  const names = nameFacts(said)
  if ([...names].some((name) => !stems.has(name))) return { supported: false, reason: 'name-not-in-passages' }
  return wordShare(said, names, stems, question) >= leastWordShare ? { supported: true } : { supported: false, reason: 'words-not-in-passages' }
}

/** Numbers of a sentence, outside its dates, that no passage has. "One" and "first" are mostly figures of speech. */
export function missingNumbers(sentence: string, passages: string): NumberFact[] {
  const inDate = (dates: readonly DateMention[], fact: NumberFact): boolean => dates.some((date) => date.start <= fact.start && fact.end <= date.end)
  const dates = dateMentions(sentence)
  const passageDates = dateMentions(passages)
  // The day of a date is no evidence for a plain number; its year is for a year.
  const inPassages = numberFacts(passages).filter((fact) => !inDate(passageDates, fact) || fact.values.some((value) => value >= 1000))
  return numberFacts(sentence).filter((fact) =>
    !inDate(dates, fact)
    && !(fact.values.every((value) => value < 2) && !/\d/u.test(sentence.slice(fact.start, fact.end)))
    && !inPassages.some((other) => sameNumber(other, fact)))
}

export function missingDates(sentence: string, passages: string): number {
  const inPassages = dateMentions(passages)
  return dateMentions(sentence).filter((said) => !inPassages.some((read) => dateSupports(read, said))).length
}

function wordShare(sentence: string, names: ReadonlySet<string>, passageStems: ReadonlySet<string>, question: string): number {
  const words = [...contentStems(sentence)].filter((stem) => !names.has(stem) && !/\d/u.test(stem))
  if (words.length === 0) return 1
  const asked = contentStems(question)
  return words.reduce((sum, stem) => sum + (passageStems.has(stem) ? 1 : asked.has(stem) ? 0.5 : 0), 0) / words.length
}
