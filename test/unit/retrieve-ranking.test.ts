import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bestOf, rivalSentences } from '../../src-main/retrieve/best-sentence.ts'
import type { Candidate } from '../../src-main/retrieve/gather-candidates.ts'
import { queryTerms } from '../../src-main/retrieve/query-terms.ts'
import { rankPassages } from '../../src-main/retrieve/rank-passages.ts'
import { rateCandidates } from '../../src-main/retrieve/relevance.ts'
import type { PassageIndex, ScoredPassage } from '../../src-main/store/ports.ts'

const passage = (id: string, text: string, score = 0): ScoredPassage =>
  ({ passageId: id, documentId: 'd_0000000000000001', page: 1, start: 0, end: text.length, headingPath: [], text, score })
const candidate = (text: string, cosine: number, bm25: number): Candidate => ({ passage: passage(text, text), cosine, bm25 })

/** Answers both searches with fixed lists. */
const indexOf = (near: ScoredPassage[], worded: ScoredPassage[]): PassageIndex =>
  ({ count: () => Promise.resolve(500), vectorSearch: () => Promise.resolve(near), textSearch: () => Promise.resolve(worded) })

describe('what is searched for', () => {
  test('words that carry no meaning are left out', () => {
    expect(queryTerms('What is the amount of the deposit?').searchText).toBe('amount deposit')
  })

  test('a question of function words only is searched as it stands', () => {
    expect(queryTerms('Who is it?').searchText).toBe('Who is it')
  })

  test('a pasted page becomes a search of bounded length', () => {
    const pasted = Array.from({ length: 5_000 }, (_, at) => `word${at}`).join(' ')
    expect(queryTerms(pasted).searchText.split(' ')).toHaveLength(64)
  })

  test.each([['How much is the deposit?', true], ['deposit interest', true], ['Wie hoch ist die Kaution?', false], ['Kündigungsfrist', false], ['Сколько стоит?', false], ['', true]])('%s is English: %s', (query, english) => {
    expect(queryTerms(query).english).toBe(english)
  })
})

describe('relevance', () => {
  const terms = queryTerms('How much is the deposit for the flat?')

  test('is between 0 and 1 and rises with similarity and with BM25', () => {
    fc.assert(fc.property(fc.float({ min: -1, max: 1, noNaN: true }), fc.float({ min: 0, max: 25, noNaN: true }), fc.integer({ min: 20, max: 1_000_000 }), (cosine, bm25, passages) => {
      const [base = 0, nearer = 0, worded = 0] = rateCandidates([candidate('x', cosine, bm25), candidate('x', cosine + 0.1, bm25), candidate('x', cosine, bm25 + 1)], terms, { passages, aboutPassage: () => '' })
      expect(base).toBeGreaterThanOrEqual(0)
      expect(nearer).toBeGreaterThan(base)
      expect(worded).toBeGreaterThan(base)
      expect(Math.max(nearer, worded)).toBeLessThanOrEqual(1)
    }))
  })

  test('prefers the passage that has more of the words asked for', () => {
    const [with_ = 0, without = 0] = rateCandidates([candidate('The deposit for the flat is held.', 0.5, 0), candidate('The rent is due.', 0.5, 0)], terms, { passages: 100, aboutPassage: () => '' })
    expect(with_).toBeGreaterThan(without)
  })
})

describe('the ranking', () => {
  test('finds what only one of the two searches found', async () => {
    const ranked = await rankPassages(indexOf([passage('a', 'money held', 0.7)], [passage('b', 'deposit', 9)]), queryTerms('deposit'), new Float32Array(), 10)
    expect(ranked.map((each) => each.passage.passageId).toSorted()).toEqual(['a', 'b'])
  })

  test('shows the same text once, also where spacing or case differ', async () => {
    const near = [passage('a', 'The  Deposit is held.', 0.9), passage('b', 'the deposit is held', 0.8), passage('c', 'Rent', 0.1)]
    const ranked = await rankPassages(indexOf(near, []), queryTerms('deposit'), new Float32Array(), 10)
    expect(ranked.map((each) => each.passage.passageId)).toEqual(['a', 'c'])
  })

  test('is best first and no longer than asked for', async () => {
    const near = Array.from({ length: 30 }, (_, at) => passage(`p${at}`, `text number ${at}`, 0.9 - at / 50))
    const ranked = await rankPassages(indexOf(near, []), queryTerms('text'), new Float32Array(), 5)
    expect(ranked).toHaveLength(5)
    expect(ranked.map(({ score }) => score)).toEqual(ranked.map(({ score }) => score).toSorted((a, b) => b - a))
  })
})

describe('the best sentence', () => {
  const text = 'The flat is in Brinley. The deposit is £2,400. Rent is due monthly.'

  test('is the one that shares the words asked for', () => {
    const span = bestOf(rivalSentences(text, queryTerms('How much is the deposit?')), [])
    expect(text.slice(span.start, span.end)).toBe('The deposit is £2,400.')
  })

  test('follows similarity where words do not decide', () => {
    const choice = rivalSentences(text, queryTerms('Wo?'))
    const span = bestOf(choice, [0.1, 0.9])
    expect(span).toEqual(choice.rivals[1]?.span)
  })

  test('lies inside the passage for any text and query', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.string({ unit: 'grapheme', maxLength: 60 }), (any, query) => {
      const { start, end } = bestOf(rivalSentences(any, queryTerms(query)), [0.3, 0.4])
      expect(start).toBeGreaterThanOrEqual(0)
      expect(end).toBeGreaterThanOrEqual(start)
      expect(end).toBeLessThanOrEqual(any.length)
    }))
  })
})
