import { AppError } from '../support/errors.ts'
import { approvalHash } from './exit/approval-hash.ts'
import type { ApprovedPreview } from './exit/stages.ts'
import type { OutgoingRequest } from './providers/single-fetch.ts'
import { addedHeaders, wireHeaderNames } from './wire-headers.ts'

/** What is about to be written: nothing else holds these bytes. */
export interface CheckedRequest {
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer
}

/** Headers that would change how the bytes are framed, or where they go. */
const unwanted: ReadonlySet<string> = new Set(['transfer-encoding', 'te', 'trailer', 'upgrade', 'expect', 'content-encoding', 'proxy-authorization', 'proxy-connection', 'keep-alive'])
/** Of all header values together: a key and a session token have room, a document has not. */
const mostHeaderLength = 8192

/**
 * The request to write, if it is what was approved: the hash is computed over a copy of the bytes, and the copy is what goes out,
 * so that nothing can change between. Errors: `bytes-changed`.
 */
export function checkApprovedRequest({ preview }: ApprovedPreview, handed: OutgoingRequest): CheckedRequest {
  const { provider, model, matterId } = preview.redacted.proposal.input
  const body = Buffer.from(handed.body)
  const named = Object.entries(handed.headers).map(([name, value]) => [name.toLowerCase(), value] as const)
  const own = Object.fromEntries(named)
  const length = named.reduce((sum, [name, value]) => sum + name.length + value.length, 0)
  const wellFormed = named.length === Object.keys(own).length && length <= mostHeaderLength && named.every(([name, value]) => !unwanted.has(name) && /^[\t\x20-\x7e]*$/.test(value))
  if (!wellFormed || handed.method !== 'POST') throw new AppError('bytes-changed', { reason: 'headers' })
  const request = { method: handed.method, url: handed.url, headerNames: wireHeaderNames(Object.keys(own)), body } as const
  if (approvalHash({ request, provider, model, matterId }) !== preview.approvalHash) throw new AppError('bytes-changed')
  const url = new URL(handed.url)
  return { url, headers: { ...own, ...addedHeaders(url, body.byteLength) }, body }
}
