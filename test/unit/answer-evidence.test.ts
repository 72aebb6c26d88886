import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { packEvidence, type PackOptions } from '../../src-main/agent/evidence/pack-evidence.ts'
import type { EvidenceWindow } from '../../src-main/agent/evidence/evidence-window.ts'
import { splitSentences } from '../../src-main/agent/evidence/split-sentences.ts'
import { leansOnEarlier, retrievalQuery } from '../../src-main/agent/prompt/retrieval-query.ts'
import { saysNothingFound } from '../../src-main/agent/refusal.ts'
import { fakeReader, hitOn, type FakeDocument } from '../support/answer-fakes.ts'

const sentencesOf = (text: string): string[] => splitSentences(text).map(({ start, end }) => text.slice(start, end))

describe('sentences', () => {
  test.each([
    ['Mr. Smith pays. Dr. Jones does not.', ['Mr. Smith pays.', 'Dr. Jones does not.']],
    ['See Art. 5 and No. 12 of the deed. It binds both.', ['See Art. 5 and No. 12 of the deed.', 'It binds both.']],
    ['The sum is 4.5 percent. It is due.', ['The sum is 4.5 percent.', 'It is due.']],
    ['Duties\n\nThe tenant pays.\n- rent\n- heating', ['Duties', 'The tenant pays.', '- rent', '- heating']],
    ['The lease runs\nover two lines. Then ends.', ['The lease runs\nover two lines.', 'Then ends.']],
  ])('%j', (text, expected) => {
    expect(sentencesOf(text)).toEqual(expected)
  })

  test('are spans of the text in order, without overlap, and leave out nothing but white space', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('Rent', 'is', 'due', 'Mr.', 'No.', '5', '.', '. ', '\n', '\n\n', ' ', '; ', '- ', 'Zürich', '1) ', '?', '“x”')).map((parts) => parts.join('')), (text) => {
      const spans = splitSentences(text)
      const rest = spans.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), text)
      expect(rest.trim()).toBe('')
      expect(spans.every(({ start, end }, index) => start < end && start >= (spans[index - 1]?.end ?? 0))).toBe(true)
    }))
  })
})

describe('packing', () => {
  const clause = (n: number): string => `Clause ${n} says that room ${n} is cleaned every week.`
  const book: FakeDocument = { id: 'd_00000000000000c3', name: 'Rules.txt', pages: [0, 10, 20].map((from) => Array.from({ length: 10 }, (_, i) => clause(from + i)).join(' ')) }
  const other: FakeDocument = { id: 'd_00000000000000d4', name: 'Other.txt', pages: ['Nothing about rooms. The garden is closed in winter. Dogs are welcome.'] }
  const documents = fakeReader([book, other])
  const pack = (options: Partial<PackOptions>): EvidenceWindow[] => packEvidence({
    question: 'Which room?', documents, budgetTokens: 1000, kept: [], countTokens: ({ text }) => Math.ceil(text.length / 4),
    hits: [hitOn(book, 1, clause(5)), hitOn(other, 1, 'The garden is closed in winter.'), hitOn(book, 2, clause(12))], ...options,
  })

  test('a small budget takes much of the best passage, short passages whole and the best sentence of the others with its neighbours; the best stands last', () => {
    expect(pack({ budgetTokens: 100 }).map(({ text }) => text)).toEqual([`${clause(11)} ${clause(12)} ${clause(13)}`, other.pages[0], `${clause(4)} ${clause(5)} ${clause(6)}`])
    expect(pack({ budgetTokens: 40 }).map(({ text }) => text)).toEqual([`${clause(4)} ${clause(5)} ${clause(6)}`])
  })

  test('a large budget takes whole passages', () => {
    expect(pack({}).map(({ text }) => text)).toEqual([book.pages[1], other.pages[0], book.pages[0]])
  })

  test('windows are always exact stretches of their page, within the budget, and never overlap', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 600 }), fc.array(fc.nat({ max: 29 }), { maxLength: 8 }), (budgetTokens, clauses) => {
      const windows = pack({ budgetTokens, hits: clauses.map((n) => hitOn(book, Math.floor(n / 10) + 1, clause(n))) })
      for (const { documentId, page, start, end, text } of windows) expect(documents.page(documentId, page)?.text.slice(start, end)).toBe(text)
      expect(windows.reduce((sum, { text }) => sum + text.length, 0)).toBeLessThanOrEqual(budgetTokens * 4)
      for (const [index, a] of windows.entries()) {
        expect(windows.slice(index + 1).some((b) => a.page === b.page && a.documentId === b.documentId && a.start < b.end && b.start < a.end)).toBe(false)
      }
    }))
  })

  test('what was packed before stays first and unchanged', () => {
    const kept = pack({ budgetTokens: 120 })
    expect(pack({ kept, hits: [hitOn(book, 3, clause(22))] }).slice(0, kept.length)).toEqual(kept)
    expect(pack({ kept, budgetTokens: 0 })).toEqual(kept)
  })
})

describe('questions that lean on the one before', () => {
  test.each(['And when?', 'Why?', 'Who signed it?', 'What about the deposit?', 'When does it end?', 'Und wann?'])('%s', (question) => {
    expect(leansOnEarlier(question)).toBe(true)
    expect(retrievalQuery(question, [{ question: 'What is the rent of the Harlow warehouse?', answer: '' }])).toContain('Harlow')
  })

  test.each(['What is the monthly rent of the warehouse in Harlow?', 'When did Anna Meyer sign the lease with Harlow Storage?'])('but not: %s', (question) => {
    expect(retrievalQuery(question, [{ question: 'Who owns the garden?', answer: '' }])).toBe(question)
  })
})

test.each([
  ['The documents do not say.', true],
  ['The excerpts do not contain the answer to this question.', true],
  ['There is no information about the deposit.', true],
  ['The date is not mentioned.', true],
  ['The tenant does not pay for heating.', false],
  ['The lease ends in 2026.', false],
])('%s is a refusal: %s', (sentence, refusal) => {
  expect(saysNothingFound(sentence)).toBe(refusal)
})
