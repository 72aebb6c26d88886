import { createHash } from 'node:crypto'
import type { Provider } from '../../../src-preload/contract/index.ts'
import type { SerialisedRequest } from '../providers/provider-adapter.ts'

/** All that an approval is bound to. */
export interface ApprovedFacts {
  readonly request: SerialisedRequest
  readonly provider: Pick<Provider, 'id' | 'kind'>
  readonly model: string
  readonly matterId: string
}

/** So that these hashes can never be taken for hashes of something else, or of a later form. */
const domain = 'strongroom approval 1'

/**
 * SHA-256, in hex, over everything that an approval stands for. Each field is preceded by its length in bytes (8 bytes, big
 * endian) and lists by their count, so that no two different requests have the same encoding. It holds nothing random: another
 * process that makes the same bytes gets the same hash.
 */
export function approvalHash({ request, provider, model, matterId }: ApprovedFacts): string {
  const hash = createHash('sha256')
  const add = (field: string | Uint8Array): void => {
    const bytes = typeof field === 'string' ? Buffer.from(field, 'utf8') : field
    hash.update(count(bytes.byteLength)).update(bytes)
  }
  add(domain)
  add(request.body)
  add(request.method)
  add(request.url)
  hash.update(count(request.headerNames.length))
  for (const name of request.headerNames) add(name)
  for (const field of [provider.id, provider.kind, model, matterId]) add(field)
  return hash.digest('hex')
}

function count(value: number): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt(value))
  return bytes
}
