import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRestorer } from '../../src-main/egress/redact/create-restorer.ts'
import type { VaultEntry } from '../../src-main/egress/redact/redactor.ts'

const entry = (placeholder: string, value: string): VaultEntry => ({ placeholder, category: 'person', entity: placeholder, value, forms: [value] })
const entries = [entry('[PERSON_1]', 'Lena Vogt'), entry('[PERSON_12]', 'Bob “the” O’Neil'), entry('[PERSON_2]', 'a [PERSON_1] b'), entry('[BANK_ACCOUNT_3]', 'DE89 3704 \\u005b')]

function restore(pieces: readonly string[]): string {
  const restorer = createRestorer(entries)
  return pieces.map((piece) => restorer.push(piece)).join('') + restorer.end()
}

describe('giving the names back', () => {
  test.each([
    ['as it was issued', 'Dear [PERSON_1],', 'Dear Lena Vogt,'],
    ['in other case', 'Dear [Person_1], [person_12]', 'Dear Lena Vogt, Bob “the” O’Neil'],
    ['escaped for Markdown', String.raw`\[PERSON\_1\] and [PERSON\_12]`, 'Lena Vogt and Bob “the” O’Neil'],
    ['escaped for JSON', String.raw`{"a":"\u005bPERSON\u005F1\u005D"}`, '{"a":"Lena Vogt"}'],
    ['without brackets where nothing touches it', 'PERSON_1’s, (PERSON_12)', 'Lena Vogt’s, (Bob “the” O’Neil)'],
    ['two in one pair of brackets', '[PERSON_1, PERSON_12]', '[Lena Vogt, Bob “the” O’Neil]'],
    ['at the end of the reply', 'PERSON_1', 'Lena Vogt'],
  ])('%s', (_name, reply, expected) => {
    expect(restore([reply])).toBe(expected)
  })

  test.each(['[PERSON_3]', '[PERSON_123]', 'PERSON_13', 'XPERSON_1', 'PERSON_1X', 'PERSON_1_2', '[PERSON_', '[ORGANISATION_1]', '[]', String.raw`\[`])('leaves %s as it is', (reply) => {
    expect(restore([`before ${reply} after`])).toBe(`before ${reply} after`)
  })

  test('never reads again what it restored, even when a value looks like a placeholder', () => {
    expect(restore(['[PERSON_2][PERSON_1]'])).toBe('a [PERSON_1] bLena Vogt')
    expect(restore(['[BANK_ACCOUNT_3]', 'PERSON_1]'])).toBe(String.raw`DE89 3704 \u005bPERSON_1]`.replace('PERSON_1]', 'Lena Vogt]'))
  })

  test('holds back only what can still become a placeholder', () => {
    const restorer = createRestorer(entries)
    expect(restorer.push('Dear [PERS')).toBe('Dear ')
    expect(restorer.push('ONAL] and [')).toBe('[PERSONAL] and ')
    expect(restorer.push('BANK_ACCOUNT_3')).toBe('')
    expect(restorer.push(']!')).toBe(String.raw`DE89 3704 \u005b!`)
    expect(restorer.push('[PERSON_4')).toBe('[PERSON_4')
    expect(restorer.end()).toBe('')
  })

  const reply = String.raw`[PERSON_1] met \[PERSON\_12\] [PERSON_2] \\[person_1\\] {"x":"\u005bPERSON_1\u005d"} PERSON_1 PERSON_12 PERSON_123 [PERSON_1 [PERSON_9] xPERSON_1 [[PERSON_1]] \ [ BANK_ACCOUNT_3 [PERSON_1`

  test('is the same wherever the reply is cut', () => {
    const whole = restore([reply])
    for (let i = 0; i <= reply.length; i += 1) expect(restore([reply.slice(0, i), reply.slice(i)])).toBe(whole)
    expect(restore([...reply])).toBe(whole)
  })

  test('is the same at random pairs of cuts, for random replies', () => {
    const piece = fc.constantFrom('[PERSON_1]', '[PERSON_12', 'PERSON_1', '_', '\\', '[', ']', '\\u005b', '\\u00', 'person_1', ' ', 'a', '2', '[PERSON_2]', '\\[PERSON\\_1\\]', '😀')
    fc.assert(fc.property(fc.array(piece, { maxLength: 14 }), fc.nat(), fc.nat(), (pieces, a, b) => {
      const text = pieces.join('')
      const [first, second] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y)
      expect(restore([text.slice(0, first), text.slice(first, second), text.slice(second)])).toBe(restore([text]))
    }), { numRuns: 500 })
  })

  test('without entries a reply passes unchanged and at once', () => {
    const restorer = createRestorer([])
    expect(restorer.push('a [b')).toBe('a [b')
    expect(restorer.push('c] d')).toBe('c] d')
    expect(restorer.end()).toBe('')
  })
})
