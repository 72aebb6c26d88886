import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from '../../src-main/egress/redact/create-redactor.ts'
import { createRestorer } from '../../src-main/egress/redact/create-restorer.ts'
import { findLeftovers } from '../../src-main/egress/redact/find-leftovers.ts'
import type { Detector } from '../../src-main/egress/redact/redactor.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { memoryVault, namesOf, part, redactText, redactTexts, term } from '../support/redact-text.ts'

const detector = (detect: Detector['detect']): Detector => ({ name: 'names', detect })

describe('nothing is ever looked for with less than was asked', () => {
  test('the default mode without a name finder fails', async () => {
    await expect(redactText('Anna', { mode: 'default', names: null })).rejects.toMatchObject({ code: 'detector-failed' })
  })

  test('the deep mode fails where nothing can do it', async () => {
    await expect(redactText('Anna', { mode: 'deep', names: namesOf() })).rejects.toMatchObject({ code: 'detector-failed' })
  })

  test.each<[string, Detector['detect']]>([
    ['crashes', () => Promise.reject(new Error('Anna Berg'))],
    ['throws at once', () => { throw new TypeError('Anna Berg') }],
    ['stops short', async (text) => ({ spans: [], scannedTo: text.length - 1 })],
    ['gives places outside the text', async (text) => ({ spans: [{ start: 0, end: text.length + 5, category: 'person', confidence: 1, detector: 'names' }], scannedTo: text.length })],
    ['gives no numbers', async (text) => ({ spans: [{ start: Number.NaN, end: 2, category: 'person', confidence: 1, detector: 'names' }], scannedTo: text.length })],
  ])('a name finder that %s ends it, without the text in the error', async (_name, detect) => {
    const failure: unknown = await redactText('Anna Berg', { mode: 'default', names: detector(detect) }).catch((error: unknown) => error)
    expect(failure).toBeInstanceOf(AppError)
    expect(failure).toMatchObject({ code: 'detector-failed' })
    expect(String(failure) + JSON.stringify((failure as AppError).facts)).not.toContain('Anna')
  })

  test('a name finder that never answers, and ignores its signal, is given up', async () => {
    await expect(redactText('Anna', { mode: 'default', names: detector(() => new Promise(() => {})), namesTimeoutMs: 20 })).rejects.toMatchObject({ code: 'detector-failed', facts: { timedOut: true } })
  })

  test('one whose weights are missing says so', async () => {
    await expect(redactText('Anna', { mode: 'default', names: detector(() => Promise.reject(new AppError('model-not-installed'))) })).rejects.toMatchObject({ code: 'model-not-installed' })
  })

  test('stopping stops, also while the name finder works', async () => {
    const stop = new AbortController()
    const working = redactText('Anna', { mode: 'default', names: detector(() => { stop.abort(); return new Promise(() => {}) }), signal: stop.signal })
    await expect(working).rejects.toMatchObject({ code: 'cancelled' })
  })

  test('after disposal nothing works any more', async () => {
    const redactor = createRedactor({ names: null })
    await redactor[Symbol.asyncDispose]()
    await expect(redactor.redact([part('x')], { mode: 'rules', policy: (await import('../../src-preload/contract/index.ts')).defaultRedaction, terms: [], vault: memoryVault(), decisions: [], signal: new AbortController().signal })).rejects.toMatchObject({ code: 'detector-failed' })
  })
})

