import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createDispatcher } from '../rpc/dispatcher.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { maxMessageBytes } from '../rpc/message-size.ts'
import { AppError } from '../support/errors.ts'
import type { Log } from '../support/log.ts'
import { createEventStreams } from './event-stream.ts'
import { leaving, readText, sendBytes, sendFailure, sendFile, sendJson, sendNotice } from './http-reply.ts'
import { listPageFiles, replyWithOriginal, replyWithPageFile, replyWithPageImage } from './local-files.ts'
import { createUploadReceiver } from './receive-upload.ts'
import { isOwnRequest } from './request-origin.ts'
import { createSessionAccess } from './session-access.ts'

export interface BrowserShellOptions {
  readonly application: ApplicationPort
  readonly log: Log
  /** The built page, `out/renderer`. */
  readonly pageFolder: string
  /** Where uploads wait until they are added. */
  readonly uploadsFolder: string
  /** A random free port when left out. */
  readonly port?: number
  readonly maxUploadBytes?: number
}

export interface BrowserShell extends AsyncDisposable {
  readonly port: number
  /** A fresh address that opens the app once, for ten minutes; who holds it holds the app. */
  openUrl(): string
}

const withoutCookie = 'This page belongs to Strongroom. Open it with the address that Strongroom printed when it started; each address works once.'

/**
 * Serves the page to this machine's own browser: 127.0.0.1 only, one-time token, own origin only.
 * Errors: `EADDRINUSE` when a port was asked for and is taken.
 */
export async function startBrowserShell(options: BrowserShellOptions): Promise<BrowserShell> {
  const { application, log } = options
  const server = createServer({ requestTimeout: 30 * 60_000, headersTimeout: 10_000, maxHeaderSize: 16_384 })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen({ host: '127.0.0.1', port: options.port ?? 0 }, resolve)
  })
  const { port } = server.address() as AddressInfo
  const ownHost = `127.0.0.1:${port}`

  const pageFiles = listPageFiles(options.pageFolder)
  const access = createSessionAccess(`strongroom_${port}`)
  const dispatch = createDispatcher(application, log)
  const receiveUpload = createUploadReceiver(options.uploadsFolder, dispatch, options.maxUploadBytes)
  const streams = createEventStreams()
  const unsubscribe = application.subscribe((event) => streams.send(event))

  const open = (response: ServerResponse, token: string): void => {
    const cookie = access.redeem(token)
    if (!cookie) return sendNotice(response, 403, withoutCookie)
    response.writeHead(303, { 'Location': '/', 'Set-Cookie': cookie, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' })
    response.end()
  }

  const call = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!/^application\/json\b/.test(request.headers['content-type'] ?? '')) throw new AppError('invalid-request')
    const message = parseMessage(await readText(request, maxMessageBytes))
    sendJson(response, 200, await dispatch(message['name'], message['params'] ?? null))
  }

  const route = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!isOwnRequest(request, ownHost)) throw new AppError('not-allowed')
    // Joined as text: resolved against the host, `//other/path` would be read as another host.
    if (!request.url?.startsWith('/')) throw new AppError('invalid-request')
    const url = new URL(`http://${ownHost}${request.url}`)
    const reading = request.method === 'GET' || request.method === 'HEAD'
    if (request.method === 'GET' && url.pathname.startsWith('/open/')) return open(response, url.pathname.slice('/open/'.length))
    if (!access.isSignedIn(request)) return reading ? sendNotice(response, 403, withoutCookie) : sendFailure(response, new AppError('not-allowed'))
    if (request.method === 'POST') {
      if (url.pathname === '/call') return call(request, response)
      if (url.pathname === '/upload') return sendJson(response, 200, await receiveUpload(request, url.searchParams))
    }
    if (!reading) return sendNotice(response, 405, 'Not a way to use this address.')
    if (url.pathname === '/events') return streams.open(response)
    if (url.pathname.startsWith('/files/')) return sendFile(request, response, await replyWithOriginal(application, url.pathname, request.headers.range ?? null))
    if (url.pathname.startsWith('/page-images/')) return sendBytes(request, response, await replyWithPageImage(application, url.pathname, leaving(response)))
    const page = await replyWithPageFile(pageFiles, url.pathname)
    return page ? sendFile(request, response, page) : sendNotice(response, 404, 'There is nothing at this address.')
  }

  server.on('request', (request, response) => {
    route(request, response).catch((error: unknown) => sendFailure(response, error))
  })

  return {
    port,
    openUrl: () => `http://${ownHost}/open/${access.issueToken()}`,
    async [Symbol.asyncDispose]() {
      unsubscribe()
      streams[Symbol.dispose]()
      await new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}

function parseMessage(text: string): Record<string, unknown> {
  try {
    const message: unknown = JSON.parse(text)
    if (typeof message === 'object' && message !== null && !Array.isArray(message)) return message as Record<string, unknown>
  } catch {
    // Falls through: not JSON at all.
  }
  throw new AppError('invalid-request')
}
