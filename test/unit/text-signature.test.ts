import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bandsOf, createSignature, similarity } from '../../src-main/ingest/jobs/text-signature.ts'
import { mulberry } from '../support/sample-text.ts'

const words = fc.array(fc.string({ unit: fc.constantFrom(...'abcdefghij'), minLength: 1, maxLength: 6 }), { minLength: 60, maxLength: 300 })

function sign(...pages: readonly string[]): Uint32Array | null {
  const builder = createSignature()
  for (const page of pages) builder.add(page)
  return builder.finish()
}
const signed = (...pages: readonly string[]): Uint32Array => sign(...pages) ?? new Uint32Array(0)

/** The share of five-word runs that two texts have in common: what a signature estimates. */
function jaccard(a: readonly string[], b: readonly string[]): number {
  const runs = (list: readonly string[]): Set<string> => new Set(list.slice(4).map((_, at) => list.slice(at, at + 5).join(' ')))
  const [one, other] = [runs(a), runs(b)]
  const both = [...one].filter((run) => other.has(run)).length
  return both / (one.size + other.size - both)
}

test('a text is as similar to itself as can be, wherever its pages end and however it is set', () => {
  fc.assert(fc.property(words, fc.nat(), (list, cut) => {
    const at = cut % list.length
    const whole = signed(list.join(' '))
    expect(similarity(whole, signed(list.slice(0, at).join('\n'), list.slice(at).join(', ')))).toBe(1)
    expect(similarity(whole, signed(list.join(' ').toUpperCase()))).toBe(1)
  }))
})

test('the estimate is within what 64 values can tell of the true share', () => {
  const random = mulberry(64)
  const errors: number[] = []
  for (let round = 0; round < 60; round++) {
    const list = Array.from({ length: 400 }, () => `w${Math.floor(random() * 5000)}`)
    const changed = list.map((word) => (random() < round / 600 ? `x${Math.floor(random() * 5000)}` : word))
    errors.push(similarity(signed(list.join(' ')), signed(changed.join(' '))) - jaccard(list, changed))
  }
  expect(Math.max(...errors.map(Math.abs))).toBeLessThan(0.25)
  expect(Math.abs(errors.reduce((sum, error) => sum + error, 0) / errors.length)).toBeLessThan(0.03)
})

test('nearly equal texts share a band, and different ones hardly ever do', () => {
  const random = mulberry(16)
  const text = (): string[] => Array.from({ length: 300 }, () => `w${Math.floor(random() * 3000)}`)
  const shareBand = (a: Uint32Array, b: Uint32Array): boolean => bandsOf(a).some((hash, band) => hash === bandsOf(b)[band])
  let together = 0
  let apart = 0
  for (let round = 0; round < 100; round++) {
    const list = text()
    const copy = list.map((word, at) => (at === 100 || at === 200 ? 'changed' : word))
    if (shareBand(signed(list.join(' ')), signed(copy.join(' ')))) together++
    if (shareBand(signed(list.join(' ')), signed(text().join(' ')))) apart++
  }
  expect([together, apart]).toEqual([100, 0])
})

test('a text of a few words is not compared: stamps and greetings are the same everywhere', () => {
  expect(sign('Please find attached the signed copy of the contract.')).toBeNull()
  expect(sign('')).toBeNull()
})
