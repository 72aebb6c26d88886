import { spawn } from 'node:child_process'
import http from 'node:http'
import https from 'node:https'
import { isIP } from 'node:net'
import { rootCertificates, TLSSocket } from 'node:tls'
import { AppError } from '../support/errors.ts'
import { checkApprovedRequest, type CheckedRequest } from './approved-request.ts'
import { takeApproved } from './exit/stage-marks.ts'
import type { ApprovedPreview } from './exit/stages.ts'
import { claimPermit } from './guard/install.ts'
import { ModelDownload, PackageDownload } from './model-download.ts'
import { packageDownloadArguments, packageDownloadEnvironment, packageProgram } from './package-command.ts'
import type { ReplyStream } from './providers/provider-adapter.ts'
import type { OutgoingRequest } from './providers/single-fetch.ts'
import { replyBody } from './reply-body.ts'

// The one file that opens connections. It claims the guard's permit as it is loaded, so that nobody else can.
const permit = claimPermit()

/** Bytes of a download, from where the server agreed to start. */
export interface ByteStream {
  /** 0 when the server cannot resume: what is already on disk is then to be thrown away. */
  readonly startsAt: number
  /** Ends when every expected byte came. Errors: `download-interrupted`, `download-refused` (too many bytes), `cancelled`. */
  readonly body: AsyncIterable<Uint8Array>
}

export interface Transport {
  /**
   * Opens one approved download at byte `from`; redirects are followed while each new address is approved too.
   * Errors: `offline`, `host-not-allowed`, `download-refused` (status), `download-interrupted`, `cancelled`.
   */
  open(download: ModelDownload, options: { readonly from: number; readonly signal: AbortSignal }): Promise<ByteStream>
  /**
   * Lets `python3 -m pip download` put one approved package into an empty folder. Only wheels, so no code of the package runs.
   * Errors: `no-source-worked` (no Python here), `download-interrupted` (pip failed), `cancelled`.
   */
  downloadPackage(download: PackageDownload, options: { readonly intoFolder: string; readonly signal: AbortSignal }): Promise<void>
}

export interface SendSteps {
  readonly signal: AbortSignal
  /** PEM of an authority that is trusted beside the usual ones, for this connection. */
  readonly authority: string | null
  /** Runs when the bytes were found to be the approved ones and before anything is opened; when it fails nothing is. */
  readonly beforeConnecting: () => void
  /** Runs when the connection stands and before the first byte of the request; when it throws nothing is written. */
  readonly beforeFirstByte: () => void
}

/** The way out for approved requests. */
export interface ExitTransport {
  /**
   * Writes the approved bytes and gives the reply. Each approval works once, whatever comes of it.
   * Errors: `approval-void` (not made by an approval, or used), `bytes-changed`, `provider-unreachable`, `provider-tls`,
   * `provider-refused` (a redirect), `reply-too-large`, `reply-unreadable`, `cancelled`, those of the steps.
   */
  send(approved: ApprovedPreview, request: OutgoingRequest, steps: SendSteps): Promise<ReplyStream>
}

export interface ExitLimits {
  readonly connectTimeoutMs: number
  /** Models that reason are silent for minutes before their first word. */
  readonly firstByteTimeoutMs: number
  /** Longest silence within a reply. */
  readonly idleTimeoutMs: number
  readonly totalTimeoutMs: number
  readonly maxReplyBytes: number
}

const exitLimits: ExitLimits = { connectTimeoutMs: 15_000, firstByteTimeoutMs: 180_000, idleTimeoutMs: 90_000, totalTimeoutMs: 15 * 60_000, maxReplyBytes: 8_000_000 }

export interface TransportLimits {
  /** Longest silence of a server. */
  readonly idleTimeoutMs: number
  readonly connectTimeoutMs: number
  readonly totalTimeoutMs: number
  readonly maxRedirects: number
}

const defaultLimits: TransportLimits = { idleTimeoutMs: 30_000, connectTimeoutMs: 10_000, totalTimeoutMs: 12 * 3_600_000, maxRedirects: 5 }

export function createTransport(overrides: Partial<TransportLimits> = {}): Transport {
  const limits = { ...defaultLimits, ...overrides }
  return {
    async open(download, { from, signal }) {
      const total = AbortSignal.any([signal, AbortSignal.timeout(limits.totalTimeoutMs)])
      const { response, final } = await followRedirects(download, from, total, limits)
      return streamOf(response, final, from, signal)
    },
    downloadPackage,
  }
}

interface Opened { readonly response: http.IncomingMessage; readonly final: ModelDownload }

