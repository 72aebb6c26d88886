import type { Sentence } from '../../../src-preload/contract/index.ts'
import { allStems, contentStems } from '../../support/content-words.ts'
import { dateMentions, dateSupports, type DateMention } from './date-facts.ts'
import { nameFacts } from './name-facts.ts'
import { numberFacts, sameNumber, unitOf, type NumberFact } from './number-facts.ts'

export type Verdict = { readonly supported: true } | { readonly supported: false; readonly reason: NonNullable<Sentence['reason']> }

/** What a sentence is checked against; the text that carries it most comes first. */
export interface CitedText {
  /** The quote itself: the words must stand here, because a passage of 200 tokens holds almost any word. */
  readonly quote: string
  /** The passage around it with document name and headings: numbers, dates and names may stand here. */
  readonly passage: string
}

/** At least this share of the content words that a sentence adds to the question must stand in its quotes … */
const leastNewShare = 0.6
/** … and at least this share of all its content words, those of the question included. */
const leastWordShare = 0.4

/**
 * Whether the cited texts bear out a sentence, by mechanical checks only: every number, date and name of the sentence
 * must occur in the passages, in whatever written form, and enough of its other words in the quotes; and what the
 * question names must be what the passages are about.
 */
export function verifySentence(sentence: string, cited: readonly CitedText[], question: string): Verdict {
  const said = sentence.replace(/^\s*(?:[-*•]|\d{1,2}[.)])\s+/u, '')
  if (cited.length === 0) return { supported: false, reason: 'no-citation' }
  const read = cited.map(({ passage }) => passage).join('\n')
  if (missingNumbers(said, read, question).length > 0 || missingDates(said, read) > 0 || asksAboutOtherNumbers(question, read)) return { supported: false, reason: 'number-not-in-passages' }
  if (contradictsItsQuote(said, cited[0]?.quote ?? '')) return { supported: false, reason: 'number-not-in-passages' }
  const stems = allStems(read)
  const names = nameFacts(said)
  if ([...names].some((name) => !stems.has(name)) || asksAboutOthers(question, stems)) return { supported: false, reason: 'name-not-in-passages' }
  return wordsSupported(said, allStems(cited.map(({ quote }) => quote).join('\n')), question) ? { supported: true } : { supported: false, reason: 'words-not-in-passages' }
}

/**
 * Numbers of a sentence, outside its dates, that no passage has. Small numbers in words are let off where the question
 * has them too ("the two forms are …") or where they are figures of speech ("one", "first").
 */
export function missingNumbers(sentence: string, passages: string, question: string): NumberFact[] {
  const asked = numberFacts(question)
  const inDate = (dates: readonly DateMention[], fact: NumberFact): boolean => dates.some((date) => date.start <= fact.start && fact.end <= date.end)
  const dates = dateMentions(sentence)
  const passageDates = dateMentions(passages)
  // The day of a date is no evidence for a plain number; its year is for a year.
  const inPassages = numberFacts(passages).filter((fact) => !inDate(passageDates, fact) || fact.values.some((value) => value >= 1000))
  return numberFacts(sentence).filter((fact) =>
    !inDate(dates, fact)
    && !(!/\d/u.test(sentence.slice(fact.start, fact.end)) && fact.values.every((value) => value < 2 || (value <= 10 && asked.some((other) => sameNumber(other, fact)))))
    && !inPassages.some((other) => sameNumber(other, fact)))
}

/**
 * Whether a sentence gives a number of some unit, and the quote that carries it has that unit with other numbers only: the rate of
 * one clause put into the words of another, whose quote would bear it out.
 */
function contradictsItsQuote(sentence: string, quote: string): boolean {
  const inQuote = measures(quote)
  return [...measures(sentence)].some(([unit, said]) => {
    const read = inQuote.get(unit)
    return read !== undefined && !said.some((fact) => read.some((other) => sameNumber(fact, other)))
  })
}

/** The numbers of a text outside its dates, by what they count. */
function measures(text: string): Map<string, NumberFact[]> {
  const dates = dateMentions(text)
  const byUnit = new Map<string, NumberFact[]>()
  for (const fact of numberFacts(text)) {
    const unit = dates.some((date) => date.start <= fact.start && fact.end <= date.end) ? null : unitOf(text, fact)
    if (unit !== null) byUnit.set(unit, [...byUnit.get(unit) ?? [], fact])
  }
  return byUnit
}

export function missingDates(sentence: string, passages: string): number {
  const inPassages = dateMentions(passages)
  return dateMentions(sentence).filter((said) => !inPassages.some((read) => dateSupports(read, said))).length
}

/** "What was the rent in 2024?" is not answered by a passage about 2023, however true the sentence is. */
function asksAboutOtherNumbers(question: string, passages: string): boolean {
  const telling = missingNumbers(question, passages, '').filter((fact) => /\d/u.test(question.slice(fact.start, fact.end)) && fact.values.every((value) => value > 10))
  return telling.length > 0 || missingDates(question, passages) > 0
}

/** A question about somebody or something that the passages hardly name is answered from the wrong place. */
function asksAboutOthers(question: string, passageStems: ReadonlySet<string>): boolean {
  const names = [...nameFacts(question)]
  return names.filter((name) => !passageStems.has(name)).length > names.length / 2
}

function wordsSupported(sentence: string, quoteStems: ReadonlySet<string>, question: string): boolean {
  const words = [...contentStems(sentence)].filter((stem) => !/\d/u.test(stem))
  const asked = contentStems(question)
  const found = (stem: string): boolean => quoteStems.has(stem)
  return share(words.filter((stem) => !asked.has(stem)), found) >= leastNewShare && share(words, found) >= leastWordShare
}

function share(words: readonly string[], found: (stem: string) => boolean): number {
  return words.length === 0 ? 1 : words.filter(found).length / words.length
}
