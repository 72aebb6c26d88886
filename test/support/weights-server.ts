import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Answers one request; `from` is the start of the asked range, 0 without one. */
export type Answer = (response: ServerResponse, from: number, request: IncomingMessage) => void

export interface WeightsServer extends AsyncDisposable {
  readonly origin: string
  /** `method path range` of each request, in order. */
  readonly requests: readonly string[]
  /** The next requests get these answers, then the last one again. */
  answerWith(...answers: Answer[]): void
}

/** A stand-in for the model hub on loopback. A request without a scripted answer is refused with 500. */
export async function startWeightsServer(): Promise<WeightsServer> {
  const requests: string[] = []
  let answers: Answer[] = []
  const server = createServer((request, response) => {
    requests.push(`${request.url ?? ''}${request.headers.range === undefined ? '' : ` ${request.headers.range}`}`)
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    if (answer) answer(response, Number(/bytes=(\d+)-/.exec(request.headers.range ?? '')?.[1] ?? 0), request)
    else response.writeHead(500).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    answerWith: (...next) => { answers = next },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

/** The whole file, or the range that was asked for. */
export const whole = (bytes: Uint8Array): Answer => (response, from) => {
  head(response, bytes, from)
  response.end(bytes.subarray(from))
}

/** Breaks the connection after `count` bytes of the answer. */
export const cutAfter = (bytes: Uint8Array, count: number): Answer => (response, from) => {
  head(response, bytes, from)
  response.write(bytes.subarray(from, from + count), () => response.destroy())
}

/** Sends some bytes and then nothing more, without ending. */
export const stallAfter = (bytes: Uint8Array, count: number): Answer => (response, from) => {
  head(response, bytes, from)
  response.write(bytes.subarray(from, from + count))
}

/** A server that does not know ranges. */
export const alwaysFromStart = (bytes: Uint8Array): Answer => (response) => {
  response.writeHead(200, { 'content-length': bytes.byteLength }).end(bytes)
}

/** More than was announced or is in the catalogue; no length in the headers. */
export const endless: Answer = (response) => {
  response.writeHead(200)
  const more = (): void => { while (!response.destroyed && response.write(Buffer.alloc(64 * 1024))) { /* until the socket is full */ } }
  response.on('drain', more)
  more()
}

export const status = (code: number, headers: Record<string, string> = {}): Answer => (response) => { response.writeHead(code, headers).end() }

function head(response: ServerResponse, bytes: Uint8Array, from: number): void {
  const rest = bytes.byteLength - from
  if (from > 0) response.writeHead(206, { 'content-length': rest, 'content-range': `bytes ${from}-${bytes.byteLength - 1}/${bytes.byteLength}` })
  else response.writeHead(200, { 'content-length': rest })
}
