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
export function hopHash(hop: HashedHop): string {
  const canonical = JSON.stringify(Object.fromEntries(Object.entries(hop).filter(([key, value]) => key !== 'detail' || value !== null).toSorted(([a], [b]) => (a < b ? -1 : 1))))
  return createHash('sha256').update(canonical).digest('hex')
}
