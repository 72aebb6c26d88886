import { createHash } from 'node:crypto'
import type { Hop } from '../../src-preload/contract/index.ts'

/** What a row's hash covers: all of it, and through `previousHash` every row before it. */
export type HashedHop = Hop & { readonly messageId: string | null; readonly previousHash: string }

/** The hash before the first row. */
export const firstHash = '0'.repeat(64)

/**
 * SHA-256 over the row as JSON with its keys sorted and no white space (the form of RFC 8785 for rows
 * that hold only integers, null and ASCII strings). A null `detail` is left out, as in rows from before there was one.
 */
export function hopHash({ at, bytes, destination, detail, id, items, kind, messageId, previousHash, sha256 }: HashedHop): string {
  const canonical = JSON.stringify({ at, bytes, destination, ...(detail === null ? {} : { detail }), id, items, kind, messageId, previousHash, sha256 })
  return createHash('sha256').update(canonical).digest('hex')
}
