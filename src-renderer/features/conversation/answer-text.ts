import type { Answer, Citation } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import { whereabouts } from '../evidence/quotes.ts'

/** Small models write markers like [1] themselves; the checked numbers are drawn as buttons instead. */
export function withoutMarkers(sentence: string): string {
  return sentence.replaceAll(/\s*\[\d+(?:\s*[,–-]\s*\d+)*\]/g, '').replaceAll(/\s+([.,;:!?])/g, '$1')
}

function footnote(citation: Citation): string {
  return `[${citation.n}] ${citation.documentName}, ${whereabouts(citation)}: “${citation.quote}”`
}

function sentenceText(answer: Answer, withNumbers: boolean): string {
  return answer.sentences.map((sentence) => {
    const text = withoutMarkers(sentence.text)
    const numbers = withNumbers ? sentence.citations.map((n) => ` [${n}]`).join('') : ''
    const mark = sentence.supported || answer.refused ? '' : ` (${t.conversation.unsupported})`
    return `${text.trimEnd()}${numbers}${mark}${/\n\s*$/.test(text) ? '\n' : ''}`
  }).join(' ').replaceAll(/\n /g, '\n').trim()
}

/** The answer as plain text; with footnotes it carries the numbers and, below, each source with its quote. Unsupported sentences stay marked. */
export function answerAsText(answer: Answer, footnotes: boolean): string {
  const body = answer.sentences.length === 0 ? answer.text.trim() : sentenceText(answer, footnotes)
  if (!footnotes || answer.citations.length === 0) return body
  return `${body}\n\n${answer.citations.map(footnote).join('\n')}`
}

export interface Paragraph { readonly key: number; readonly sentences: readonly { readonly index: number; readonly text: string }[] }

/** Groups the sentences into the paragraphs that the answer's own line breaks make. */
export function paragraphs(answer: Answer): Paragraph[] {
  const groups: { key: number; sentences: { index: number; text: string }[] }[] = []
  let cursor = 0
  answer.sentences.forEach((sentence, index) => {
    const text = sentence.text.trim()
    const at = answer.text.indexOf(text, cursor)
    const gap = at === -1 ? '' : answer.text.slice(cursor, at)
    if (at !== -1) cursor = at + text.length
    const last = groups.at(-1)
    if (last === undefined || gap.includes('\n')) groups.push({ key: index, sentences: [{ index, text }] })
    else last.sentences.push({ index, text })
  })
  return groups
}
