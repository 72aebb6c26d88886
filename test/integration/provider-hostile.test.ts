import { describe, expect, test, vi } from 'vitest'
import { createProviderAdapter } from '../../src-main/egress/providers/create-provider-adapter.ts'
import type { ReplyEvent, SendRequest } from '../../src-main/egress/providers/provider-adapter.ts'
import { providerKinds, type ProviderKind } from '../../src-preload/contract/index.ts'
import { startProviderServer } from '../support/provider-server/provider-server.ts'
import { sampleModels, samplePrompt, sampleProvider, wireOfKind } from '../support/provider-server/sample-provider.ts'
import { sendOverHttp } from '../support/provider-server/send-over-http.ts'
import type { ScriptedReply } from '../support/provider-server/scripted-reply.ts'
import type { Wire } from '../support/provider-server/wire-formats.ts'

type Events = readonly Readonly<Record<string, unknown>>[]

/** Calls for tools, on each wire. */
const toolCalls: Readonly<Record<Wire, Events>> = {
  anthropic: [
    { type: 'content_block_start', index: 1, content_block: { type: 'tool_use', id: 'toolu_1', name: 'read_file', input: {} } },
    { type: 'content_block_delta', index: 1, delta: { type: 'input_json_delta', partial_json: '{"path":"canary-9"}' } },
    { type: 'content_block_stop', index: 1 },
    { type: 'content_block_start', index: 2, content_block: { type: 'thinking', thinking: '' } },
    { type: 'content_block_delta', index: 2, delta: { type: 'thinking_delta', thinking: 'canary-9' } },
    { type: 'content_block_stop', index: 2 },
  ],
  responses: [
    { type: 'response.output_item.added', output_index: 1, item: { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'read_file', arguments: '' } },
    { type: 'response.function_call_arguments.delta', item_id: 'fc_1', output_index: 1, delta: '{"path":"canary-9"}' },
    { type: 'response.output_item.done', output_index: 1, item: { type: 'function_call', id: 'fc_1', call_id: 'call_1', name: 'read_file', arguments: '{"path":"canary-9"}', status: 'completed' } },
  ],
  chat: [
    { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { tool_calls: [{ index: 0, id: 'call_1', type: 'function', function: { name: 'read_file', arguments: '{"path":"canary-9"}' } }] }, finish_reason: null }] },
    { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [{ index: 0, delta: { reasoning_content: 'canary-9' }, finish_reason: null }] },
  ],
  google: [
    { candidates: [{ content: { role: 'model', parts: [{ functionCall: { name: 'read_file', args: { path: 'canary-9' } } }] }, index: 0 }] },
    { candidates: [{ content: { role: 'model', parts: [{ inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } }] }, index: 0 }] },
    { candidates: [{ content: { role: 'model', parts: [{ text: 'canary-9', thought: true }] }, index: 0 }] },
  ],
  bedrock: [
    { contentBlockStart: { contentBlockIndex: 1, start: { toolUse: { toolUseId: 't', name: 'read_file' } } } },
    { contentBlockDelta: { contentBlockIndex: 1, delta: { toolUse: { input: '{"path":"canary-9"}' } } } },
    { contentBlockStop: { contentBlockIndex: 1 } },
  ],
}

/** A provider's own report of an error within a reply that began well. */
const errors: Readonly<Record<Wire, Events>> = {
  anthropic: [{ type: 'error', error: { type: 'overloaded_error', message: 'canary-9' } }],
  responses: [{ type: 'error', sequence_number: 9, code: 'server_error', message: 'canary-9', param: null }],
  chat: [{ error: { message: 'canary-9', type: 'server_error', code: 500 } }],
  google: [{ error: { code: 500, message: 'canary-9', status: 'INTERNAL' } }],
  bedrock: [{ modelStreamErrorException: { message: 'canary-9', originalStatusCode: 500 } }],
}

const adapter = createProviderAdapter()

