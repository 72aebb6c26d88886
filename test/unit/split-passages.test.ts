import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitPassages } from '../../src-main/ingest/split-passages.ts'
import { estimateTokens } from '../../src-main/ingest/split-token-estimate.ts'
import type { Heading, Page } from '../../src-preload/contract/index.ts'
import { pageDefaults } from '../support/page-defaults.ts'

const pageOf = (text: string, headings: Heading[] = []): Page => ({ page: 3, label: null, text, headings, method: 'plain', confidence: 1, ...pageDefaults })
const sentence = (n: number): string => `This is sentence number ${n} of the agreement between the landlord and the tenant.`
const prose = (from: number, count: number): string => Array.from({ length: count }, (_, i) => sentence(from + i)).join(' ')

const anyText = fc.array(fc.oneof(
  fc.string(), fc.string({ unit: 'binary' }), fc.string({ minLength: 300, maxLength: 1_500 }),
  fc.constantFrom('. ', '\n', '\n\n', '\t', ' ', '。', sentence(1), prose(2, 5), 'x'.repeat(900), '漢字'.repeat(200), '😀'.repeat(300)),
), { maxLength: 30 }).map((parts) => parts.join(''))

test('whatever the page, each passage is exactly the text at its offsets and nothing is lost', () => {
  fc.assert(fc.property(anyText, fc.array(fc.record({ offset: fc.nat(3_000), level: fc.integer({ min: 1, max: 9 }), text: fc.string() }), { maxLength: 5 }), (text, headings) => {
    const page = pageOf(text, headings.toSorted((a, b) => a.offset - b.offset))
    let end = 0
    let held = ''
    for (const passage of splitPassages(page)) {
      expect(passage.text).toBe(text.slice(passage.start, passage.end))
      expect(passage.start).toBeGreaterThanOrEqual(end)
      expect(passage.page).toBe(3)
      held += passage.text
      end = passage.end
    }
    expect(held.replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
  }), { numRuns: 200 })
})

test('no passage holds more tokens than the embedder reads', () => {
  fc.assert(fc.property(anyText, (text) => {
    for (const passage of splitPassages(pageOf(text))) expect(estimateTokens(passage.text)).toBeLessThanOrEqual(235)
  }), { numRuns: 100 })
})

describe('passages are cut where sense allows', () => {
  test('they end at sentence ends and are about 200 tokens long', () => {
    const passages = splitPassages(pageOf(prose(1, 60)))
    expect(passages.length).toBeGreaterThan(3)
    for (const { text } of passages) expect(text).toMatch(/^This is .*tenant\.$/s)
    for (const { text } of passages.slice(0, -1)) expect(estimateTokens(text)).toBeGreaterThan(150)
  })

  test('a section begins a passage and gives it its heading path', () => {
    const text = `1. Rent\n\n${prose(1, 6)}\n\n2. Term\n\n${prose(7, 6)}`
    const headings = [{ offset: 0, level: 1, text: 'Lease' }, { offset: 0, level: 2, text: '1. Rent' }, { offset: text.indexOf('2. Term'), level: 2, text: '2. Term' }]
    const passages = splitPassages(pageOf(text, headings))
    expect(passages.map(({ headingPath }) => headingPath)).toEqual([['Lease', '1. Rent'], ['Lease', '2. Term']])
    expect(passages[1]?.text.startsWith('2. Term')).toBe(true)
  })

  test('a table is cut between rows, never inside one', () => {
    const rows = Array.from({ length: 80 }, (_, i) => `Item ${i}\t${i * 7}\tdelivered in full`)
    const passages = splitPassages(pageOf(rows.join('\n')))
    expect(passages.length).toBeGreaterThan(2)
    for (const { text } of passages) for (const line of text.split('\n')) expect(rows).toContain(line)
  })

  test('a paragraph that fits is not torn for the sake of filling the passage before it', () => {
    const text = `${prose(1, 9)}\n\n${prose(10, 5)}`
    expect(splitPassages(pageOf(text)).map((passage) => passage.text)).toEqual([prose(1, 9), prose(10, 5)])
  })

  test('a sentence longer than a passage is cut at spaces', () => {
    const words = 'lorem '.repeat(900).trim()
    for (const { text } of splitPassages(pageOf(words))) expect(text).toMatch(/^(?:lorem ?)+$/)
  })

  test('an empty page has no passages', () => {
    expect(splitPassages(pageOf(''))).toEqual([])
  })
})

test('rows that go on in a second passage carry the header of their table', () => {
  const header = 'Region\tQuarter\tRevenue'
  const rows = Array.from({ length: 120 }, (_, i) => `North ${i}\tQ${(i % 4) + 1} 2025\t${(i + 1) * 137}.00`)
  const text = ['Sales by region.', '', header, ...rows].join('\n')
  const start = text.indexOf(header)
  const [first, ...others] = splitPassages({ ...pageOf(text), tables: [{ start, end: text.length, rows: rows.length + 1, columns: 3, suspect: false }] })
  expect(first?.headingPath).toEqual([])
  expect(others.length).toBeGreaterThan(2)
  for (const passage of others) expect(passage.headingPath).toEqual(['Region | Quarter | Revenue'])
})

test('a table whose first row is numbers has no header to carry', () => {
  const text = Array.from({ length: 120 }, (_, i) => `${i}\t${i * 2}\t${i * 3}.00`).join('\n')
  const passages = splitPassages({ ...pageOf(text), tables: [{ start: 0, end: text.length, rows: 120, columns: 3, suspect: false }] })
  for (const passage of passages) expect(passage.headingPath).toEqual([])
})
