import type { Citation, Sentence } from '../../src-preload/contract/index.ts'
import type { DocumentReader } from '../store/ports.ts'
import { evidenceSentences, findSupport, type EvidenceSentence } from './citations/find-support.ts'
import { placeName } from './citations/place-name.ts'
import { verifyQuote } from './citations/verify-quote.ts'
import { verifySentence } from './citations/verify-sentence.ts'
import type { EvidenceWindow } from './evidence/evidence-window.ts'
import { splitSentences } from './evidence/split-sentences.ts'
import { refusalSentence } from './prompt/answer-prompt.ts'

export interface ComposedAnswer {
  /** Sentences with `[n]` behind each that has citations. */
  readonly text: string
  readonly sentences: readonly Sentence[]
  readonly citations: readonly Citation[]
}

export interface ComposeInput {
  /** What the model wrote. */
  readonly written: string
  readonly question: string
  readonly windows: readonly EvidenceWindow[]
  readonly documents: DocumentReader
}

/** Attaches verified quotes to what the model wrote; citations are numbered in order of appearance. */
export function composeAnswer({ written, question, windows, documents }: ComposeInput): ComposedAnswer {
  const evidence = evidenceSentences(windows)
  const citations: Citation[] = []
  const texts = splitSentences(written).map(({ start, end }, index, spans) => ({ text: written.slice(start, end), before: written.slice(spans[index - 1]?.end ?? start, start) }))
  // Small models like to add the refusal behind an answer; alone it stays, and the caller refuses.
  const telling = texts.filter(({ text }) => text !== refusalSentence)
  const kept = telling.length > 0 ? telling : texts
  const sentences = kept.map(({ text }): Sentence => {
    const support = findSupport(text, question, evidence)
    const cited = support.flatMap((one) => {
      const citation = cite(one, citations, documents)
      return citation ? [{ citation, one }] : []
    })
    if (support.length > 0 && cited.length === 0) return { text, supported: false, reason: 'quote-not-on-page', citations: [] }
    const verdict = verifySentence(text, cited.map(({ one }) => ({ quote: one.text, passage: passageText(one) })), question)
    return { text, supported: verdict.supported, reason: verdict.supported ? null : verdict.reason, citations: [...new Set(cited.map(({ citation }) => citation.n))] }
  })
  return { text: answerText(sentences, kept.map(({ before }) => before)), sentences, citations }
}

/** Line breaks stay as they were written: paragraphs, items and rows of a table are made of them. */
function answerText(sentences: readonly Sentence[], before: readonly string[]): string {
  const breaks = (index: number): string => (index === 0 ? '' : /\n\s*$/.exec(before[index] ?? '')?.[0] ?? ' ')
  return sentences.map(({ text, citations }, index) => `${breaks(index)}${text}${citations.map((n) => ` [${n}]`).join('')}`).join('')
}

/** What the sentence's facts are looked up in: the passage around the quote, with the headings it stands under. */
function passageText({ window }: EvidenceSentence): string {
  return [window.documentName, ...window.headingPath, window.text].join('\n')
}

/** The citation for a piece of evidence: an earlier one with the same place, or a new one when the quote is on its page. */
function cite({ window, span, text }: EvidenceSentence, citations: Citation[], documents: DocumentReader): Citation | null {
  const { documentId, documentName, page, pageLabel } = window
  const stored = documents.page(documentId, page)
  const found = stored && verifyQuote(stored.text, text, span.start)
  if (!found) return null
  const known = citations.find((other) => other.documentId === documentId && other.page === page && other.start === found.start && other.end === found.end)
  if (known) return known
  const citation: Citation = { n: citations.length + 1, documentId, documentName, page, pageLabel, quote: text, ...found, place: placeName(stored.places, found) }
  citations.push(citation)
  return citation
}
