import type { Answer, Citation, Hit, Message, Sentence } from '../../../src-preload/contract/index.ts'
import { agreementId, failure, letterId } from './sample-data.ts'
import { agreementPages, letterPages } from './sample-texts.ts'

const chatId = 'c_0000000000000001'
const names: Readonly<Record<string, string>> = { [agreementId]: 'Tenancy agreement 2023.pdf', [letterId]: 'Letter before action 28 March 2025.docx' }

export function pageText(documentId: string, page: number): string {
  return (documentId === letterId ? letterPages : agreementPages)[page - 1] ?? ''
}

function span(documentId: string, page: number, words: string): { start: number; end: number } {
  const start = pageText(documentId, page).indexOf(words)
  if (start === -1) throw new Error('the sample quotes words that are not on its page')
  return { start, end: start + words.length }
}

/** A passage from the line of `first` to the line of `last`, whose best sentence is `best`. */
function hit(documentId: string, page: number, best: string, score: number): Hit {
  const text = pageText(documentId, page)
  const bestSentence = span(documentId, page, best)
  const start = Math.max(0, text.lastIndexOf('\n', text.lastIndexOf('\n', bestSentence.start) - 1) + 1)
  const after = text.indexOf('\n', bestSentence.end)
  const next = after === -1 ? -1 : text.indexOf('\n', after + 1)
  const end = next === -1 ? text.length : next
  return {
    passageId: `p-${documentId}-${page}-${bestSentence.start}`, documentId, documentName: names[documentId] ?? '', page, pageLabel: documentId === letterId ? 'section “The deposit”' : null,
    start, end, headingPath: documentId === letterId ? ['The deposit'] : ['3. Deposit'], text: text.slice(start, end), score, bestSentence,
  }
}

const returned = 'Within 30 days after the End of the Tenancy the Agent returns the deposit to the Tenant'
const whole = 'the whole deposit is due on the thirtieth day after the End of the Tenancy'
const end = '“End of the Tenancy” means the day on which the Tenant has given up possession of the Property and all keys have been handed to the Agent, whichever is later.'
const keys = 'Our client’s keys were handed in on 7 February 2025.'

export const evidence: readonly Hit[] = [
  hit(agreementId, 3, `${returned}, less only such deductions as the Tenant has agreed to in writing or an adjudicator of the Register has allowed.`, 0.93),
  hit(agreementId, 3, 'If no list that meets clause 3.3 is sent in time, no deduction may be made, except for unpaid Rent, and the whole deposit is due on the thirtieth day after the End of the Tenancy.', 0.81),
  hit(agreementId, 2, end, 0.64),
  hit(letterId, 1, keys, 0.58),
  hit(agreementId, 1, 'Deposit £2,400', 0.31),
]

const cite = (n: number, documentId: string, page: number, quote: string, verifiedBy: Citation['verifiedBy'] = 'exact'): Citation => ({
  n, documentId, documentName: names[documentId] ?? '', page, pageLabel: documentId === letterId ? 'section “The deposit”' : null, quote, ...span(documentId, page, quote), place: null, verifiedBy,
})

const sentence = (text: string, citations: number[], reason: Sentence['reason'] = null): Sentence => ({ text, supported: reason === null, reason, citations })
const timings = { evidenceMs: 84, firstTokenMs: 3120, totalMs: 9480, promptTokens: 520, cachedTokens: 310, outputTokens: 96 }

function answerOf(sentences: Sentence[], citations: Citation[], rest: Partial<Answer> = {}): Answer {
  return { text: sentences.map((each) => each.text).join(' '), sentences, citations, refused: false, timings, modelId: 'qwen2.5-coder-1.5b-instruct-q4_k_m', caveats: [], ...rest }
}

export const usualAnswer: Answer = answerOf([
  sentence('The Agent must return the deposit within 30 days after the end of the tenancy.', [1]),
  sentence('If no valid list of deductions is sent in time, the whole deposit is due on the thirtieth day.', [2]),
  sentence('The tenancy ends when the tenant has given up possession and all keys have been handed in, whichever is later.', [3]),
  sentence('According to the letter, the keys were handed in on 7 February 2025, so the deposit was due on 9 March 2025.', [4], 'number-not-in-passages'),
], [cite(1, agreementId, 3, returned), cite(2, agreementId, 3, whole, 'normalised'), cite(3, agreementId, 2, end), cite(4, letterId, 1, keys)], {
  caveats: ['1 page of “Scan of the envelope.pdf” has no text and was not searched.', '“Photographs (protected).pdf” could not be read.'],
})

export const refusedAnswer: Answer = answerOf([], [], {
  refused: true, text: 'Nothing in the 12 documents of this matter answers this question. 44 pages were searched; the closest passages are about the deposit, not about insurance.', caveats: ['1 page of “Scan of the envelope.pdf” has no text and was not searched.'],
})

const message = (n: number, question: string, rest: Partial<Message>): Message => ({
  id: `a_${String(n).padStart(16, '0')}`, chatId, question, state: 'done', createdAt: `2026-11-21T10:2${n}:00.000Z`, partialText: '', evidence: [...evidence], answer: null, failure: null, escalation: null, ...rest,
})

export const messages: readonly Message[] = [
  message(1, 'When must the deposit be paid back?', { answer: usualAnswer, partialText: usualAnswer.text }),
  message(2, 'Was the flat insured against water damage?', { answer: refusedAnswer, partialText: refusedAnswer.text, evidence: evidence.slice(3) }),
]

export const unfinishedMessages: readonly Message[] = [
  message(3, 'Which deductions were proposed, and when was the list sent?', { state: 'interrupted', partialText: 'The list of deductions was sent on 24 February 2025 and names four items, among them' }),
  message(4, 'Who checked the inventory?', { state: 'stopped', partialText: '' }),
  message(5, 'What does the clerk say about the north wall?', { state: 'failed', failure: failure('model-failed', 'The local model stopped while answering. The question and what was written so far are kept; ask again.', { exitCode: 1 }) }),
]

const formatted = [
  sentence('## What is **due**', [], 'no-citation'), sentence('The deposit goes back within *30 days*.', [1]), sentence('- **Deposit**: the whole of it, unless a list was sent.', [2]), sentence('- **Keys**: handed in on `7 February 2025`.', [3]),
  sentence('| Party | Sum |', [], 'no-citation'), sentence('|---|---:|', [], 'no-citation'), sentence('| Tenant | £2,400 |', [4]),
  sentence('See [the register](https://register.example/secret) ![pixel](https://evil.example/p.png) <img src=x onerror=alert(1)>.', [], 'no-citation'),
]
const breaks = ['', '\n\n', '\n\n', '\n', '\n\n', '\n', '\n', '\n\n']

/** An answer as larger models write them: with headings, lists, a table, and things that must not be followed. */
const formattedAnswer: Answer = {
  ...answerOf(formatted, [cite(1, agreementId, 3, returned), cite(2, agreementId, 3, whole, 'normalised'), cite(3, letterId, 1, keys), cite(4, agreementId, 1, 'Deposit £2,400')]),
  text: formatted.map(({ text, citations }, index) => `${breaks[index] ?? ' '}${text}${citations.map((n) => ` [${n}]`).join('')}`).join(''),
}

export const formattedMessages: readonly Message[] = [message(1, 'What is due, and to whom?', { answer: formattedAnswer, partialText: formattedAnswer.text })]