describe('one entity, one placeholder', () => {
  test('over all parts together and in every way of writing the name', async () => {
    const { parts, entries } = await redactTexts([
      'Mrs Margarethe Oldenburg wrote to us.', 'Oldenburg, OLDENBURG, Ms Oldenburg, M.O., Oldenburg’s letter, Oldenburgs Brief, Olden-\nburg, Oldenbrug and 0ldenburg agree; margarethe too. See oldenburg_notes.pdf.',
    ])
    expect(parts[1]?.outgoing.replaceAll(/\s+/g, ' ')).toBe('[PERSON_1], [PERSON_1], [PERSON_1], [PERSON_1], [PERSON_1]’s letter, [PERSON_1] Brief, [PERSON_1], [PERSON_1] and [PERSON_1] agree; [PERSON_1] too. See [PERSON_1].')
    expect(entries.map(({ placeholder, value }) => [placeholder, value])).toEqual([['[PERSON_1]', 'Mrs Margarethe Oldenburg']])
  })

  test('namesakes stay apart, their common surname is masked all the same', async () => {
    const out = await redactText('Mr Tom Brennan met Mrs Ann Brennan. Mr Brennan left, Mrs Brennan stayed.')
    expect(out).toBe('[PERSON_1] met [PERSON_2]. [PERSON_1] left, [PERSON_2] stayed.')
  })

  test('a number in other groups is the same number', async () => {
    expect(await redactText('IBAN DE89 3704 0044 0532 0130 00, again DE89370400440532013000')).toBe('IBAN [BANK_ACCOUNT_1], again [BANK_ACCOUNT_1]')
  })

  test('a firm keeps its placeholder under the short name that the contract gives it', async () => {
    const out = await redactText('Akamai Technologies, Inc. (“Akamai”) pays (“the Borrower”). Akamai agrees, Akamai Technologies too. The Borrower signs.')
    expect(out).toContain('[ORGANISATION_1] (“[ORGANISATION_1]”) pays (“the Borrower”). [ORGANISATION_1] agrees, [ORGANISATION_1] too')
    expect(out).toContain('The Borrower signs')
  })

  test('a chat goes on with the placeholders it has', async () => {
    const vault = memoryVault()
    await redactText('Mr Tom Brennan pays.', { vault })
    await redactText('Mrs Lena Vogt and Brennan.', { vault })
    expect(await redactText('Dear Lena, Brennan and Mr Ortega wait.', { vault })).toBe('Dear [PERSON_2], [PERSON_1] and [PERSON_3] wait.')
    expect(vault.kept.map(({ placeholder, value }) => [placeholder, value])).toEqual([['[PERSON_1]', 'Mr Tom Brennan'], ['[PERSON_2]', 'Mrs Lena Vogt'], ['[PERSON_3]', 'Mr Ortega']])
  })

  test('an address that holds a name gives that name away elsewhere too', async () => {
    expect(await redactText('Write to lena.vogt@example.org. Vogt will answer.')).toBe('Write to [EMAIL_1]. [PERSON_1] will answer.')
  })
})

describe('what the person decides comes first', () => {
  const text = 'Mr Tom Brennan and Tom Brennan. Call 089 1234567.'

  test('keeping one place, and keeping one entity everywhere', async () => {
    const { parts: [first] } = await redactTexts([text])
    const [finding] = first?.findings ?? []
    if (!finding) throw new Error('nothing was found')
    const once = await redactTexts([text], { decisions: [{ kind: 'set-action', findingId: finding.id, entity: finding.entity, action: 'keep', everywhere: false }] })
    expect(once.parts[0]?.outgoing).toBe('Mr Tom Brennan and [PERSON_1]. Call [PHONE_1].')
    const all = await redactTexts([text], { decisions: [{ kind: 'set-action', findingId: finding.id, entity: finding.entity, action: 'keep', everywhere: true }] })
    expect(all.parts[0]?.outgoing).toBe('Mr Tom Brennan and Tom Brennan. Call [PHONE_1].')
    expect(all.kept).toContain('Mr Tom Brennan')
  })

  test('masking a selection, here or everywhere', async () => {
    const twice = 'the blue boat and the Blue Boat'
    const mask = { kind: 'mask-text', partId: 'p1', start: 4, end: 13, category: 'custom' } as const
    expect((await redactTexts([twice], { decisions: [{ ...mask, everywhere: false }] })).parts[0]?.outgoing.startsWith('the [CUSTOM_1] and')).toBe(true)
    const all = await redactTexts([twice, 'a blue boat'], { decisions: [{ ...mask, everywhere: true }] })
    expect(all.parts.map(({ outgoing }) => outgoing)).toEqual(['the [CUSTOM_1] and the [CUSTOM_1]', 'a [CUSTOM_1]'])
  })

  test('a finding keeps its id when something else changes', async () => {
    const before = await redactTexts([text])
    const after = await redactTexts([text], { decisions: [{ kind: 'mask-text', partId: 'p1', start: 32, end: 36, category: 'custom', everywhere: false }] })
    const ids = new Set(after.parts[0]?.findings.map(({ id }) => id))
    for (const { id } of before.parts[0]?.findings ?? []) expect(ids).toContain(id)
  })

  test('the user’s list: always masked in any inflection, or never', async () => {
    expect(await redactText('Projekt Möwe, PROJEKT MOWE and Projekt Möwen fly.', { terms: [term('Projekt Möwe')] })).toBe('[CUSTOM_1], [CUSTOM_1] and [CUSTOM_1] fly.')
    expect(await redactText('Mr Tom Brennan pays Mr Ortega.', { terms: [term('Tom Brennan', { action: 'keep' }), term('Mr Tom Brennan', { action: 'keep' })] })).toBe('Mr Tom Brennan pays [PERSON_1].')
  })
})

