import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { providerKinds } from '../../src-preload/contract/index.ts'
import { buildPrompt } from '../../src-main/egress/exit/build-prompt.ts'
import { frameOfBody } from '../../src-main/egress/exit/frame-of-body.ts'
import { createProviderAdapter } from '../../src-main/egress/providers/create-provider-adapter.ts'
import { fakeAdapter, fakeSerialise, providerOf } from '../support/exit-fakes.ts'
import { sampleModels, sampleProvider } from '../support/provider-server/sample-provider.ts'

/** Texts with what has a meaning to JSON, to replacing, to UTF-8 and to the check itself. */
const text = fc.array(fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom('"', '\\', '\\"', '\n', '\u0000', '\u2028', '\ud83d', '\ude00', '😀', '$&', '$1', '[PERSON_1]', 'strongroomstandin0end', 'strongroomstandin1end', '</excerpt>', '{"role":"system"}', 'é', 'e\u0301', '\ufeff'),
), { minLength: 1, maxLength: 8 }).map((pieces) => pieces.join('')).filter((each) => each.trim() !== '')
const prompt = fc.record({ system: text, question: text }).map(({ system, question }) => ({ system, turns: [{ role: 'user' as const, text: question }], maxOutputTokens: 64 }))

describe('every byte of a body is accounted for', () => {
  test.each(providerKinds)('whatever is asked of %s, its library adds nothing and leaves nothing out', async (kind) => {
    const adapter = createProviderAdapter()
    const provider = sampleProvider(kind)
    await fc.assert(fc.asyncProperty(prompt, async (asked) => {
      const request = await adapter.serialise(provider, sampleModels[kind], asked)
      const placed = await frameOfBody(adapter, provider, sampleModels[kind], asked, null, request)
      const body = new TextDecoder('utf-8', { ignoreBOM: true }).decode(request.body)
      expect(placed?.map(({ start, end }): unknown => JSON.parse(`"${body.slice(start, end)}"`)).toSorted()).toEqual([asked.system, asked.turns[0]?.text].toSorted())
    }), { numRuns: 40 })
  })

  test('and any byte that is changed, added or taken away is noticed', async () => {
    const adapter = fakeAdapter()
    await fc.assert(fc.asyncProperty(prompt, fc.nat(), fc.integer({ min: 0, max: 255 }), fc.constantFrom('change', 'add', 'remove'), async (asked, place, byte, how) => {
      const request = await fakeSerialise(providerOf(), 'glm-5', asked)
      const at = place % request.body.byteLength
      fc.pre(how !== 'change' || request.body[at] !== byte)
      const bytes = [...request.body]
      bytes.splice(at, how === 'add' ? 0 : 1, ...(how === 'remove' ? [] : [byte]))
      const changed = { ...request, body: Uint8Array.from(bytes) }
      fc.pre(Buffer.compare(changed.body, request.body) !== 0)
      expect(await frameOfBody(adapter, providerOf(), 'glm-5', asked, null, changed)).toBeNull()
    }), { numRuns: 300 })
  })

  test('and so is an address or a header that depends on what is asked', async () => {
    const asked = { system: 'a', turns: [{ role: 'user' as const, text: 'secret' }], maxOutputTokens: 64 }
    const request = await fakeSerialise(providerOf(), 'glm-5', asked)
    for (const changed of [{ ...request, url: `${request.url}?q=secret` }, { ...request, headerNames: [...request.headerNames, 'x-secret'] }]) {
      expect(await frameOfBody(fakeAdapter(), providerOf(), 'glm-5', asked, null, changed)).toBeNull()
    }
  })
})

test('a prompt is the parts in their order, the instructions apart, and nothing but line breaks between', () => {
  const part = (kind: 'instructions' | 'excerpt' | 'question', outgoing: string) => ({ id: outgoing, kind, label: '', original: '', outgoing, findings: [] })
  expect(buildPrompt([part('excerpt', 'A'), part('instructions', 'S'), part('question', 'Q'), part('instructions', 'T')])).toMatchObject({ system: 'S\nT', turns: [{ role: 'user', text: 'A\nQ' }] })
})
