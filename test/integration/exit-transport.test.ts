import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { createServer as createHttpServer, type RequestListener, type Server } from 'node:http'
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer, type Socket } from 'node:net'
import { fileURLToPath } from 'node:url'
import { inspect, promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { ProviderAdapter, SerialisedRequest } from '../../src-main/egress/providers/provider-adapter.ts'
import { createExitTransport, type ExitLimits } from '../../src-main/egress/transport.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { allOf, codeOf, ExitBench, fakeAdapter, people, providerOf } from '../support/exit-fakes.ts'

/** How a send ended, what was shown of the reply, and what the ledger says. */
async function outcome(bench: ExitBench, signal?: AbortSignal): Promise<{ readonly code: string; readonly text: string; readonly error: unknown }> {
  const approved = await bench.approved()
  let text = ''
  try {
    for await (const event of bench.exit.send(bench.matter, approved, signal ?? new AbortController().signal)) if (event.kind === 'text') text += event.delta
    return { code: 'done', text, error: null }
  } catch (error) {
    return { code: error instanceof AppError ? error.code : 'untyped', text, error }
  }
}

async function listening<S extends Server | TcpServer>(server: S): Promise<string> {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
    server.close()
  })
  return `127.0.0.1:${(server.address() as AddressInfo).port}`
}

async function answering(answer: RequestListener): Promise<string> {
  return `http://${await listening(createHttpServer(answer))}/v1`
}

function benchFor(baseUrl: string, limits: Partial<ExitLimits> = {}, change?: (request: SerialisedRequest) => SerialisedRequest): ExitBench {
  return new ExitBench({ transport: createExitTransport(limits), adapter: fakeAdapter(change) }, providerOf({ baseUrl }))
}

describe('on the wire', () => {
  test('stands what was previewed, byte for byte, and nothing else', async () => {
    const received: Buffer[] = []
    const sockets: Socket[] = []
    const address = await listening(createTcpServer((socket) => {
      sockets.push(socket)
      socket.on('data', (chunk) => {
        received.push(chunk)
        if (Buffer.concat(received).includes('"stream":true}')) socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\n\r\nAsk [PERSON_1].')
      })
    }))
    const bench = benchFor(`http://${address}/v1`)
    const preview = await bench.propose()
    const events = await bench.send(bench.exit.approve(bench.matter, preview.id, preview.approvalHash))

    const [head = '', body = ''] = Buffer.concat(received).toString('utf8').split('\r\n\r\n')
    const [requestLine, ...headers] = head.split('\r\n')
    expect(requestLine).toBe('POST /v1/chat/completions HTTP/1.1')
    expect(headers.map((line) => line.split(':')[0]?.toLowerCase()).toSorted()).toEqual(preview.request.headerNames)
    expect(headers).toContain('connection: close')
    expect(body).toBe(preview.request.body)
    expect(events[0]).toEqual({ kind: 'text', delta: `Ask ${people[0] ?? ''}.` })
    expect(sockets).toHaveLength(1)
  })

  const changes: readonly [string, (request: SerialisedRequest) => SerialisedRequest][] = [
    ['another body', (request) => ({ ...request, body: new TextEncoder().encode(new TextDecoder().decode(request.body).replace('rent', 'Rent')) })],
    ['a body with one more byte', (request) => ({ ...request, body: new Uint8Array([...request.body, 0x20]) })],
    ['another path', (request) => ({ ...request, url: `${request.url}?to=elsewhere` })],
    ['another host', (request) => ({ ...request, url: request.url.replace('127.0.0.1', 'localhost') })],
    ['another method', (request) => ({ ...request, method: 'PUT' as 'POST' })],
  ]
  test.each(changes)('never stands %s than was approved: no connection is opened at all', async (_what, change) => {
    let connections = 0
    const address = await listening(createTcpServer(() => { connections += 1 }))
    const bench = benchFor(`http://${address}/v1`, {}, change)
    expect((await outcome(bench)).code).toBe('bytes-changed')
    expect(connections).toBe(0)
    expect(bench.ledger.told).toEqual(['proposal', 'approval', expect.stringMatching(/^refusal: bytes-changed/)])
    expect(bench.spend.rows).toEqual([])
  })

  test.each([
    ['one header more', { 'x-note': 'something' }],
    ['a header that changes how the body is read', { 'transfer-encoding': 'chunked' }],
    ['the same header twice in other letters', { Authorization: 'x' }],
    ['more in a header than a key needs', { authorization: 'x'.repeat(10_000) }],
    ['a line break in a header', { authorization: 'x\r\nx-note: y' }],
  ])('never stands %s', async (_what, headers) => {
    let connections = 0
    const address = await listening(createTcpServer(() => { connections += 1 }))
    const adapter = fakeAdapter()
    const bench = new ExitBench({
      transport: createExitTransport(),
      adapter: { ...adapter, stream: (provider, model, prompt, options) => adapter.stream(provider, model, prompt, { ...options, send: (request) => options.send({ ...request, headers: { ...request.headers, ...headers } }) }) },
    }, providerOf({ baseUrl: `http://${address}/v1` }))
    expect((await outcome(bench)).code).toBe('bytes-changed')
    expect(connections).toBe(0)
  })

  test('stands one request only, whatever the library asks for again', async () => {
    let requests = 0
    const baseUrl = await answering((_request, response) => {
      requests += 1
      response.end('x')
    })
    const adapter = fakeAdapter()
    const codes: string[] = []
    const bench = new ExitBench({
      transport: createExitTransport(),
      adapter: {
        ...adapter,
        async* stream(provider, model, prompt, options) {
          const events = await allOf(adapter.stream(provider, model, prompt, options))
          codes.push(await codeOf(allOf(adapter.stream(provider, model, prompt, options))))
          yield* events
        },
      },
    }, providerOf({ baseUrl }))
    await outcome(bench)
    expect(requests).toBe(1)
    expect(codes).toEqual(['approval-void'])
  })
})

