import { describe, expect, it } from 'vitest'
import type { Message } from '../../src-preload/contract/index.ts'
import { applyAnswerEvent, toLive, type AnswerEvent } from '../../src-renderer/features/conversation/answer-reducer.ts'
import { answerAsText, answerSource, withoutMarkers } from '../../src-renderer/features/conversation/answer-text.ts'
import { neighbour, quotesOf } from '../../src-renderer/features/evidence/quotes.ts'
import { evidence, messages, pageText, refusedAnswer, usualAnswer } from '../support/fake-bridge/sample-answers.ts'

const running: Message = { id: 'a_0000000000000009', chatId: 'c_0000000000000001', question: 'When?', state: 'running', createdAt: '2026-11-21T10:00:00.000Z', partialText: '', evidence: [], answer: null, failure: null, escalation: null }
const ids = { matterId: 'm_0000000000000001', chatId: running.chatId, messageId: running.id }
const play = (...events: AnswerEvent[]) => events.reduce(applyAnswerEvent, toLive(running))

describe('an answer while it is being made', () => {
  it('shows evidence first, then how far reading is, then the words', () => {
    const found = play({ name: 'answer.evidence', payload: { ...ids, hits: [...evidence], tookMs: 84 } }, { name: 'answer.prefill', payload: { ...ids, tokensDone: 412, tokensTotal: 520 } })
    expect(found).toMatchObject({ evidenceMs: 84, prefill: { tokensDone: 412, tokensTotal: 520 }, partialText: '' })
    const writing = [{ delta: 'Within ' }, { delta: '30 days.' }].map(({ delta }): AnswerEvent => ({ name: 'answer.text', payload: { ...ids, delta } })).reduce(applyAnswerEvent, found)
    expect(writing).toMatchObject({ partialText: 'Within 30 days.', prefill: null, state: 'running' })
  })

  it('keeps what was written when it is stopped, and takes no word after that', () => {
    const stopped = play({ name: 'answer.text', payload: { ...ids, delta: 'Within' } }, { name: 'answer.stopped', payload: ids }, { name: 'answer.text', payload: { ...ids, delta: ' late' } })
    expect(stopped).toMatchObject({ state: 'stopped', partialText: 'Within' })
  })

  it('is the checked answer once it is done, whatever the stream said before', () => {
    const done = play({ name: 'answer.text', payload: { ...ids, delta: 'Unchecked' } }, { name: 'answer.done', payload: { ...ids, answer: usualAnswer, escalation: null } })
    expect(done).toMatchObject({ state: 'done', partialText: usualAnswer.text, answer: usualAnswer })
  })

  it('is not touched by events about another question', () => {
    const live = toLive(running)
    expect(applyAnswerEvent(live, { name: 'answer.text', payload: { ...ids, messageId: 'a_0000000000000008', delta: 'x' } })).toBe(live)
  })
})

describe('copying an answer', () => {
  it('keeps unsupported sentences marked', () => {
    expect(answerAsText(usualAnswer, false)).toContain('9 March 2025. (not found in the documents)')
  })

  it('with footnotes carries every source with page and quote', () => {
    const text = answerAsText(usualAnswer, true)
    for (const citation of usualAnswer.citations) expect(text).toContain(`[${citation.n}] ${citation.documentName}`)
    expect(text).toContain('page 3: “Within 30 days after the End of the Tenancy')
  })

  it('of a refusal is the words that say so', () => {
    expect(answerAsText(refusedAnswer, true)).toBe(refusedAnswer.text)
  })

  it('drops markers that the model wrote, since the checked numbers are drawn instead', () => {
    expect(withoutMarkers('Due in 30 days [1][2, 3].')).toBe('Due in 30 days.')
    expect(withoutMarkers('See [the lease].')).toBe('See [the lease].')
  })

  it('keeps the paragraphs of the answer', () => {
    const base = { supported: true, reason: null, citations: [] }
    const answer = { ...usualAnswer, text: 'One. Two.\n\nThree.', sentences: [{ ...base, text: 'One.' }, { ...base, text: 'Two.' }, { ...base, text: 'Three.' }] }
    const { text, spans } = answerSource(answer)
    expect(text).toBe('One. Two.\n\nThree.')
    expect(spans.map(({ start, end }) => text.slice(start, end))).toEqual(['One.', 'Two.', 'Three.'])
    expect(answerAsText(answer, false)).toBe('One. Two.\n\nThree.')
  })
})

describe('the quotes of an answer', () => {
  const lists = quotesOf(messages[0] ?? null)

  it('come before the other passages that were found, none of them twice', () => {
    expect(lists.cited.map((quote) => quote.n)).toEqual([1, 2, 3, 4])
    expect(lists.found).toHaveLength(1)
  })

  it('show words that are on the page at their offsets', () => {
    for (const quote of lists.all) expect(pageText(quote.documentId, quote.page).slice(quote.start, quote.end)).toBe(quote.words)
  })

  it('are walked in order and stop at the ends', () => {
    const [first, second] = lists.all
    expect(neighbour(lists.all, null, 1)).toBe(first)
    expect(neighbour(lists.all, first?.key ?? '', 1)).toBe(second)
    expect(neighbour(lists.all, first?.key ?? '', -1)).toBeNull()
    expect(neighbour(lists.all, lists.all.at(-1)?.key ?? '', 1)).toBeNull()
  })
})
