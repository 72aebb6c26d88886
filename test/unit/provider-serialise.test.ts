import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createProviderAdapter } from '../../src-main/egress/providers/create-provider-adapter.ts'
import { hostOf } from '../../src-main/egress/providers/provider-endpoint.ts'
import { providerKinds, type ProviderKind } from '../../src-preload/contract/index.ts'
import { libraryVariables } from '../support/provider-server/library-variables.ts'
import { sampleModels, samplePrompt, sampleProvider } from '../support/provider-server/sample-provider.ts'

const adapter = createProviderAdapter()
const serialise = (kind: ProviderKind, changes = {}, key: string | null = null) => adapter.serialise(sampleProvider(kind, changes), sampleModels[kind], samplePrompt, key)
const jsonOf = (body: Uint8Array): Record<string, unknown> => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body)) as Record<string, unknown>

/** Any text that is not blank (Bedrock's library leaves blank ones out), with more than its share of what encodings stumble over. */
const text = fc.string({ unit: fc.oneof(fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }), fc.constantFrom('\ud800', '"', '\\', '\u2028', ' ', '\n', 'ß')), minLength: 1, maxLength: 40 }).filter((each) => each.trim() !== '')

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsOf) : []
}

/** All that the libraries put on the wire beside the prompt. A new version that adds something is seen here. */
const expected: Readonly<Record<ProviderKind, { readonly url: string; readonly headers: readonly string[]; readonly fields: readonly string[] }>> = {
  'anthropic': { url: 'https://api.anthropic.com/v1/messages', headers: ['anthropic-version', 'content-type', 'user-agent', 'x-api-key'], fields: ['max_tokens', 'messages', 'model', 'stream', 'system'] },
  'openai': { url: 'https://api.openai.com/v1/responses', headers: ['authorization', 'content-type', 'user-agent'], fields: ['include', 'input', 'max_output_tokens', 'model', 'store', 'stream'] },
  'google': { url: 'https://generativelanguage.googleapis.com/v1beta/models/gemini-3.8-flash:streamGenerateContent?alt=sse', headers: ['content-type', 'user-agent', 'x-goog-api-key'], fields: ['contents', 'generationConfig', 'systemInstruction'] },
  'xai': { url: 'https://api.x.ai/v1/responses', headers: ['authorization', 'content-type', 'user-agent'], fields: ['include', 'input', 'max_output_tokens', 'model', 'store', 'stream'] },
  'azure': { url: 'https://our-resource.openai.azure.com/openai/v1/responses?api-version=v1', headers: ['api-key', 'content-type', 'user-agent'], fields: ['input', 'max_output_tokens', 'model', 'store', 'stream'] },
  'bedrock': { url: 'https://bedrock-runtime.eu-west-1.amazonaws.com/model/eu.anthropic.claude-sonnet-5-5/converse-stream', headers: ['authorization', 'content-type', 'user-agent'], fields: ['additionalModelResponseFieldPaths', 'inferenceConfig', 'messages', 'system'] },
  'openai-compatible': { url: 'https://models.example/v1/chat/completions', headers: ['authorization', 'content-type', 'user-agent'], fields: ['max_tokens', 'messages', 'model', 'stream', 'stream_options'] },
}

afterEach(() => { vi.unstubAllEnvs() })

