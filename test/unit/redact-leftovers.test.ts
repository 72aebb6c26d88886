import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { findLeftovers } from '../../src-main/egress/redact/find-leftovers.ts'
import type { VaultEntry } from '../../src-main/egress/redact/redactor.ts'
import type { Category } from '../../src-preload/contract/index.ts'

const entry = (value: string, category: Category = 'person', placeholder = '[PERSON_1]'): VaultEntry => ({ placeholder, category, entity: `${category}:${value}`, value, forms: [value] })
const body = (text: string): string => JSON.stringify({ model: 'some-model-2024', max_tokens: 4096, messages: [{ role: 'system', content: 'You may answer from the content.' }, { role: 'user', content: text }] })
const found = (text: string, ...entries: VaultEntry[]): string[] => findLeftovers(body(text), entries).map(({ start, end }) => body(text).slice(start, end))

const person = entry('Margarethe Öldenburg')
const account = entry('DE89 3704 0044 0532 0130 00', 'bank-account', '[BANK_ACCOUNT_1]')
const phone = entry('+49 89 1234567', 'phone', '[PHONE_1]')

describe('a value that was masked is found again in', () => {
  const base64 = (text: string): string => Buffer.from(text).toString('base64')
  test.each([
    ['plain', 'saw Margarethe Öldenburg there'], ['capitals', 'MARGARETHE ÖLDENBURG'], ['lower case without diacritics', 'margarethe oldenburg'],
    ['decomposed letters', 'Margarethe O\u0308ldenburg'], ['zero-width characters', 'Marga\u200breth\u00ade Ölden\u2060burg'], ['full width', 'Ｍａｒｇａｒｅｔｈｅ Öldenburg'],
    ['letters of another script', 'Mаrgаrethe Öldenburg'], ['separators', 'Margarethe_Öldenburg.pdf, Margarethe-Öldenburg'], ['no separator', 'xMargaretheÖldenburgx'],
    ['spaced letters', 'M a r g a r e t h e'], ['a URL', '?q=Margarethe%20%C3%96ldenburg'], ['JSON inside JSON', JSON.stringify({ a: '\u00d6ldenburg' }).replace('Ö', '\\u00d6')],
    ['an HTML entity', 'Margarethe &#214;ldenburg'], ['base64', base64('Margarethe Öldenburg')], ['base64 at another alignment', base64('x: Margarethe Öldenburg!')], ['base64 at the third alignment', base64('yy Margarethe Öldenburg')],
    ['hexadecimal', Buffer.from('Margarethe Öldenburg').toString('hex')], ['reverse', [...'Margarethe Öldenburg'].reverse().join('')],
    ['the surname alone', 'as Oldenburg said'], ['the given name alone', 'as MARGARETHE said'],
  ])('%s', (_name, text) => {
    expect(found(text, person).length).toBeGreaterThan(0)
  })

  test.each([['other groups', 'DE 8937 0400 4405 3201 3000'], ['digits only', '893704004405320 13000'], ['hyphens', 'DE89-3704-0044-0532-0130-00'], ['lower case', 'de89370400440532013000']])('a number in %s', (_name, text) => {
    expect(found(text, account).length).toBeGreaterThan(0)
  })

  test('a telephone number however it is grouped', () => {
    for (const text of ['+49891234567', '0049 89 12 345 67', '49-89-1234567', '+49 (89) 1234567']) expect(found(text, phone)).not.toEqual([])
  })

  test('the places cover the value in the body', () => {
    expect(found('We met Margarethe Öldenburg at noon.', person)).toEqual(['Margarethe Öldenburg'])
  })

  test('any random name, in any place of a message', () => {
    const letters = fc.array(fc.constantFrom(...'abcdefghiklmnoprstuvwzäöüéñ'), { minLength: 5, maxLength: 10 }).map((all) => `Q${all.join('')}`)
    fc.assert(fc.property(letters, letters, fc.string(), fc.string(), (given, family, before, after) => {
      expect(findLeftovers(body(`${before} ${given} ${family} ${after}`), [entry(`${given} ${family}`)])).not.toEqual([])
    }), { numRuns: 200 })
  })
})

describe('what is not a leftover', () => {
  test('placeholders, whatever is in the vault', () => {
    expect(found('[PERSON_1] and [PERSON_2]', entry('Person'), entry('[PERSON_1]', 'custom', '[CUSTOM_1]'))).toEqual([])
  })

  test('the format’s own words, when a person is called like one of them', () => {
    expect(found('[PERSON_1] asks.', entry('Content'), entry('User', 'person', '[PERSON_2]'), entry('May', 'person', '[PERSON_3]'), entry('Model', 'person', '[PERSON_4]'), entry('System', 'organisation', '[ORGANISATION_1]'))).toEqual([])
  })

  test('an ordinary word in lower case or at the start of a sentence; with a capital inside one it is the name', () => {
    expect(found('You may go. May I? It will rain.', entry('May'), entry('Will', 'person', '[PERSON_2]'))).toEqual([])
    expect(found('I asked May about it.', entry('May'))).toEqual(['May'])
  })

  test('a key of the format is skipped, a key of somebody’s own is not', () => {
    const json = JSON.stringify({ messages: [{ role: 'user', content: 'x', metadata: { Oldenburg: 1 } }] })
    expect(findLeftovers(json, [entry('Messages'), entry('Oldenburg', 'person', '[PERSON_2]')]).map(({ start, end }) => json.slice(start, end))).toEqual(['Oldenburg'])
  })

  test('what was kept on purpose', () => {
    expect(findLeftovers(body('Oldenburg'), [entry('Oldenburg')], ['Oldenburg'])).toEqual([])
    expect(findLeftovers(body('4111 1111 1111 1111'), [], ['4111111111111111'])).toEqual([])
  })

  test('a value inside something larger that was kept', () => {
    const text = 'He paid 1,000 Swedish kronor to a Swedish court.'
    expect(findLeftovers(body(text), [entry('Swedish', 'nationality', '[NATIONALITY_1]')], ['1,000 Swedish kronor']).map(({ start }) => body(text).slice(start, start + 13))).toEqual(['Swedish court'])
  })

  test('a short value inside a longer word', () => {
    expect(found('Savannah, the annals', entry('Anna'))).toEqual([])
  })
})

describe('identifiers that nobody masked', () => {
  test.each([['card', '4111 1111 1111 1111'], ['bank-account', 'GB82 WEST 1234 5698 7654 32'], ['national-id', '756.9217.0769.85'], ['tax-id', '86 095 742 719']])('a valid %s blocks', (category, value) => {
    expect(findLeftovers(body(`it is ${value}.`), [])).toEqual([expect.objectContaining({ category, kind: 'identifier-left' })])
  })

  test('numbers whose check digits do not fit, and the format’s own numbers, pass', () => {
    expect(findLeftovers(body('4111 1111 1111 1112 and 12345'), [])).toEqual([])
  })
})

test('text that is not JSON is looked through as it stands', () => {
  expect(findLeftovers('role: Oldenburg', [entry('Oldenburg')])).toHaveLength(1)
})