describe('the policy of each category', () => {
  test('masks, generalises or keeps', async () => {
    const text = 'On 12 July 1993 Mr Tom Brennan, aged 47, paid EUR 15,812 in Germany.'
    expect(await redactText(text)).toBe('On [DATE_1] [PERSON_1], aged [AGE_1], paid EUR 15,812 in [PLACE_1].')
    expect(await redactText(text, { policy: { date: 'generalise', age: 'generalise', amount: 'generalise', place: 'generalise', person: 'keep' } })).toBe('On July 1993 Mr Tom Brennan, aged 40 to 49, paid about EUR 20,000 in a country.')
  })

  test('a generalised value is nowhere in what goes out, and not in the vault', async () => {
    const { parts, entries } = await redactTexts(['Born on 3 May 1961.'], { policy: { 'birth-date': 'generalise' } })
    expect(parts[0]?.outgoing).toBe('Born on May 1961.')
    expect(entries).toEqual([])
  })
})

describe('text that looks like a placeholder', () => {
  test.each(['[PERSON_1]', '[person_1]', String.raw`\[PERSON\_1\]`, 'PERSON_1'])('%s in a document is masked itself, and comes back as it was', async (fake) => {
    const { parts, entries } = await redactTexts([`Mr Tom Brennan wrote ${fake} there.`])
    expect(parts[0]?.outgoing).toBe('[PERSON_1] wrote [CUSTOM_1] there.')
    const restorer = createRestorer(entries)
    expect(restorer.push(parts[0]?.outgoing ?? '') + restorer.end()).toBe(`Mr Tom Brennan wrote ${fake} there.`)
  })
})

test('places in the findings are those of the original and of the outgoing text', async () => {
  const { parts: [only] } = await redactTexts(['Mr Tom Brennan lives at 5 High Street, Leeds LS1 4AB.'])
  expect(only?.findings.map(({ start, end, outgoingStart, outgoingEnd }) => [only.original.slice(start, end), only.outgoing.slice(outgoingStart, outgoingEnd)])).toEqual([['Mr Tom Brennan', '[PERSON_1]'], ['5 High Street, Leeds LS1 4AB', '[ADDRESS_1]']])
})

test('an unknown language is said', async () => {
  const { warnings } = await redactTexts(['Ez a mondat magyarul van írva, és a szabályok nem ismerik ezt a nyelvet, ezért a gép figyelmeztet minket minden alkalommal.'])
  expect(warnings.join(' ')).toContain('language')
})

test('whatever the text, the masks give it back and nothing masked is left', async () => {
  const piece = fc.constantFrom('Mr Tom Brennan', 'Brennan', 'lena.vogt@example.org', '12 July 1993', '+49 89 1234567', 'GB82 WEST 1234 5698 7654 32', '5 High Street, Leeds', 'Acme Widgets Ltd', ' said ', ', ', '.\n', ' the ', '[PERSON_1]', 'O l d e n b u r g', '\u200b', '😀', '%20', 'May')
  await fc.assert(fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 12 }), async (pieces) => {
    const text = pieces.join('')
    const { parts: [only], entries, kept } = await redactTexts([text])
    let rebuilt = ''
    let at = 0
    for (const { start, end, outgoingStart, outgoingEnd } of only?.findings ?? []) {
      rebuilt += (only?.original.slice(at, start) ?? '') + (only?.outgoing.slice(outgoingStart, outgoingEnd) ?? '')
      at = end
    }
    expect(rebuilt + (only?.original.slice(at) ?? '')).toBe(only?.outgoing)
    expect(findLeftovers(JSON.stringify({ content: only?.outgoing }), entries, kept)).toEqual([])
  }), { numRuns: 150, seed: 7 })
})

test('what is left of a name that a person cut a word out of is no name by itself', async () => {
  const names: Detector = detector(async (text) => ({
    spans: [...text.matchAll(/Brinley Deposit Register/g)].map((match) => ({ start: match.index, end: match.index + match[0].length, category: 'organisation' as const, confidence: 0.9, detector: 'names' as const })), scannedTo: text.length,
  }))
  const text = 'It was entered in the Brinley Deposit Register. “The Register” means that register; nobody else has the deposit.'
  const { parts, entries, kept } = await redactTexts([text], { mode: 'default', names, terms: [term('deposit')] })
  const outgoing = parts[0]?.outgoing ?? ''
  expect(outgoing).toMatch(/^It was entered in the \[ORGANISATION_1\] \[CUSTOM_1\] \[ORGANISATION_1\]\. “The Register” means that register; nobody else has the \[CUSTOM_1\]\.$/)
  expect(findLeftovers(JSON.stringify({ text: outgoing }), entries, kept)).toEqual([])
  expect(entries.find(({ category }) => category === 'organisation')).toMatchObject({ value: 'Brinley Deposit Register' })
})
