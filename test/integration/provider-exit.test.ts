import { describe, expect, test } from 'vitest'
import { createProviderAdapter } from '../../src-main/egress/providers/create-provider-adapter.ts'
import { createExitTransport } from '../../src-main/egress/transport.ts'
import { providerKinds } from '../../src-preload/contract/index.ts'
import { ExitBench, people } from '../support/exit-fakes.ts'
import { startProviderServer } from '../support/provider-server/provider-server.ts'
import { sampleModels, sampleProvider } from '../support/provider-server/sample-provider.ts'

describe.each(providerKinds)('the exit to %s', (kind) => {
  test('puts on the wire one request, which is the previewed one to the last byte, and restores the reply', async () => {
    await using server = await startProviderServer({ reply: { kind: 'text', chunks: ['Ask ', '[PERSON_1]', ' about “rent”.'], pieceBytes: 5 } })
    const provider = sampleProvider(kind, { baseUrl: server.baseUrl(kind), models: [sampleModels[kind]] })
    const bench = new ExitBench({ transport: createExitTransport(), adapter: createProviderAdapter() }, provider)
    const preview = await bench.propose({ model: sampleModels[kind] })
    expect(preview.blocked).toEqual([])
    expect(server.connections, 'a preview opens no connection').toBe(0)
    const events = await bench.send(bench.exit.approve(bench.matter, preview.id, preview.approvalHash))

    expect(server.connections).toBe(1)
    const [head = '', body] = server.received().toString('utf8').split('\r\n\r\n')
    const [requestLine = '', ...headers] = head.split('\r\n')
    expect(body).toBe(preview.request.body)
    expect(`${server.origin}${requestLine.split(' ')[1] ?? ''}`).toBe(preview.request.url)
    expect(headers.map((line) => line.split(':')[0]?.toLowerCase()).toSorted()).toEqual(preview.request.headerNames)
    for (const name of people) expect(server.received().toString('utf8')).not.toContain(name)
    expect(events.map((event) => (event.kind === 'text' ? event.delta : '')).join('')).toBe(`Ask ${people[0] ?? ''} about “rent”.`)
    expect(bench.ledger.told).toEqual(['proposal', 'approval', 'send', 'receive: complete end'])
  })
})

test('the exit to Bedrock sends a signed request with exactly the headers that were previewed', async () => {
  await using server = await startProviderServer()
  const bench = new ExitBench({ transport: createExitTransport(), adapter: createProviderAdapter() }, sampleProvider('bedrock', { baseUrl: server.baseUrl('bedrock') }))
  bench.key = 'AKIAIOSFODNN7EXAMPLE:wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'
  const preview = await bench.propose({ model: sampleModels.bedrock })
  await bench.send(bench.exit.approve(bench.matter, preview.id, preview.approvalHash))
  expect(server.requests.map(({ headers }) => headers.map(([name]) => name.toLowerCase()).toSorted())).toEqual([preview.request.headerNames])
  expect(preview.request.headerNames).toContain('x-amz-date')
  expect(server.received().toString('utf8')).not.toContain('wJalrXUtnFEMI')
})
