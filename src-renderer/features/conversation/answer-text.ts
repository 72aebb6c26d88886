import type { Answer, Citation } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import { whereabouts } from '../evidence/quotes.ts'

/** Small models write markers like [1] themselves; the checked numbers are drawn as buttons instead. */
export function withoutMarkers(sentence: string): string {
  return sentence.replaceAll(/\s*\[\d+(?:\s*[,–-]\s*\d+)*\]/g, '').replaceAll(/[^\S\n]+([.,;:!?](?![-|[]))/g, '$1')
}

/** A sentence of an answer and where it stands in {@link AnswerSource.text}. */
export interface SentenceSpan { readonly index: number; readonly start: number; readonly end: number }

/** What the answer says, with the breaks that its writer made and without the numbers of its citations. */
export interface AnswerSource { readonly text: string; readonly spans: readonly SentenceSpan[] }

/** Items, headings and rows stand on lines of their own, also where an older version had joined them. */
const ownLine = /^(?:[-*+•]\s|\d+[.)]\s|#{1,6}\s|\||>)/

/** Puts the sentences of an answer together again; `behind` is said after each. */
export function answerSource(answer: Answer, behind: (index: number) => string = () => ''): AnswerSource {
  const spans: SentenceSpan[] = []
  let text = ''
  let cursor = 0
  answer.sentences.forEach((sentence, index) => {
    const written = sentence.text.trim()
    const at = answer.text.indexOf(written, cursor)
    const gap = at === -1 ? '' : answer.text.slice(cursor, at).replaceAll(/\S+/g, '')
    if (at !== -1) cursor = at + written.length
    if (text !== '') text += gap.includes('\n') ? gap.replace(/^[^\S\n]+/, '') : ownLine.test(written) ? '\n' : ' '
    const start = text.length
    text += `${withoutMarkers(written)}`
    spans.push({ index, start, end: text.length })
    text += behind(index)
  })
  return { text, spans }
}

function footnote(citation: Citation): string {
  return `[${citation.n}] ${citation.documentName}, ${whereabouts(citation)}: “${citation.quote}”`
}

function sentenceText(answer: Answer, withNumbers: boolean): string {
  return answerSource(answer, (index) => {
    const sentence = answer.sentences[index]
    if (sentence === undefined) return ''
    const numbers = withNumbers ? sentence.citations.map((n) => ` [${n}]`).join('') : ''
    return sentence.supported || answer.refused || !tells(sentence.text) ? numbers : `${numbers} (${t.conversation.unsupported})`
  }).text
}

/** A line of a table's or a list's signs says nothing that could be supported. */
export function tells(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/** The answer as plain text; with footnotes it carries the numbers and, below, each source with its quote. Unsupported sentences stay marked. */
export function answerAsText(answer: Answer, footnotes: boolean): string {
  const body = answer.sentences.length === 0 ? answer.text.trim() : sentenceText(answer, footnotes)
  if (!footnotes || answer.citations.length === 0) return body
  return `${body}\n\n${answer.citations.map(footnote).join('\n')}`
}

/** What a screen reader says: the words without the signs that make headings, lists, tables and stress. */
export function spokenText(text: string): string {
  return withoutMarkers(text).replaceAll(/^[^\S\n]*(?:#{1,6}|[-*+>])[^\S\n]+/gm, '').replaceAll(/^[\s|:-]+$/gm, '').replaceAll(/\*\*|`/g, '').replaceAll(/[^\S\n]*\|[^\S\n]*/g, ' ').trim()
}