describe.each(providerKinds)('a request to %s', (kind) => {
  test('is these headers and fields at this address, and nothing else', async () => {
    const { method, url, headerNames, body } = await serialise(kind)
    expect({ method, url, headers: headerNames, fields: Object.keys(jsonOf(body)).sort() }).toEqual({ method: 'POST', ...expected[kind] })
  })

  test('says every text of the prompt as it is, once, whatever it is', async () => {
    await fc.assert(fc.asyncProperty(text, text, text, text, async (system, first, reply, last) => {
      const prompt = { system, turns: [{ role: 'user' as const, text: first }, { role: 'assistant' as const, text: reply }, { role: 'user' as const, text: last }], maxOutputTokens: 10 }
      const said = stringsOf(jsonOf((await adapter.serialise(sampleProvider(kind), sampleModels[kind], prompt)).body))
      const counted = (among: readonly string[], one: string): number => among.filter((each) => each === one).length
      for (const each of [system, first, reply, last]) expect(counted(said, each)).toBeGreaterThanOrEqual(counted([system, first, reply, last], each))
    }), { numRuns: 30 })
  })

  test('has no instructions where there are none', async () => {
    const { body } = await adapter.serialise(sampleProvider(kind), sampleModels[kind], { ...samplePrompt, system: '' })
    expect(stringsOf(jsonOf(body)).filter((each) => each === '' || each === 'system' || each === 'developer')).toEqual([])
  })

  test('has the same bytes each time, whatever the text', async () => {
    await fc.assert(fc.asyncProperty(text, text, async (system, text) => {
      const prompt = { system, turns: [{ role: 'user' as const, text }], maxOutputTokens: 10 }
      const [once, again] = await Promise.all([1, 2].map(() => adapter.serialise(sampleProvider(kind), sampleModels[kind], prompt)))
      expect(once).toEqual(again)
      expect(() => jsonOf(once?.body ?? new Uint8Array())).not.toThrow()
    }), { numRuns: 40 })
  })

  test('is the same whatever the environment says', async () => {
    const before = await serialise(kind)
    for (const [name, value] of Object.entries(libraryVariables)) vi.stubEnv(name, value)
    expect(await serialise(kind)).toEqual(before)
  })

  test('goes to the address that the user gave, and to no other', async () => {
    const { url } = await serialise(kind, { baseUrl: 'https://gateway.example:8443/ai/' })
    expect(url).toMatch(/^https:\/\/gateway\.example:8443\/ai\//)
    expect(hostOf(sampleProvider(kind, { baseUrl: 'https://gateway.example:8443/ai/' }))).toBe('gateway.example:8443')
    expect(new URL((await serialise(kind)).url).host).toBe(hostOf(sampleProvider(kind)))
  })

  test('names no key where none is needed', async () => {
    const { headerNames } = await serialise(kind, { needsKey: false })
    expect(headerNames.filter((name) => /key|authorization/.test(name))).toEqual([])
  })

  test('holds its key in a header, not in the address or the body', async () => {
    const { url, body } = await serialise(kind, {}, 'sk-very-secret')
    expect(url + new TextDecoder().decode(body)).not.toContain('very-secret')
  })
})

describe('what a provider keeps', () => {
  test.each(['openai', 'xai', 'azure'] as const)('%s is told to store nothing', async (kind) => {
    expect(jsonOf((await serialise(kind)).body)['store']).toBe(false)
  })

  test('OpenRouter may route only to hosts that keep nothing and train on nothing', async () => {
    const { body } = await serialise('openai-compatible', { baseUrl: 'https://openrouter.ai/api/v1' })
    expect(jsonOf(body)['provider']).toEqual({ data_collection: 'deny', zdr: true })
  })

  test('OpenAI over its older interface is told to store nothing', async () => {
    expect(jsonOf((await serialise('openai-compatible', { baseUrl: 'https://api.openai.com/v1' })).body)['store']).toBe(false)
  })
})

describe('a request', () => {
  test('to Mistral does not ask for usage, which Mistral refuses to be asked for', async () => {
    expect(jsonOf((await serialise('openai-compatible', { baseUrl: 'https://api.mistral.ai/v1' })).body)['stream_options']).toBeUndefined()
  })

  test('to Bedrock that is signed with a key pair names the headers of the signature', async () => {
    const pair = 'AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
    expect((await serialise('bedrock', {}, pair)).headerNames).toEqual(['authorization', 'content-type', 'user-agent', 'x-amz-date'])
    expect((await serialise('bedrock', {}, `${pair}:a-session/token==`)).headerNames).toContain('x-amz-security-token')
    expect((await serialise('bedrock', {}, pair)).body).toEqual((await serialise('bedrock')).body)
  })

  test('that has no address is refused', async () => {
    await expect(serialise('openai-compatible', { baseUrl: null })).rejects.toMatchObject({ code: 'invalid-request' })
    await expect(serialise('azure', { place: null })).rejects.toMatchObject({ code: 'invalid-request' })
  })
})
