import { createReadStream } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { FailureCode } from '../../src-preload/contract/index.ts'
import { AppError, toFailure } from '../support/errors.ts'
import { pageHeaders } from './content-security-policy.ts'
import type { BytesReply, FileReply } from './local-files.ts'

const statuses: Partial<Record<FailureCode, number>> = {
  'invalid-request': 400, 'not-allowed': 403, 'not-found': 404, 'file-missing': 404, 'file-too-large': 413, 'busy': 429, 'disk-full': 507,
}

export function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { ...pageHeaders, 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end(JSON.stringify(body))
}

/** Answers with the failure as a page can show it, in the shape of a call's outcome. */
export function sendFailure(response: ServerResponse, error: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const failure = toFailure(error)
  // A request that was refused midway may still be sending; its connection is of no more use.
  response.setHeader('Connection', 'close')
  sendJson(response, statuses[failure.code] ?? 500, { ok: false, error: failure })
}

/** A short page in plain words, for a person who came without the address that was printed. */
export function sendNotice(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...pageHeaders, 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' })
  response.end(`${text}\n`)
}

export async function sendFile(request: IncomingMessage, response: ServerResponse, reply: FileReply): Promise<void> {
  response.writeHead(reply.status, reply.headers)
  if (!reply.range || request.method === 'HEAD') {
    response.end()
    return
  }
  // The reader left (pdf.js drops ranges that it no longer needs): nothing to tell anyone.
  await pipeline(createReadStream(reply.path, { start: reply.range.first, end: reply.range.last }), response).catch(() => response.destroy())
}

export function sendBytes(request: IncomingMessage, response: ServerResponse, { headers, bytes }: BytesReply): void {
  response.writeHead(200, headers)
  response.end(request.method === 'HEAD' ? undefined : bytes)
}

/** Aborts when whoever asked has left before the reply was whole. */
export function leaving(response: ServerResponse): AbortSignal {
  const left = new AbortController()
  response.once('close', () => left.abort())
  return left.signal
}

/** The whole body as text. Errors: `invalid-request` when it is longer than `maxBytes` or cut off. */
export async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) throw new AppError('file-too-large', { limitBytes: maxBytes })
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > maxBytes) throw new AppError('file-too-large', { limitBytes: maxBytes })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
