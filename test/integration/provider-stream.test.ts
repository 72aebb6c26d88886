import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { createProviderAdapter } from '../../src-main/egress/providers/create-provider-adapter.ts'
import type { ReplyEvent, SendRequest } from '../../src-main/egress/providers/provider-adapter.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { providerKinds, type Provider, type ProviderKind } from '../../src-preload/contract/index.ts'
import { libraryVariables } from '../support/provider-server/library-variables.ts'
import { startProviderServer, type ProviderServer } from '../support/provider-server/provider-server.ts'
import { sampleModels, samplePrompt, sampleProvider } from '../support/provider-server/sample-provider.ts'
import { sendOverHttp } from '../support/provider-server/send-over-http.ts'

const adapter = createProviderAdapter()
const at = (server: ProviderServer, kind: ProviderKind): Provider => sampleProvider(kind, { baseUrl: server.baseUrl(kind) })

function ask(provider: Provider, { key = 'sk-test-0123', send = sendOverHttp, signal = new AbortController().signal }: { key?: string | null; send?: SendRequest; signal?: AbortSignal } = {}): AsyncIterable<ReplyEvent> {
  return adapter.stream(provider, sampleModels[provider.kind], samplePrompt, { key, send, signal })
}

const textOf = (events: readonly ReplyEvent[]): string => events.map((event) => (event.kind === 'text' ? event.delta : '')).join('')

async function collect(events: AsyncIterable<ReplyEvent>): Promise<readonly ReplyEvent[]> {
  const all: ReplyEvent[] = []
  for await (const event of events) all.push(event)
  return all
}

/** What came before the failure, and the failure. */
async function untilFailure(events: AsyncIterable<ReplyEvent>): Promise<{ readonly text: string; readonly error: unknown }> {
  let text = ''
  try {
    for await (const event of events) if (event.kind === 'text') text += event.delta
  } catch (error) {
    return { text, error }
  }
  return { text, error: null }
}

afterEach(() => { vi.unstubAllEnvs() })

