import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { foldText } from '../../src-main/agent/citations/fold-text.ts'
import { verifyQuote } from '../../src-main/agent/citations/verify-quote.ts'
import { verifySentence } from '../../src-main/agent/citations/verify-sentence.ts'

/** Pages as typesetters make them: ligatures, line ends, hyphens, curly quotes, invisible characters. */
const piece = fc.constantFrom('rent', 'ﬁle', 'exam-\nple', 'long-term', 'co\u00ADoperate', '“Term”', '’s', '–', ' ', '\n', '  \t', '\u00A0', 'Zürich', '漢字', '😀', '4,200', '.', 'ﬃ', '\u200B', '- ', 'a')
const pageText = fc.array(piece, { minLength: 1, maxLength: 40 }).map((pieces) => pieces.join(''))

describe('quotes', () => {
  test('a verified quote is on the page where it says, up to typography', () => {
    fc.assert(fc.property(pageText, pageText, (page, quote) => {
      const place = verifyQuote(page, quote)
      if (!place) return
      expect(foldText(page.slice(place.start, place.end)).text).toBe(foldText(quote).text.trim())
      expect(place.verifiedBy === 'exact').toBe(page.slice(place.start, place.end) === quote.trim())
    }), { numRuns: 2000 })
  })

  test('whatever stands on a page is found there, also after its line ends were changed', () => {
    fc.assert(fc.property(pageText, fc.nat(), fc.nat(), (page, a, b) => {
      const [start, end] = [a % (page.length + 1), b % (page.length + 1)].toSorted((x, y) => x - y)
      const quote = page.slice(start, end)
      fc.pre(quote.trim() !== '')
      expect(verifyQuote(page, quote)).not.toBeNull()
    }))
    expect(verifyQuote('The rent is\n4,200 pounds per  month.', 'rent is 4,200 pounds per month')).toEqual({ start: 4, end: 35, verifiedBy: 'normalised' })
    expect(verifyQuote('an exam-\nple of ﬁne print', 'an example of fine print')).toMatchObject({ start: 0, end: 25, verifiedBy: 'normalised' })
    expect(verifyQuote('the “Term”—so called', 'the "Term"-so called')).toMatchObject({ start: 0, verifiedBy: 'normalised' })
  })

  test('quotes that are not on the page are refused', () => {
    fc.assert(fc.property(fc.array(fc.constantFrom('rent', 'lease', 'Harlow', 'ends', '2026', 'pounds'), { minLength: 3, maxLength: 12 }), fc.nat(), (words: string[], at) => {
      const changed = words.with(at % words.length, 'forged')
      expect(verifyQuote(words.join(' '), changed.join(' '))).toBeNull()
    }))
    for (const quote of ['', '   ', 'rent is 4,300', 'Rent is 4,200', 'rent 4,200']) expect(verifyQuote('The rent is 4,200 pounds.', quote)).toBeNull()
  })

  test('half a ligature is not a quote', () => {
    expect(verifyQuote('a ﬁle', 'a f')).toBeNull()
    expect(verifyQuote('a ﬁle', 'a fi')).toMatchObject({ start: 0, end: 3 })
  })

  test('of several places the one nearest to where the passage stands is taken', () => {
    expect(verifyQuote('the term. the term. the term.', 'the term', 11)).toMatchObject({ start: 10 })
  })
})

