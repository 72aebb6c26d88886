import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { plainPattern } from '../../src-main/egress/redact/recognise/plain-pattern.ts'
import { matchesAt, matchesOf } from '../../src-main/egress/redact/recognise/recogniser.ts'
import { atWords, beforeSign, beforeWords, closeBefore } from '../../src-main/egress/redact/recognise/starts.ts'
import { factsOf } from '../../src-main/egress/redact/recognise/text-facts.ts'

const letters = fc.string({ unit: fc.constantFrom('a', 'Z', 'é', 'É', 'ß', 'Ł', 'ğ', 'Ấ', 'Ω', 'ж', 'Ж', '漢', 'ا', '5', '٣', ' ', '-', '’', '.', '\n', '\u0301'), maxLength: 40 })

describe('a pattern without surrogates', () => {
  test.each([/(?<![\p{L}\p{N}])\p{Lu}[\p{L}\p{M}]{1,24}(?:[’'-]\p{L}[\p{L}\p{M}]{0,24}){0,3}/gu, /(?<!\p{L})\p{Ll}+(?!\p{L})/gu, /[\p{L}\p{N}-]{2,}\./gu, /\p{N}+[^\p{L}]/gu, /(?<=\p{Lu}\p{M}?)\s\p{L}/gu])('finds what it found with them: %s', (pattern) => {
    const plain = plainPattern(pattern)
    expect(plain.flags).toBe('g')
    fc.assert(fc.property(letters, (text) => {
      expect(matchesOf(text, plain).map(({ 0: found, index }) => [index, found])).toEqual(matchesOf(text, pattern).map(({ 0: found, index }) => [index, found]))
    }), { numRuns: 400 })
  })

  test('stays as it is where it asks for something else', () => {
    expect(plainPattern(/\p{Sc}\d/gu)).toMatchObject({ flags: 'gu', source: String.raw`\p{Sc}\d` })
  })
})

describe('where a rule is tried', () => {
  const words = new Set(['account', 'street'])
  const text = fc.string({ unit: fc.constantFrom('account ', 'street', ' the', ' 12', '/', 'é', ' A', ':', '\n', 'x'), maxLength: 30 })
  const placesOf = (found: readonly { readonly index: number }[]): readonly number[] => found.map(({ index }) => index)

  test('every match that begins with one of its words is found', () => {
    fc.assert(fc.property(text, (each) => {
      expect(placesOf(matchesAt(each, atWords(words)(each, factsOf(each)), /(?<!\p{L})(?:account|street)(?!\p{L})\s?\d*/uy))).toEqual(placesOf([...each.matchAll(/(?<!\p{L})(?:account|street)(?!\p{L})\s?\d*/gu)]))
    }))
  })

  test('and every match with one of its words further on', () => {
    const pattern = /(?<![\p{L}\p{N}])\d{1,2}\s(?:[\p{L}]{1,9}\s){0,2}street(?!\p{L})/u
    fc.assert(fc.property(text, (each) => {
      expect(placesOf(matchesAt(each, beforeWords(words, 40)(each, factsOf(each)), new RegExp(pattern, 'uy')))).toEqual(placesOf([...each.matchAll(new RegExp(pattern, 'gu'))]))
    }))
  })

  test('and every match with its sign, inside a word too', () => {
    fc.assert(fc.property(text, (each) => {
      expect(placesOf(matchesAt(each, beforeSign('/', 9)(each, factsOf(each)), /(?<!\d)\d{1,3}\//y))).toEqual(placesOf([...each.matchAll(/(?<!\d)\d{1,3}\//g)]))
      expect(placesOf(matchesAt(each, closeBefore(':', 9)(each, factsOf(each)), /unt {0,1}:/y))).toEqual(placesOf([...each.matchAll(/unt {0,1}:/g)]))
    }))
  })
})