describe.each(providerKinds)('%s', (kind) => {
  test('receives, byte for byte, the request that was serialised for the preview', async () => {
    await using server = await startProviderServer()
    const provider = at(server, kind)
    const seen = await adapter.serialise(provider, sampleModels[kind], samplePrompt)
    await collect(ask(provider))
    expect(server.requests).toHaveLength(1)
    const [request] = server.requests
    expect(request?.body.equals(seen.body)).toBe(true)
    expect(`${server.origin}${request?.path}`).toBe(seen.url)
    const transport = ['host', 'connection', 'content-length']
    expect(request?.headers.map(([name]) => name.toLowerCase()).filter((name) => !transport.includes(name)).sort()).toEqual(seen.headerNames)
    expect(request?.headers.filter(([, value]) => value.includes('sk-test-0123'))).toHaveLength(1)
  })

  test.each([1, 7, 4096])('gives a reply back that arrives in pieces of %i bytes, with what it took', async (pieceBytes) => {
    await using server = await startProviderServer({ reply: { kind: 'text', chunks: ['Zwölf ', 'naïve 😀', ' Euro\n“now”'], usage: { inputTokens: 321, outputTokens: 45 }, pieceBytes } })
    const events = await collect(ask(at(server, kind)))
    expect(textOf(events)).toBe('Zwölf naïve 😀 Euro\n“now”')
    expect(events.at(-1)).toEqual({ kind: 'end', inputTokens: 321, outputTokens: 45, stoppedBy: 'end' })
  })

  test.each(['length', 'refused'] as const)('says that a reply was ended by %s', async (finish) => {
    await using server = await startProviderServer({ reply: { kind: 'text', chunks: ['So'], finish } })
    expect((await collect(ask(at(server, kind)))).at(-1)).toMatchObject({ kind: 'end', stoppedBy: finish })
  })

  test('goes through nothing but the connection it was given', async () => {
    const spies = [
      vi.spyOn(globalThis, 'fetch'), vi.spyOn(http, 'request'), vi.spyOn(http, 'get'), vi.spyOn(https, 'request'), vi.spyOn(net, 'connect'), vi.spyOn(net, 'createConnection'),
      vi.spyOn(dns, 'lookup'), vi.spyOn(net.Socket.prototype, 'connect'),
    ]
    const provider = sampleProvider(kind)
    await adapter.serialise(provider, sampleModels[kind], samplePrompt)
    const send = vi.fn<SendRequest>(async () => ({ status: 200, headers: {}, body: new Blob(['data: {}\n\n']).stream() }))
    await untilFailure(ask(provider, { send }))
    expect(send).toHaveBeenCalledTimes(1)
    expect(spies.map((spy) => spy.mock.calls.length)).toEqual(spies.map(() => 0))
  })

  test('sends what it always sends, whatever the environment says', async () => {
    const sent: unknown[] = []
    const send: SendRequest = async ({ method, url, headers, body }) => {
      sent.push({ method, url, headers, body })
      throw new AppError('provider-unreachable')
    }
    await untilFailure(ask(sampleProvider(kind), { send }))
    for (const [name, value] of Object.entries(libraryVariables)) vi.stubEnv(name, value)
    await untilFailure(ask(sampleProvider(kind), { send }))
    expect(sent).toHaveLength(2)
    expect(sent[1]).toEqual(sent[0])
    expect(JSON.stringify(sent)).not.toContain('from-the-environment')
  })

  test.each([400, 401, 403, 404, 429, 500, 503, 529, 204, 301, 302, 307, 308])('that answers %i has refused, and nothing of its words is kept', async (status) => {
    await using server = await startProviderServer({ reply: { kind: 'status', status, headers: { 'location': 'https://elsewhere.example/', 'retry-after': '0' }, body: status === 204 ? '' : '{"error":{"message":"canary-7731"}}' } })
    const { text, error } = await untilFailure(ask(at(server, kind)))
    expect(error).toMatchObject({ code: 'provider-refused', facts: { status } })
    expect([text, wordsOf(error)].join()).not.toContain('canary')
    expect(server.requests, 'no retry').toHaveLength(1)
  })

  test.each([
    ['a web page', '<!doctype html><script>alert(1)</script>'],
    ['nothing', ''],
    ['broken JSON', 'data: {"type":"content\n\n'],
    ['JSON of something else', 'data: {"canary":"7731"}\n\n'],
    ['bytes that mean nothing', Uint8Array.from({ length: 5000 }, (_, index) => (index * 7919) % 256)],
    ['a length that never comes', Uint8Array.from([0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0, 1, 2, 3])],
  ])('that answers with %s is unreadable', async (_name, body) => {
    await using server = await startProviderServer({ reply: { kind: 'garbage', body } })
    const { text, error } = await untilFailure(ask(at(server, kind)))
    expect(error).toMatchObject({ code: 'reply-unreadable' })
    expect([text, wordsOf(error)].join()).not.toMatch(/canary|alert/)
  })

  test('whose reply stops without its end has not answered, and what came before is kept', async () => {
    await using server = await startProviderServer({ reply: { kind: 'end-early', chunks: ['Half of '] } })
    expect(await untilFailure(ask(at(server, kind)))).toMatchObject({ text: 'Half of ', error: { code: 'reply-unreadable' } })
  })

  test('whose connection breaks fails as the connection did', async () => {
    await using server = await startProviderServer({ reply: { kind: 'cut', chunks: ['Half of '] } })
    expect(await untilFailure(ask(at(server, kind)))).toMatchObject({ error: { code: 'provider-unreachable' } })
  })

  test('can be stopped while it says nothing', async () => {
    await using server = await startProviderServer({ reply: { kind: 'stall', chunks: ['Wait '] } })
    const stop = new AbortController()
    const seen: string[] = []
    const running = (async () => {
      for await (const event of ask(at(server, kind), { signal: stop.signal })) {
        if (event.kind !== 'text') continue
        seen.push(event.delta)
        stop.abort()
      }
    })()
    await expect(running).rejects.toMatchObject({ code: 'cancelled' })
    expect(seen).toEqual(['Wait '])
  })

  test('is not asked once it was stopped', async () => {
    const send = vi.fn<SendRequest>()
    const { error } = await untilFailure(ask(sampleProvider(kind), { send, signal: AbortSignal.abort() }))
    expect([error, send.mock.calls.length]).toMatchObject([{ code: 'cancelled' }, 0])
  })

  test('that goes on for ever costs no more than what is read of it', async () => {
    await using server = await startProviderServer({ reply: { kind: 'endless', chunk: 'more ' } })
    let text = ''
    for await (const event of ask(at(server, kind))) {
      if (event.kind === 'text') text += event.delta
      if (text.length > 20_000) break
    }
    expect(text.startsWith('more more ')).toBe(true)
  })

  test('fails as its connection does, without a second attempt', async () => {
    const send = vi.fn<SendRequest>().mockRejectedValue(new AppError('bytes-changed'))
    const { error } = await untilFailure(ask(sampleProvider(kind), { send }))
    expect([error, send.mock.calls.length]).toMatchObject([{ code: 'bytes-changed' }, 1])
  })

  test('is not asked without the key that it needs', async () => {
    const send = vi.fn<SendRequest>()
    const { error } = await untilFailure(ask(sampleProvider(kind), { key: null, send }))
    expect([error, send.mock.calls.length]).toMatchObject([{ code: 'key-missing' }, 0])
  })
})

/** All that an error could carry into a log or a message. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? [error.message, error.stack, wordsOf(error.cause), JSON.stringify(error)].join(' ') : JSON.stringify(error) ?? ''
}
