import type { Span } from '../../../src-preload/contract/index.ts'
import type { EvidenceWindow } from '../evidence/evidence-window.ts'
import { splitSentences } from '../evidence/split-sentences.ts'
import { allStems, contentStems } from '../../support/content-words.ts'
import { nameFacts } from './name-facts.ts'
import { missingDates, missingNumbers } from './verify-sentence.ts'

/** One sentence of the evidence; `text` is the page's own, `span` in page offsets. */
export interface EvidenceSentence {
  readonly window: EvidenceWindow
  readonly span: Span
  readonly text: string
  readonly stems: ReadonlySet<string>
}

export function evidenceSentences(windows: readonly EvidenceWindow[]): EvidenceSentence[] {
  return windows.flatMap((window) => splitSentences(window.text).map((span) => {
    const text = window.text.slice(span.start, span.end)
    return { window, span: { start: window.start + span.start, end: window.start + span.end }, text, stems: allStems(text) }
  }))
}

/** Quotes under one sentence: more than this and nobody reads them. */
const mostQuotes = 3
/** A further quote for words alone must bring this many: a single one is found somewhere in almost any text. */
const leastNewWords = 2
/** Below this share of a sentence's weight a quote has nothing to do with it. */
const leastShare = 0.3

/**
 * The evidence sentences that carry an answer sentence, best first: the one that shares most with it, then others
 * only for what is still missing: a number, a date, a name, or several words. Empty when nothing comes close.
 */
export function findSupport(sentence: string, question: string, evidence: readonly EvidenceSentence[]): EvidenceSentence[] {
  const weights = wordWeights(sentence, question)
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0)
  if (total === 0) return []
  const share = (candidate: EvidenceSentence): number => {
    let sum = 0
    for (const [stem, weight] of weights) if (candidate.stems.has(stem)) sum += weight
    return sum / total
  }
  const facts = (texts: readonly string[]): number => missingNumbers(sentence, texts.join('\n'), question).length + missingDates(sentence, texts.join('\n'))
  const allFacts = facts([])
  const ranked = evidence.map((candidate) => ({ candidate, rank: share(candidate) + (allFacts > 0 ? (0.5 * (allFacts - facts([candidate.text]))) / allFacts : 0) }))
    .toSorted((a, b) => b.rank - a.rank)
  const first = ranked[0]
  if (!first || first.rank < leastShare) return []
  const support = [first.candidate]
  const asked = contentStems(question)
  const names = [...nameFacts(sentence)].filter((name) => !asked.has(name))
  const missing = (): number => facts(support.map(({ text }) => text)) + names.filter((name) => !support.some(({ stems }) => stems.has(name))).length
  const added = [...contentStems(sentence)].filter((stem) => !asked.has(stem))
  const missingWords = (): number => added.filter((stem) => !support.some(({ stems }) => stems.has(stem))).length
  for (const { candidate } of ranked.slice(1)) {
    const before = missing()
    if ((before === 0 && missingWords() < leastNewWords) || support.length >= mostQuotes) break
    const wordsBefore = missingWords()
    support.push(candidate)
    if (missing() >= before && missingWords() > wordsBefore - leastNewWords) support.pop()
  }
  return support
}

/** Words that the answer adds to the question tell most about where it comes from; names and figures more than others. */
function wordWeights(sentence: string, question: string): Map<string, number> {
  const asked = contentStems(question)
  const names = nameFacts(sentence)
  const weights = new Map<string, number>()
  for (const stem of contentStems(sentence)) {
    weights.set(stem, (names.has(stem) || /\d/u.test(stem) ? 2 : 1) * (asked.has(stem) ? 0.5 : 1))
  }
  // A bare answer ("4,200 pounds") leaves the choice between equal sentences to the question.
  for (const stem of asked) if (!weights.has(stem)) weights.set(stem, 0.25)
  return weights
}