async function outcome(kind: ProviderKind, reply: ScriptedReply): Promise<{ readonly events: readonly ReplyEvent[]; readonly error: unknown; readonly requests: number; readonly sends: number }> {
  await using server = await startProviderServer({ reply })
  const send = vi.fn<SendRequest>(sendOverHttp)
  const events: ReplyEvent[] = []
  let error: unknown = null
  try {
    const provider = sampleProvider(kind, { baseUrl: server.baseUrl(kind) })
    for await (const event of adapter.stream(provider, sampleModels[kind], samplePrompt, { key: 'k', send, signal: new AbortController().signal })) events.push(event)
  } catch (thrown) {
    error = thrown
  }
  return { events, error, requests: server.requests.length, sends: send.mock.calls.length }
}

describe.each(providerKinds)('a reply of %s', (kind) => {
  test('that calls tools, thinks aloud or brings files yields its text and its end, and leads to nothing', async () => {
    const { events, error, requests } = await outcome(kind, { kind: 'events', chunks: ['Read ', 'it.'], events: toolCalls[wireOfKind[kind]] })
    expect(error).toBeNull()
    expect(events.map((event) => (event.kind === 'text' ? event.delta : event.kind))).toEqual(['Read ', 'it.', 'end'])
    expect(JSON.stringify(events)).not.toContain('canary')
    expect(requests).toBe(1)
  })

  test('that reports an error half-way is refused, without the words of the report', async () => {
    const { events, error, requests } = await outcome(kind, { kind: 'events', chunks: ['Half '], events: errors[wireOfKind[kind]] })
    expect(error).toMatchObject({ code: 'provider-refused' })
    expect(JSON.stringify([events, String(error), error instanceof Error ? error.stack : ''])).not.toContain('canary')
    expect(requests).toBe(1)
  })

  test('that is script, an image beacon or a forged placeholder is passed on as text, exactly', async () => {
    const said = '<script>fetch("//x")</script> ![](https://beacon.example/?q=1) [PERSON_99] \u202e[click](javascript:alert(1))'
    const { events } = await outcome(kind, [said])
    expect(events[0]).toEqual({ kind: 'text', delta: said })
  })
})

test('a reply of Google that asks to be continued is not: the second request would carry what the reply chose', async () => {
  const { events, error, requests, sends } = await outcome('google', { kind: 'events', chunks: ['First part. '], events: [
    { candidates: [{ content: { role: 'model', parts: [{ text: 'More. ' }] }, finishReason: 'CONTINUATION', continuationToken: 'chosen-by-the-server', index: 0 }] },
  ] })
  expect([requests, sends]).toEqual([1, 1])
  expect(events.some((event) => event.kind === 'end')).toBe(false)
  expect(error).toMatchObject({ code: 'reply-unreadable', facts: { reason: 'asked-again' } })
})

test('a provider without a key is sent no header that could be one', async () => {
  await using server = await startProviderServer()
  const provider = sampleProvider('openai-compatible', { baseUrl: server.baseUrl('openai-compatible'), needsKey: false })
  for await (const event of adapter.stream(provider, 'llama3.3', samplePrompt, { key: null, send: sendOverHttp, signal: new AbortController().signal })) expect(event.kind).toMatch(/text|end/)
  expect(server.requests[0]?.headers.map(([name]) => name.toLowerCase())).not.toContain('authorization')
})

test('Bedrock signs with a key pair exactly the bytes that were previewed', async () => {
  await using server = await startProviderServer()
  const provider = sampleProvider('bedrock', { baseUrl: server.baseUrl('bedrock') })
  const pair = 'AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY:session=='
  const seen = await adapter.serialise(provider, sampleModels.bedrock, samplePrompt, pair)
  for await (const event of adapter.stream(provider, sampleModels.bedrock, samplePrompt, { key: pair, send: sendOverHttp, signal: new AbortController().signal })) expect(event.kind).toMatch(/text|end/)
  const headers = Object.fromEntries((server.requests[0]?.headers ?? []).map(([name, value]) => [name.toLowerCase(), value]))
  expect(server.requests[0]?.body.equals(seen.body)).toBe(true)
  expect(seen.headerNames.filter((name) => !(name in headers))).toEqual([])
  expect(headers['authorization']).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE\/\d{8}\/eu-west-1\/bedrock\/aws4_request, SignedHeaders=/)
  expect(server.received().toString()).not.toContain('wJalrXUtnFEMI')
})
