import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:https'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { createExitTransport } from '../../src-main/egress/transport.ts'
import { codeOf, ExitBench, providerOf } from '../support/exit-fakes.ts'
import { makeAuthority } from '../support/make-certificate.ts'

interface TlsServer { readonly port: number; readonly requests: string[]; readonly server: Server }

async function tlsServer(identity: { readonly key: string; readonly cert: string }): Promise<TlsServer> {
  const requests: string[] = []
  const server = createServer(identity, (request, response) => {
    requests.push(request.url ?? '')
    response.end('It is [PERSON_1].')
  })
  return { port: await listening(server), requests, server }
}

async function listening(server: Server | TcpServer): Promise<number> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** An exit to an https address; `authority` is the PEM text of the user's own CA file. */
function benchFor(baseUrl: string, authority: string | null = null): ExitBench {
  const caFile = authority === null ? null : join(new ExitBench().folder, 'ca.pem')
  if (caFile !== null && authority !== null) writeFileSync(caFile, authority)
  return new ExitBench({ transport: createExitTransport({ connectTimeoutMs: 2000 }) }, providerOf({ baseUrl, caFile }))
}

const send = async (bench: ExitBench): Promise<string> => codeOf(bench.send(await bench.approved()))

describe('the certificate of a provider', () => {
  const authority = makeAuthority()

  test.each(['127.0.0.1', 'localhost'])('is verified against the user’s own authority, for %s', async (host) => {
    const { port, requests } = await tlsServer(authority.issue())
    expect(await send(benchFor(`https://${host}:${port}/v1`, authority.pem))).toBe('done')
    expect(requests).toEqual(['/v1/chat/completions'])
  })

  test.each([
    ['of an authority that nobody named', authority.issue(), null],
    ['of another authority than the named one', authority.issue(), makeAuthority().pem],
    ['of an authority with the same name and another key', authority.issue(), makeAuthority('Strongroom test authority').pem],
    ['for another host', authority.issue({ hosts: ['models.example'] }), authority.pem],
    ['that has expired', authority.issue({ validUntil: new Date(Date.UTC(2021, 0)) }), authority.pem],
  ])('is refused when it is one %s, and nothing is written', async (_what, identity, pem) => {
    const { port, requests } = await tlsServer(identity)
    const bench = benchFor(`https://127.0.0.1:${port}/v1`, pem)
    expect(await send(bench)).toBe('provider-tls')
    expect(requests).toEqual([])
    expect(bench.ledger.told).toEqual(['proposal', 'approval', 'send', 'receive: provider-tls'])
    expect(bench.spend.rows).toEqual([])
  })

  test('is verified whatever the environment says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0')
    onTestFinished(() => void vi.unstubAllEnvs())
    const { port, requests } = await tlsServer(authority.issue())
    expect(await send(benchFor(`https://127.0.0.1:${port}/v1`))).toBe('provider-tls')
    expect(requests).toEqual([])
  })

  test('is not asked for without TLS: an address of another machine must be https', async () => {
    const bench = benchFor('http://models.example/v1')
    const preview = await bench.propose()
    expect(preview.blocked.map(({ reason }) => reason)).toEqual(['host-not-allowed'])
    expect(await codeOf(() => bench.exit.approve(bench.matter, preview.id, preview.approvalHash))).toBe('exit-blocked')
  })
})

describe('nothing is sent', () => {
  test.each([['is not there', null], ['is no certificate', 'hello'], ['cannot be parsed', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n']])('when the user’s own authority file %s', async (_what, text) => {
    const { port, requests } = await tlsServer(makeAuthority().issue())
    const bench = benchFor(`https://127.0.0.1:${port}/v1`, text ?? 'x')
    if (text === null && bench.provider) bench.provider = { ...bench.provider, caFile: join(bench.folder, 'missing.pem') }
    expect(await send(bench)).toBe('provider-tls')
    expect(requests).toEqual([])
  })

  test('to a server that speaks without TLS on an https address', async () => {
    const heard: Buffer[] = []
    const server = createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.on('data', (chunk) => {
        heard.push(chunk)
        socket.end('HTTP/1.1 200 OK\r\n\r\n')
      })
    })
    const bench = benchFor(`https://127.0.0.1:${await listening(server)}/v1`)
    expect(await send(bench)).toBe('provider-tls')
    expect(Buffer.concat(heard).toString('latin1')).not.toMatch(/POST|rent|secret-key/)
  })

  test('to a server that takes the connection and never shakes hands', async () => {
    const bench = new ExitBench({ transport: createExitTransport({ connectTimeoutMs: 100 }) }, providerOf({ baseUrl: `https://127.0.0.1:${await listening(createTcpServer(() => {}))}/v1` }))
    expect(await send(bench)).toBe('provider-unreachable')
    expect(bench.spend.rows).toEqual([])
  })

  test('when somebody goes offline while the connection is being made', async () => {
    const authority = makeAuthority()
    const { port, requests, server } = await tlsServer(authority.issue())
    const bench = benchFor(`https://127.0.0.1:${port}/v1`, authority.pem)
    server.on('connection', () => { bench.settings = { ...bench.settings, offline: true } })
    expect(await send(bench)).toBe('exit-closed')
    expect(requests).toEqual([])
    expect(bench.ledger.told.at(-1)).toBe('receive: exit-closed offline')
  })
})
