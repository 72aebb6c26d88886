import type { Answer } from '../../src-preload/contract/index.ts'
import type { AskOutput } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

/** The fields of an answer that every command which gives one has in common. */
export function answerOutput(question: string, answer: Answer): Omit<AskOutput, 'schema' | 'id'> {
  return {
    question,
    answer: answer.text,
    sentences: answer.sentences.map(({ text, supported, reason, citations }) => ({ text, supported, reason, citations })),
    citations: answer.citations.map(({ n, documentId, documentName, page, place, quote, start, end }) => ({ n, documentId, file: documentName, page, place, quote, start, end })),
    refused: answer.refused,
    caveats: answer.caveats,
    modelId: answer.modelId,
    timings: answer.timings,
  }
}

/** The answer for a person: what the documents do not carry is marked, and each quote is given with its page. */
export function answerText(answer: Answer): string {
  const sentences = answer.sentences.map(({ text, supported, citations }) => {
    const marks = citations.map((n) => `[${n}]`).filter((mark) => !text.includes(mark)).join('')
    return `${terminalText(text, 'lines')}${marks ? ` ${marks}` : ''}${supported || answer.refused ? '' : ' (not found in the documents)'}`
  })
  const quotes = answer.citations.map(({ n, documentName, page, place, quote }) => `[${n}] ${terminalText(documentName)}, page ${page}${place === null ? '' : ` (${terminalText(place)})`}: “${terminalText(quote)}”`)
  const parts = [sentences.length > 0 ? sentences.join('\n') : terminalText(answer.text, 'lines'), quotes.join('\n'), answer.caveats.map((caveat) => terminalText(caveat)).join('\n')]
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`
}
