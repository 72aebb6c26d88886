import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { providerKinds, type ProviderKind } from '../../src-preload/contract/index.ts'
import type { ExitMatter } from '../../src-main/egress/exit/exit.ts'
import { createProviderAdapter } from '../../src-main/egress/providers/create-provider-adapter.ts'
import { createExitTransport } from '../../src-main/egress/transport.ts'
import { openMatterStore } from '../../src-main/store/open-matter-store.ts'
import { allOf, codeOf, ExitBench, matterId, people } from '../support/exit-fakes.ts'
import { temporaryFolder } from '../support/open-test-matter.ts'
import { libraryVariables } from '../support/provider-server/library-variables.ts'
import { startProviderServer, type ProviderServer } from '../support/provider-server/provider-server.ts'
import { sampleModels, sampleProvider } from '../support/provider-server/sample-provider.ts'

const signal = new AbortController().signal

/** The exit before a real server, with a real library, connection and ledger; only the finding of names is made up. */
async function realExit(kind: ProviderKind): Promise<{ readonly bench: ExitBench; readonly matter: ExitMatter; readonly server: ProviderServer; readonly store: ReturnType<typeof openMatterStore> }> {
  const server = await startProviderServer({ reply: ['It is [PERS', 'ON_1].'] })
  onTestFinished(() => server[Symbol.asyncDispose]())
  const provider = sampleProvider(kind, { id: 'p_000000000000000a', baseUrl: server.baseUrl(kind) })
  const bench = new ExitBench({ adapter: createProviderAdapter(), transport: createExitTransport(), createRestorer: (entries) => {
    let held = ''
    return { push: (delta) => { held += delta; return '' }, end: () => entries.reduce((text, { placeholder, value }) => text.replaceAll(placeholder, value), held) }
  } }, provider)
  const store = openMatterStore(temporaryFolder(), matterId, { create: true })
  onTestFinished(() => store[Symbol.dispose]())
  return { bench, matter: { ...bench.matter, ledger: store.ledger }, server, store }
}

beforeEach(() => {
  for (const [name, value] of Object.entries(libraryVariables)) vi.stubEnv(name, value)
  return () => void vi.unstubAllEnvs()
})

describe.each(providerKinds)('through %s', (kind) => {
  test('exactly what was previewed arrives, once, and the ledger proves it', async () => {
    const { bench, matter, server, store } = await realExit(kind)
    const preview = await bench.exit.propose(matter, bench.proposal({ model: sampleModels[kind] }), { mode: 'rules', signal })
    expect(preview.blocked).toEqual([])
    expect(server.connections, 'looking at a request sends nothing').toBe(0)

    const events = await allOf(bench.exit.send(matter, bench.exit.approve(matter, preview.id, preview.approvalHash), signal))
    expect(events).toEqual([{ kind: 'text', delta: `It is ${people[0] ?? ''}.` }, expect.objectContaining({ kind: 'end', bytesSent: preview.request.bytes, inputTokens: 11, outputTokens: 7, stoppedBy: 'end' })])

    const [request, ...more] = server.requests
    expect(more).toEqual([])
    expect(server.connections).toBe(1)
    expect(request?.body.toString('utf8')).toBe(preview.request.body)
    expect(`${server.origin}${request?.path ?? ''}`).toBe(preview.request.url)
    expect(request?.headers.map(([name]) => name.toLowerCase()).toSorted()).toEqual(preview.request.headerNames)
    expect(people.filter((name) => server.received().includes(name))).toEqual([])

    const rows = store.ledger.list({ limit: 10 }).toReversed()
    expect(rows.map((row) => row.kind)).toEqual(['proposal', 'approval', 'send', 'receive'])
    expect(rows.slice(0, 3).map((row) => [row.bytes, row.sha256])).toEqual(Array.from({ length: 3 }, () => [preview.request.bytes, preview.request.sha256]))
    expect(store.ledger.verify().state).toBe('intact')
  })

  test('the key stands in a header of the request and nowhere else', async () => {
    const { bench, matter, server } = await realExit(kind)
    const preview = await bench.exit.propose(matter, bench.proposal({ model: sampleModels[kind] }), { mode: 'rules', signal })
    await allOf(bench.exit.send(matter, bench.exit.approve(matter, preview.id, preview.approvalHash), signal))
    const [request] = server.requests
    expect(request?.headers.filter(([, value]) => value.includes('secret-key'))).toHaveLength(1)
    expect(`${request?.path ?? ''} ${request?.body.toString() ?? ''} ${JSON.stringify(preview)}`).not.toContain('secret-key')
  })

  test('a refusal or a broken reply is told in the product’s own words, and kept in the ledger', async () => {
    const { bench, matter, server, store } = await realExit(kind)
    const told: string[] = []
    for (const reply of [{ kind: 'status', status: 401, body: 'no' }, { kind: 'redirect', location: 'https://elsewhere.example/' }, { kind: 'cut', chunks: ['It is'] }] as const) {
      server.answerWith(reply)
      const preview = await bench.exit.propose(matter, bench.proposal({ model: sampleModels[kind] }), { mode: 'rules', signal })
      told.push(await codeOf(allOf(bench.exit.send(matter, bench.exit.approve(matter, preview.id, preview.approvalHash), signal))))
    }
    expect(told).toEqual(['provider-refused', 'provider-refused', 'provider-unreachable'])
    expect(store.ledger.list({ limit: 20, kinds: ['receive'] }).map(({ detail }) => detail)).toEqual(['provider-unreachable', 'provider-refused 307', 'provider-refused 401'])
    expect(server.connections).toBe(3)
  })
})

test('a matter whose ledger somebody has changed sends nothing', async () => {
  const { bench, matter, server, store } = await realExit('openai-compatible')
  const preview = await bench.exit.propose(matter, bench.proposal({ model: 'llama3.3' }), { mode: 'rules', signal })
  const approved = bench.exit.approve(matter, preview.id, preview.approvalHash)
  const broken = { ...matter, ledger: { ...store.ledger, verifyPatiently: async () => ({ state: 'broken', rows: 2, firstBadId: 1, problem: 'changed' }) as const } }
  expect(await codeOf(allOf(bench.exit.send(broken, approved, signal)))).toBe('ledger-damaged')
  expect(server.connections).toBe(0)
})
