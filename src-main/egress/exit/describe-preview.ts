import { createHash } from 'node:crypto'
import type { Preview, PreviewRequest } from '../../../src-preload/contract/index.ts'
import type { SerialisedRequest } from '../providers/provider-adapter.ts'
import type { ExitPreview } from './stages.ts'

/** What a person is shown of a preview. */
export function describePreview({ id, redacted, request, warnings, blocked, cost, approvalHash, expiresAt }: ExitPreview): Preview {
  const { matterId, chatId, question, mode, provider, model } = redacted.proposal.input
  return {
    id, matterId, chatId, question, mode, provider, model,
    parts: [...redacted.redaction.parts],
    request: describeRequest(request),
    warnings: [...warnings], blocked: [...blocked], cost, approvalHash,
    expiresAt: expiresAt.toISOString(),
  }
}

function describeRequest({ method, url, headerNames, body }: SerialisedRequest): PreviewRequest {
  return { method, url, headerNames: [...headerNames], body: Buffer.from(body).toString('utf8'), bytes: body.byteLength, sha256: sha256(body) }
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
