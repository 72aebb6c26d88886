// What is counted about one answer, and the sums that are reported.
import type { Answer, Hit } from '../src-preload/contract/index.ts'
import type { DocumentReader } from '../src-main/store/ports.ts'
import type { Question } from './answer-sets.ts'

export interface Scored {
  readonly id: string
  readonly answerable: boolean
  readonly refused: boolean
  /** The gold answer stands in the answer, up to case, punctuation and articles. */
  readonly contains: boolean
  readonly f1: number
  readonly goldRetrieved: boolean
  /** The gold answer (or the gold evidence) stands in a quote. */
  readonly goldQuoted: boolean
  readonly goldInSupported: boolean
  readonly sentences: number
  readonly sentencesSupported: number
  readonly quotes: number
  readonly quotesOnPage: number
  readonly promptTokens: number
  readonly outputTokens: number
}

export function scoreAnswer(question: Question, answer: Answer, hits: readonly Hit[], documents: DocumentReader): Scored {
  const gold = question.answers.map(normal)
  const holdsGold = (text: string): boolean => gold.some((one) => ` ${normal(text)} `.includes(` ${one} `))
  const holdsEvidence = (text: string): boolean => question.evidence.some((one) => overlap(normal(one), normal(text)) > 0.5)
  const shown = answer.refused ? '' : answer.sentences.map(({ text }) => text).join(' ')
  const supported = answer.sentences.filter((one) => one.supported)
  return {
    id: question.id, answerable: question.answerable, refused: answer.refused,
    contains: gold.length > 0 && holdsGold(shown),
    f1: Math.max(0, ...gold.map((one) => tokenF1(one, normal(shown)))),
    goldRetrieved: hits.some(({ text }) => holdsGold(text) || holdsEvidence(text)),
    goldQuoted: answer.citations.some(({ quote }) => holdsGold(quote) || holdsEvidence(quote)),
    goldInSupported: supported.some(({ text }) => holdsGold(text)),
    sentences: answer.sentences.length, sentencesSupported: supported.length,
    quotes: answer.citations.length,
    quotesOnPage: answer.citations.filter(({ documentId, page, start, end, quote }) => documents.page(documentId, page)?.text.slice(start, end) === quote).length,
    promptTokens: answer.timings.promptTokens, outputTokens: answer.timings.outputTokens,
  }
}

/** Rates over the answers of one set; null where there is nothing to divide by. */
export function summarise(scored: readonly Scored[]): Record<string, number | null> {
  const yes = scored.filter((one) => one.answerable)
  const no = scored.filter((one) => !one.answerable)
  const given = yes.filter((one) => !one.refused)
  const refused = scored.filter((one) => one.refused)
  return {
    n: scored.length,
    contains: mean(yes, (one) => Number(one.contains)),
    f1: mean(yes, (one) => one.f1),
    goldRetrieved: mean(yes, (one) => Number(one.goldRetrieved)),
    goldQuoted: mean(yes, (one) => Number(one.goldQuoted)),
    goldInSupported: mean(yes, (one) => Number(one.goldInSupported)),
    containsWhenAnswered: mean(given, (one) => Number(one.contains)),
    answeredRate: mean(yes, (one) => Number(!one.refused)),
    refusalRecall: mean(no, (one) => Number(one.refused)),
    refusalPrecision: mean(refused, (one) => Number(!one.answerable)),
    supportedAnswerable: ratio(yes, (one) => one.sentencesSupported, (one) => one.sentences),
    supportedUnanswerable: ratio(no, (one) => one.sentencesSupported, (one) => one.sentences),
    /** Unanswerable questions that got an answer in which some sentence looks supported: the harm that counts. */
    misled: mean(no, (one) => Number(!one.refused && one.sentencesSupported > 0)),
    quotesOnPage: ratio(scored, (one) => one.quotesOnPage, (one) => one.quotes),
    promptTokens: mean(scored, (one) => one.promptTokens),
    outputTokens: mean(scored, (one) => one.outputTokens),
  }
}

function mean<T>(items: readonly T[], value: (item: T) => number): number | null {
  return items.length === 0 ? null : round(items.reduce((sum, item) => sum + value(item), 0) / items.length)
}

function ratio<T>(items: readonly T[], above: (item: T) => number, below: (item: T) => number): number | null {
  const total = items.reduce((sum, item) => sum + below(item), 0)
  return total === 0 ? null : round(items.reduce((sum, item) => sum + above(item), 0) / total)
}

const round = (value: number): number => Math.round(value * 1000) / 1000

/** SQuAD's normal form: lower case, no punctuation, no articles. */
function normal(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/(?<=\d),(?=\d{3})/gu, '').replaceAll(/[^\p{L}\p{N}.%]+/gu, ' ').replaceAll(/\.(?!\d)/gu, ' ').replaceAll(/\b(?:a|an|the)\b/gu, ' ').replaceAll(/\s+/gu, ' ').trim()
}

function tokenF1(gold: string, said: string): number {
  const [a, b] = [gold.split(' '), said.split(' ')]
  const left = [...b]
  const common = a.filter((word) => {
    const at = left.indexOf(word)
    if (at >= 0) left.splice(at, 1)
    return at >= 0
  }).length
  return common === 0 ? 0 : (2 * common) / (a.length + b.length)
}

function overlap(a: string, b: string): number {
  const [one, other] = [new Set(a.split(' ')), new Set(b.split(' '))]
  return [...one].filter((word) => other.has(word)).length / Math.min(one.size, other.size)
}
