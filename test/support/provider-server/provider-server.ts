import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { ProviderKind } from '../../../src-preload/contract/index.ts'
import { writeReply, type ScriptedReply } from './scripted-reply.ts'
import { wireOf, type Wire } from './wire-formats.ts'

/** One request as it arrived. */
export interface ReceivedRequest {
  readonly method: string
  /** With its query. */
  readonly path: string
  /** In the order and spelling of the wire. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: Buffer
  /** Null for a path of no provider; that is answered with 404. */
  readonly wire: Wire | null
  /** The body as JSON; an empty object when it is none. */
  readonly json: Readonly<Record<string, unknown>>
}

export interface ProviderServerOptions {
  /** What to answer; the default is one short text. May look at the request, and may throw to answer with 500. */
  readonly reply?: ScriptedReply | ((request: ReceivedRequest) => ScriptedReply | Promise<ScriptedReply>)
}

/** A provider on loopback that says what it is told and keeps every byte that reached it. */
export interface ProviderServer extends AsyncDisposable {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string
  readonly requests: readonly ReceivedRequest[]
  /** How many connections were ever opened. */
  readonly connections: number
  /** Every byte of every connection so far, request lines and headers included. */
  received(): Buffer
  /** What to enter as a provider's base URL, so that its requests come here. */
  baseUrl(kind: ProviderKind): string
  /** Answers from now on. */
  answerWith(reply: NonNullable<ProviderServerOptions['reply']>): void
  /** Resolves once that many requests have arrived whole. */
  whenRequests(count: number): Promise<void>
}

const basePaths: Readonly<Record<ProviderKind, string>> = {
  'anthropic': '/anthropic/v1', 'openai': '/openai/v1', 'google': '/google/v1beta', 'xai': '/xai/v1', 'azure': '/azure/openai/v1', 'bedrock': '/bedrock', 'openai-compatible': '/compatible/v1',
}

/** Starts it on a free port of 127.0.0.1. */
export async function startProviderServer(options: ProviderServerOptions = {}): Promise<ProviderServer> {
  const requests: ReceivedRequest[] = []
  const bytes: Buffer[] = []
  const waiting: { readonly count: number; readonly resolve: () => void }[] = []
  let connections = 0
  let reply = options.reply ?? ['Hello', ' there.']

  const answer = (incoming: IncomingMessage, response: ServerResponse): void => {
    receive(incoming).then(async (request) => {
      requests.push(request)
      for (const each of waiting.filter(({ count }) => requests.length >= count)) each.resolve()
      if (!request.wire) return void response.writeHead(404).end()
      writeReply(response, request.wire, modelOf(request), typeof reply === 'function' ? await reply(request) : reply)
    }).catch(() => { if (!response.headersSent) response.writeHead(500).end() })
  }
  const server = createServer(answer)
  server.on('connection', (socket: Socket) => {
    connections++
    // A listener added here sees what the parser sees: Node gives up its shortcut past 'data' events then.
    socket.on('data', (chunk: Buffer) => { bytes.push(Buffer.from(chunk)) })
    socket.on('error', () => {})
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    requests,
    get connections() { return connections },
    received: () => Buffer.concat(bytes),
    baseUrl: (kind) => `${origin}${basePaths[kind]}`,
    answerWith(next) { reply = next },
    whenRequests: (count) => new Promise((resolve) => {
      if (requests.length >= count) resolve()
      else waiting.push({ count, resolve })
    }),
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function receive(incoming: IncomingMessage): Promise<ReceivedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk)
  const body = Buffer.concat(chunks)
  const raw = incoming.rawHeaders
  const headers = Array.from({ length: raw.length / 2 }, (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? ''] as const)
  const path = incoming.url ?? ''
  return { method: incoming.method ?? '', path, headers, body, wire: wireOf(path), json: jsonOf(body) }
}

function jsonOf(body: Buffer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

function modelOf({ json, path }: ReceivedRequest): string {
  if (typeof json['model'] === 'string') return json['model']
  return decodeURIComponent(/\/models?\/([^/:?]+)/.exec(path)?.[1] ?? 'unknown')
}
