import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { escapeHtml, findQuote, markItem, type ItemRange } from '../../src-renderer/features/evidence/quote-matcher.ts'

const marked = (items: readonly string[], ranges: readonly ItemRange[] | null): string | null =>
  ranges === null ? null : ranges.map((range) => items[range.itemIndex]?.slice(range.start, range.end)).join('|')

describe('finding a quote in the text of a page picture', () => {
  it('marks the words where they stand, over several lines', () => {
    const items = ['3.4 Within 30 days after the End of the Tenancy the Agent returns the deposit', 'to the Tenant, less only such deductions']
    expect(marked(items, findQuote(items, 'the Agent returns the deposit to the Tenant'))).toBe('the Agent returns the deposit|to the Tenant')
  })

  it.each([
    ['a word divided at the line end', ['the posses-', 'sion of the flat'], 'the possession of the flat', 'the posses-|sion of the flat'],
    ['a ligature', ['the ﬁrst oﬃce'], 'the first office', 'the ﬁrst oﬃce'],
    ['a soft hyphen', ['the de\u00adposit'], 'the deposit', 'the de\u00adposit'],
    ['other quotation marks and dashes', ['“Fair Wear” – as defined'], '"Fair Wear" - as defined', 'Fair Wear” – as defined'],
    ['white space in the middle of words', ['t he  d eposit is due'], 'the deposit is due', 't he  d eposit is due'],
    ['an accent written as two characters', ['le de\u0301po\u0302t'], 'le dépôt', 'le de\u0301po\u0302t'],
    ['empty items between the lines', ['the whole', '', ' ', 'deposit'], 'the whole deposit', 'the whole| |deposit'],
  ])('sees through %s', (_case, items, quote, expected) => {
    expect(marked(items, findQuote(items, quote))).toBe(expected)
  })

  it('takes the occurrence nearest to where the words are known to be', () => {
    const items = ['the deposit is due.', 'x'.repeat(200), 'the deposit is due.']
    expect(findQuote(items, 'the deposit is due', 0.05)?.[0]?.itemIndex).toBe(0)
    expect(findQuote(items, 'the deposit is due', 0.95)?.[0]?.itemIndex).toBe(2)
  })

  it('still finds a quote when the picture’s text has a footnote mark or a misread word in it', () => {
    const items = ['Within 30 days after the End of the Tenancy12 the Agent retums the deposit to the Tenant']
    const quote = 'Within 30 days after the End of the Tenancy the Agent returns the deposit to the Tenant'
    expect(marked(items, findQuote(items, quote))).toContain('the End of the Tenancy')
  })

  it.each([['', 'words'], ['The rent is paid monthly.', 'The deposit was returned in full on 9 March.'], ['a b c', '“ ”']])('says so when the words of %j are not there', (text, quote) => {
    expect(findQuote([text], quote)).toBeNull()
  })

  it('finds every stretch of a page, however the page is cut into items, and marks nothing but it', () => {
    const word = fc.stringMatching(/^[a-z]{1,9}$/)
    fc.assert(fc.property(fc.array(word, { minLength: 6, maxLength: 60 }), fc.nat(), fc.nat(), fc.array(fc.nat(), { maxLength: 8 }), (words, from, length, cuts) => {
      const text = words.join(' ')
      const start = from % words.length
      const quote = words.slice(start, start + 1 + (length % (words.length - start))).join(' ')
      const edges = [...new Set([0, ...cuts.map((cut) => cut % text.length), text.length])].sort((a, b) => a - b)
      const items = edges.slice(0, -1).map((edge, index) => text.slice(edge, edges[index + 1]))
      const ranges = findQuote(items, quote, 0)
      const found = (ranges ?? []).map((range) => items[range.itemIndex]?.slice(range.start, range.end)).join('').replaceAll(' ', '').normalize('NFKD')
      expect(found).toBe(quote.replaceAll(' ', '').normalize('NFKD'))
    }))
  })
})

describe('document text on its way into the text layer', () => {
  it('can never become markup', () => {
    const hostile = '<img src=x onerror="alert(1)">&amp;\'</mark>'
    expect(escapeHtml(hostile)).not.toMatch(/[<>"']/)
    expect(markItem(hostile, { itemIndex: 0, start: 4, end: 9 })).toBe(`${escapeHtml(hostile.slice(0, 4))}<mark>${escapeHtml(hostile.slice(4, 9))}</mark>${escapeHtml(hostile.slice(9))}`)
  })
})
