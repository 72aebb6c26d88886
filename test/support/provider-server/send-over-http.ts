import { request as open } from 'node:http'
import type { SendRequest } from '../../../src-main/egress/providers/provider-adapter.ts'
import { AppError } from '../../../src-main/support/errors.ts'

/** A stand-in for the exit's transport, for tests of a provider alone: it approves nothing and reaches loopback only. */
export const sendOverHttp: SendRequest = ({ method, url, headers, body, signal }) => new Promise((resolve, reject) => {
  const { hostname } = new URL(url)
  if (hostname !== '127.0.0.1') throw new Error('tests reach loopback only')
  const fail = (): void => reject(new AppError(signal.aborted ? 'cancelled' : 'provider-unreachable'))
  const outgoing = open(url, { method, headers: { ...headers }, agent: false, signal }, (response) => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        response.on('data', (chunk: Buffer) => controller.enqueue(new Uint8Array(chunk)))
        response.on('end', () => controller.close())
        response.on('error', () => controller.error(new AppError(signal.aborted ? 'cancelled' : 'provider-unreachable')))
      },
      cancel: () => { response.destroy() },
    })
    resolve({ status: response.statusCode ?? 0, headers: Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name, String(value)])), body })
  })
  outgoing.on('error', fail)
  outgoing.end(body)
})