describe('a server that', () => {
  test('redirects is not followed', async () => {
    let reached = 0
    const other = await answering((_request, response) => {
      reached += 1
      response.end()
    })
    for (const status of [301, 302, 303, 307, 308]) {
      const baseUrl = await answering((_request, response) => response.writeHead(status, { location: other }).end('elsewhere'))
      const adapter = fakeAdapter()
      // A library that would take any reply for a good one: the connection itself refuses.
      const careless: ProviderAdapter = { ...adapter, stream: (provider, model, prompt, options) => adapter.stream(provider, model, prompt, { ...options, send: async (request) => ({ ...await options.send(request), status: 200 }) }) }
      const bench = new ExitBench({ transport: createExitTransport(), adapter: careless }, providerOf({ baseUrl }))
      expect((await outcome(bench)).code).toBe('provider-refused')
      expect(bench.ledger.told.at(-1)).toBe(`receive: provider-refused ${status}`)
      expect(bench.spend.rows).toEqual([])
    }
    expect(reached).toBe(0)
  })

  test('announces more than a reply may be is not listened to', async () => {
    const bench = benchFor(await answering((_request, response) => {
      response.writeHead(200, { 'content-length': 2000 })
      response.write('x')
    }), { maxReplyBytes: 1000 })
    expect((await outcome(bench)).code).toBe('reply-too-large')
  })

  test('never ends is cut off, and what came is kept', async () => {
    const bench = benchFor(await answering((_request, response) => {
      const more = (): void => { while (!response.destroyed && response.write('[PERSON_2] '.repeat(100))) { /* until the socket is full */ } }
      response.on('drain', more)
      more()
    }), { maxReplyBytes: 100_000 })
    const { code, text } = await outcome(bench)
    expect(code).toBe('reply-too-large')
    expect(text).toContain('Aurel Ionescu')
    expect(bench.ledger.rows.at(-1)).toMatchObject({ kind: 'receive', detail: 'reply-too-large' })
    expect(bench.ledger.rows.at(-1)?.bytes).toBeGreaterThan(0)
  })

  test('takes the request and says nothing is given up', async () => {
    const bench = benchFor(await answering(() => {}), { firstByteTimeoutMs: 100 })
    expect((await outcome(bench)).code).toBe('provider-unreachable')
    expect(bench.ledger.told).toEqual(['proposal', 'approval', 'send', 'receive: provider-unreachable silent'])
    expect(bench.spend.rows, 'it may have been billed, so it counts').toHaveLength(1)
  })

  test('falls silent within its reply is given up', async () => {
    const bench = benchFor(await answering((_request, response) => { response.write('Half an ans') }), { idleTimeoutMs: 100 })
    expect(await outcome(bench)).toMatchObject({ code: 'provider-unreachable', text: 'Half an ans' })
  })

  test('drips for ever is given up', async () => {
    const bench = benchFor(await answering((_request, response) => {
      const drip = setInterval(() => response.write('.'), 10)
      response.on('close', () => clearInterval(drip))
    }), { totalTimeoutMs: 300, idleTimeoutMs: 200 })
    expect((await outcome(bench)).code).toBe('provider-unreachable')
  })

  test('breaks off is told as that, and what came is kept', async () => {
    const bench = benchFor(await answering((_request, response) => {
      response.writeHead(200, { 'content-length': 500 })
      response.write('The first half', () => response.destroy())
    }))
    expect(await outcome(bench)).toMatchObject({ code: 'provider-unreachable', text: 'The first half' })
    expect(bench.ledger.rows.at(-1)).toMatchObject({ kind: 'receive', bytes: 14, detail: 'provider-unreachable' })
  })

  test.each([
    ['compresses what it was asked not to', 'HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\n\r\nxxxx', 'reply-unreadable'],
    ['wants another protocol', 'HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n', 'provider-refused'],
    ['does not speak HTTP', 'SSH-2.0-OpenSSH_9.9\r\n', 'reply-unreadable'],
    ['promises a reply again and again', 'HTTP/1.1 102 Processing\r\n\r\n'.repeat(1000), 'reply-unreadable'],
    ['sends endless headers', `HTTP/1.1 200 OK\r\n${'x-a: b\r\n'.repeat(20_000)}\r\n`, 'reply-unreadable'],
  ])('%s is refused', async (_what, reply, code) => {
    const address = await listening(createTcpServer((socket) => {
      socket.on('error', () => {})
      socket.once('data', () => socket.end(reply))
    }))
    expect((await outcome(benchFor(`http://${address}/v1`))).code).toBe(code)
  })

  test('is not there is told as that', async () => {
    const closed = createTcpServer()
    const address = await listening(closed)
    closed.close()
    await once(closed, 'close')
    const bench = benchFor(`http://${address}/v1`)
    expect((await outcome(bench)).code).toBe('provider-unreachable')
    expect(bench.spend.rows, 'nothing was written, so nothing was billed').toEqual([])
  })

  test('is stopped by the user sees the connection end', async () => {
    const abort = new AbortController()
    let ended: Promise<unknown> | null = null
    const baseUrl = await answering((request, response) => {
      ended = new Promise((resolve) => { request.socket.on('close', resolve) })
      response.write('One', () => abort.abort())
    })
    const bench = benchFor(baseUrl)
    expect((await outcome(bench, abort.signal)).code).toBe('cancelled')
    await ended
    expect(bench.ledger.told.at(-1)).toBe('receive: cancelled')
  })

  test('is still answering when its matter is locked is left, and what came is proven', async () => {
    const bench: ExitBench = benchFor(await answering((_request, response) => { response.write('One', () => bench.exit.voidAll(bench.matter.id)) }))
    expect((await outcome(bench)).code).toBe('cancelled')
    expect(bench.ledger.told.at(-1)).toBe('receive: cancelled')
  })

  test.each([[401, 'x'], [500, 'x'], [200, '']])('answers %d gets neither key, question nor address into an error', async (status, body) => {
    const baseUrl = await answering((request, response) => {
      response.writeHead(status, { 'x-echo': request.headers.authorization ?? '', 'content-encoding': status === 200 ? 'br' : 'identity' }).end(`${body} ${request.headers.authorization ?? ''}`)
    })
    const { error } = await outcome(benchFor(baseUrl))
    const told = inspect(error, { depth: 10, showHidden: true })
    expect(error).toBeInstanceOf(AppError)
    expect(['secret-key', 'Bearer', 'rent', new URL(baseUrl).host, ...people].filter((word) => told.includes(word))).toEqual([])
  })
})

test('under the guard the one approved request passes, and nothing else in that process does, then or later', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [fileURLToPath(new URL('../support/fixtures/exit-process.ts', import.meta.url))])
  expect(JSON.parse(stdout)).toEqual({
    'before connecting': 'asked',
    'the approved request': 200,
    'another port meanwhile': 'connection-refused-by-guard',
    'its reply': 'fine',
    'the same port afterwards': 'connection-refused-by-guard',
    'a socket afterwards': 'connection-refused-by-guard',
    'the same approval again': 'approval-void',
  })
})