async function followRedirects(first: ModelDownload, from: number, signal: AbortSignal, limits: TransportLimits): Promise<Opened> {
  let download = first
  for (let hop = 0; hop <= limits.maxRedirects; hop += 1) {
    const response = await request(download.url, from, signal, limits)
    const status = response.statusCode ?? 0
    if (status === 200 || status === 206) return { response, final: download }
    response.destroy()
    const location = response.headers.location
    if (status < 300 || status > 308 || status === 304 || location === undefined) throw new AppError('download-refused', { status })
    download = download.redirected(location)
  }
  throw new AppError('download-refused', { status: 310, reason: 'too-many-redirects' })
}

/** Resolves with the headers; the permit ends there, when the one connection it is for exists. */
function request(url: URL, from: number, signal: AbortSignal, limits: TransportLimits): Promise<http.IncomingMessage> {
  const { host, port, secure } = addressOf(url)
  return permit.run({ kind: 'connect', host, port }, () => new Promise((resolve, reject) => {
    const fail = (error: unknown): void => reject(interruption(error, signal))
    if (signal.aborted) return fail(signal.reason)
    const outgoing = (secure ? https : http).get({
      host, port, path: `${url.pathname}${url.search}`, signal,
      // No pooled socket: one kept alive could be used later by somebody without a permit.
      agent: false,
      headers: { 'user-agent': 'strongroom', accept: '*/*', 'accept-encoding': 'identity', connection: 'close', ...(from > 0 ? { range: `bytes=${from}-` } : {}) },
    })
    outgoing.setTimeout(limits.connectTimeoutMs, () => outgoing.destroy(new AppError('download-interrupted', { reason: 'timeout' })))
    outgoing.on('error', fail)
    outgoing.on('response', (response) => {
      outgoing.setTimeout(limits.idleTimeoutMs)
      resolve(response)
    })
  }))
}

function streamOf(response: http.IncomingMessage, download: ModelDownload, from: number, signal: AbortSignal): ByteStream {
  const startsAt = response.statusCode === 206 ? rangeStart(response.headers['content-range']) : 0
  const announced = Number(response.headers['content-length'] ?? Number.NaN)
  const tooLong = Number.isFinite(announced) && startsAt + announced > download.expectedBytes
  if ((startsAt !== 0 && startsAt !== from) || tooLong) {
    response.destroy()
    throw new AppError('download-refused', { status: response.statusCode ?? 0, reason: tooLong ? 'too-large' : 'wrong-range' })
  }
  return { startsAt, body: limitedBody(response, download.expectedBytes - startsAt, signal) }
}

async function* limitedBody(response: http.IncomingMessage, expected: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let received = 0
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      received += chunk.byteLength
      // The limit holds whatever the headers said: a server must not be able to fill the disk.
      if (received > expected) throw new AppError('download-refused', { status: response.statusCode ?? 0, reason: 'too-large' })
      yield chunk
    }
  } catch (error) {
    throw interruption(error, signal)
  } finally {
    response.destroy()
  }
  if (received < expected) throw new AppError('download-interrupted', { bytes: received })
}

function rangeStart(header: string | undefined): number {
  return Number(/^bytes (\d+)-/.exec(header ?? '')?.[1] ?? Number.NaN)
}

/** Network errors carry addresses in their text; only that the download was cut off goes on. */
function interruption(error: unknown, signal: AbortSignal): AppError {
  if (error instanceof AppError) return error
  const timedOut = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError'
  if (signal.aborted && !timedOut) return new AppError('cancelled')
  return new AppError('download-interrupted', {}, { cause: error })
}

async function downloadPackage(download: PackageDownload, { intoFolder, signal }: { readonly intoFolder: string; readonly signal: AbortSignal }): Promise<void> {
  if (signal.aborted) throw new AppError('cancelled')
  const { program, missing } = packageProgram(download)
  const exitCode = await permit.run({ kind: 'process', program }, () => new Promise<number | null>((resolve, reject) => {
    // An argument array and no shell; nothing of what it prints is kept, because it names addresses and folders.
    const child = spawn(program, packageDownloadArguments(download, intoFolder), {
      cwd: intoFolder, env: packageDownloadEnvironment(process.env, intoFolder), shell: false, stdio: 'ignore', signal, windowsHide: true,
    })
    child.on('error', (error) => reject(signal.aborted ? new AppError('cancelled') : new AppError('no-source-worked', { reason: missing }, { cause: error })))
    child.on('close', resolve)
  }))
  // Neither says in its exit code whether the mirror refused or the line broke; asking again is right for the second.
  if (exitCode !== 0) throw new AppError('download-interrupted', { reason: 'package-mirror', exitCode: exitCode ?? -1 })
}

/** Sends what was approved; see {@link ExitTransport}. Each request has a connection of its own, past no proxy, and follows no redirect. */
export function createExitTransport(overrides: Partial<ExitLimits> = {}): ExitTransport {
  const limits = { ...exitLimits, ...overrides }
  return {
    async send(approved, request, steps) {
      if (!takeApproved(approved)) throw new AppError('approval-void', { reason: 'not-approved' })
      const checked = checkApprovedRequest(approved, request)
      if (steps.signal.aborted) throw new AppError('cancelled')
      steps.beforeConnecting()
      return exchange(checked, steps, limits)
    },
  }
}