describe('sentences', () => {
  const passage = 'The lease between Anna Meyer and Harlow Storage Ltd begins on 3 March 2021. The monthly rent is £4,200, payable in two instalments. The deposit is 1.5 million yen.'
  const check = (sentence: string, question = 'What does the lease say?'): string => {
    const verdict = verifySentence(sentence, [{ quote: passage, passage }], question)
    return verdict.supported ? 'supported' : verdict.reason
  }

  test.each([
    ['The monthly rent is 4,200 pounds.', 'supported'],
    ['The monthly rent is 4.200 pounds.', 'supported'],
    ['The monthly rent is 4200.', 'supported'],
    ['The rent is payable in 2 instalments.', 'supported'],
    ['The deposit is 1,500,000 yen.', 'supported'],
    ['The lease begins on March 3, 2021.', 'supported'],
    ['The lease begins on 03.03.2021.', 'supported'],
    ['The lease begins on 2021-03-03.', 'supported'],
    ['The lease begins in March 2021.', 'supported'],
    ['The lease begins in 2021.', 'supported'],
    ['Anna Meyer’s lease begins in 2021.', 'supported'],
    ['HARLOW STORAGE is a party to the lease.', 'supported'],
    ['The monthly rent is 4,300 pounds.', 'number-not-in-passages'],
    ['The rent is payable in three instalments.', 'number-not-in-passages'],
    ['The lease begins on 4 March 2021.', 'number-not-in-passages'],
    ['The lease begins on 3 March 2022.', 'number-not-in-passages'],
    ['The lease begins on 3 April 2021.', 'number-not-in-passages'],
    ['The deposit is 1.5 billion yen.', 'number-not-in-passages'],
    ['The lease was signed by Bob Meyer.', 'name-not-in-passages'],
    ['The rent goes to ACME.', 'name-not-in-passages'],
    ['The tenant must repaint every window before leaving.', 'words-not-in-passages'],
  ])('%s → %s', (sentence, outcome) => {
    expect(check(sentence)).toBe(outcome)
  })

  const cited = (quote: string) => [{ quote, passage: quote }]

  test.each([
    ['A late deposit bears interest at 4 per cent a year until it is paid.', false],
    ['A late deposit bears interest at 3% a year until it is paid.', true],
    ['The deposit of £2,400 bears interest at 3 per cent a year until it is paid.', true],
  ])('a number that only another quote has does not pass in the words of the one that carries the sentence: %s', (sentence, supported) => {
    const [deposit, rent] = ['Any part of the deposit that is paid late bears simple interest at 3 per\ncent a year until it is paid.', 'Rent that is late bears interest at 4 per cent a year. The deposit is £2,400.']
    const texts = [deposit, rent].map((quote) => ({ quote, passage: quote }))
    expect(verifySentence(sentence, texts, 'What interest does a late deposit bear?')).toEqual(supported ? { supported } : { supported, reason: 'number-not-in-passages' })
  })

  test('words that stand near the quote but not in it do not count', () => {
    const near = 'Friction is a nonconservative force. Gravity is one of the conservative forces.'
    expect(verifySentence('Friction is a conservative force.', [{ quote: 'Friction is a nonconservative force.', passage: near }], 'What kind of force is friction?')).toEqual({ supported: false, reason: 'words-not-in-passages' })
  })

  test('nothing is supported without a passage', () => {
    expect(verifySentence('The rent is 4,200 pounds.', [], 'What is the rent?')).toEqual({ supported: false, reason: 'no-citation' })
  })

  test('a name that only the question mentions is not evidence', () => {
    expect(check('Zara Quinn pays the monthly rent.', 'Does Zara Quinn pay the rent?')).toBe('name-not-in-passages')
  })

  test('a changed number is never supported, in whatever form it is written', () => {
    fc.assert(fc.property(fc.integer({ min: 100, max: 9_999_999 }), fc.integer({ min: 100, max: 9_999_999 }), fc.constantFrom('en', 'de', 'fr-CH'), (there, said, locale) => {
      fc.pre(there !== said)
      const verdict = verifySentence(`The fee is ${said.toLocaleString(locale)} dollars.`, cited(`The fee is ${there.toLocaleString('en')} dollars.`), 'What is the fee?')
      // "1.234" can be read as a decimal fraction, which is then another number still.
      expect(verdict).toEqual({ supported: false, reason: 'number-not-in-passages' })
      expect(verifySentence(`The fee is ${there.toLocaleString(locale)} dollars.`, cited(`The fee is ${there.toLocaleString('en')} dollars.`), 'What is the fee?').supported).toBe(true)
    }))
  })
})
