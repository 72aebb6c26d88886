import { expect, test } from 'vitest'
import { defaultRedaction, type Category } from '../../src-preload/contract/index.ts'
import { createRedactor } from '../../src-main/egress/redact/create-redactor.ts'
import { findLeftovers } from '../../src-main/egress/redact/find-leftovers.ts'
import type { VaultEntry } from '../../src-main/egress/redact/redactor.ts'

const entry = (value: string, category: Category = 'custom'): VaultEntry => ({ placeholder: '[CUSTOM_1]', category, entity: 'e', value, forms: [value] })
const bodyWith = (text: string): string => JSON.stringify({ messages: [{ role: 'user', content: `They call it ${text} among themselves.` }] })

// A pattern that is shared and remembers where it stopped once let the second pass begin in the middle of the body.
test('the second pass over the bytes finds a value whatever was looked through before', async () => {
  await using redactor = createRedactor({ names: null })
  const texts = ['Nothing.', 'C3VwZXJGcmlkZ2VNYW4 in the front', `${'x '.repeat(60)}C3VwZXJGcmlkZ2VNYW4`, 'a%20b \\u0041', `${'x '.repeat(60)}a%20b`, 'The key is sk-proj-dInfndvWllp3EoERsMUpsBHii1AwxkUHLVJJFZCD.']
  for (const text of texts) {
    await redactor.redact([{ id: 'a', kind: 'question', label: '', text }], { mode: 'rules', policy: defaultRedaction, terms: [], vault: { entries: () => [], keep: () => {} }, decisions: [], signal: new AbortController().signal })
    expect(findLeftovers(bodyWith(Buffer.from('VelfelFelvel').toString('base64url')), [entry('VelfelFelvel')]), text).toHaveLength(1)
    expect(findLeftovers(bodyWith('V%65lfelFelvel'), [entry('VelfelFelvel')]), text).toHaveLength(1)
  }
})

test.each(['base64', 'base64url', 'hex'] as const)('a case number in %s is found, though its letters and digits stand apart', (encoding) => {
  expect(findLeftovers(bodyWith(Buffer.from('30 O 110/23').toString(encoding)), [entry('30 O 110/23', 'case-number')])).toHaveLength(1)
})

test.each([['case-number', 'See Case No. 5:11-cv-81596.', '5:11-cv-81596'], ['secret', 'token: ghp_n2jaxumbkPAQ5Kz9GC7yVYk1UxwRXNUaYAMh |', 'ghp_n2jaxumbkPAQ5Kz9GC7yVYk1UxwRXNUaYAMh']] as const)('a %s that the name finder takes for a part of an amount does not go out with it', async (_category, text, value) => {
  const names = { name: 'names', detect: async (read: string) => ({ spans: [{ start: 0, end: read.length, category: 'amount' as const, confidence: 0.95, detector: 'names' as const }], scannedTo: read.length }) }
  await using redactor = createRedactor({ names })
  const { parts } = await redactor.redact([{ id: 'a', kind: 'excerpt', label: '', text }], { mode: 'default', policy: defaultRedaction, terms: [], vault: { entries: () => [], keep: () => {} }, decisions: [], signal: new AbortController().signal })
  expect(parts[0]?.outgoing).not.toContain(value)
})