function exchange({ url, headers, body }: CheckedRequest, { signal, authority, beforeFirstByte }: SendSteps, limits: ExitLimits): Promise<ReplyStream> {
  const { host, port, secure } = addressOf(url)
  const total = AbortSignal.timeout(limits.totalTimeoutMs)
  const either = AbortSignal.any([signal, total])
  return permit.run({ kind: 'connect', host, port }, () => new Promise((resolve, reject) => {
    let stage: 'reaching' | 'securing' | 'open' = 'reaching'
    let cause: AppError | null = null
    const failed = (error: unknown): AppError => cause ?? exchangeFailure(error, { cancelled: signal.aborted, securing: stage === 'securing' })
    const fail = (error: unknown): void => reject(failed(error))
    const stop = (error: AppError): void => {
      cause ??= error
      outgoing.destroy()
      fail(error)
    }
    const outgoing = (secure ? https : http).request({
      host, port, method: 'POST', path: `${url.pathname}${url.search}`, headers, signal: either,
      // No pooled socket, and none of the settings that an agent shared with others could have.
      agent: false,
      ...(secure ? { ...verified, ca: [...rootCertificates, ...(authority === null ? [] : [authority])], ...(isIP(host) === 0 ? { servername: host } : {}) } : {}),
    })
    const connecting = setTimeout(() => stop(new AppError('provider-unreachable', { reason: 'connect-timeout' })), limits.connectTimeoutMs)
    // The headers wait for the first piece of the body, so nothing is written before this.
    const begin = (socket: unknown): void => {
      clearTimeout(connecting)
      if (secure && !(socket instanceof TLSSocket && socket.authorized)) return stop(new AppError('provider-tls'))
      stage = 'open'
      try {
        beforeFirstByte()
      } catch (error) {
        return stop(error instanceof AppError ? error : new AppError('exit-closed'))
      }
      outgoing.setTimeout(limits.firstByteTimeoutMs)
      outgoing.end(body)
    }
    outgoing.on('socket', (socket) => {
      if (secure) socket.once('connect', () => { stage = 'securing' })
      socket.once(secure ? 'secureConnect' : 'connect', () => begin(socket))
    })
    outgoing.on('timeout', () => stop(new AppError('provider-unreachable', { reason: 'silent' })))
    outgoing.on('error', fail)
    outgoing.on('close', () => {
      clearTimeout(connecting)
      fail(null)
    })
    outgoing.on('upgrade', (_response, socket) => {
      // The request has let go of this socket: an error that nobody hears would end the process.
      socket.on('error', () => {})
      socket.destroy()
      stop(new AppError('provider-refused', { status: 101 }))
    })
    let informed = 0
    outgoing.on('information', () => {
      informed += 1
      if (informed > 20) stop(new AppError('reply-unreadable'))
    })
    outgoing.on('response', (response) => {
      const status = response.statusCode ?? 0
      outgoing.setTimeout(limits.idleTimeoutMs)
      // Where a redirect would lead nobody approved.
      if (status < 200 || (status >= 300 && status < 400)) return stop(new AppError('provider-refused', { status }))
      if (!/^(?:identity)?$/i.test(response.headers['content-encoding'] ?? '')) return stop(new AppError('reply-unreadable', { reason: 'compressed' }))
      if (Number(response.headers['content-length'] ?? 0) > limits.maxReplyBytes) return stop(new AppError('reply-too-large'))
      resolve({ status, headers: { 'content-type': response.headers['content-type'] ?? '' }, body: replyBody(response, { maxBytes: limits.maxReplyBytes, failed }) })
    })
  }))
}

/** Said for each connection, like its authorities: an environment variable or a flag of Node must not be able to weaken it. */
const verified = { rejectUnauthorized: true, minVersion: 'TLSv1.2' } as const

/** Neither the addresses in a network error nor what a server sent goes on; only what it means. */
function exchangeFailure(error: unknown, { cancelled, securing }: { readonly cancelled: boolean; readonly securing: boolean }): AppError {
  if (error instanceof AppError) return error
  if (cancelled) return new AppError('cancelled')
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (code.startsWith('HPE_')) return new AppError('reply-unreadable')
  const broken = ['ECONNRESET', 'EPIPE', 'ETIMEDOUT', ''].includes(code)
  return new AppError(securing && !broken ? 'provider-tls' : 'provider-unreachable')
}

function addressOf(url: URL): { readonly host: string; readonly port: number; readonly secure: boolean } {
  const secure = url.protocol === 'https:'
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (secure ? 443 : 80), secure }
}
