import { z } from 'zod'
import { type Hop, hopSchema, messageIdSchema } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from '../store/matter-database.ts'
import { firstHash, hopHash } from './hop-hash.ts'

/** A hop that happened: counts, the hash of what moved and where to. Never text. */
export const newHopSchema = hopSchema.omit({ id: true, at: true }).extend({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  destination: z.string().max(200),
  messageId: messageIdSchema.nullable(),
})
export type NewHop = z.infer<typeof newHopSchema>

const rowSchema = hopSchema.extend({ messageId: z.string().nullable(), previousHash: z.string(), rowHash: z.string() })

export type LedgerVerdict = { readonly intact: true; readonly rows: number } | { readonly intact: false; readonly firstBadId: number }

/** Append-only record of what touched a matter's data; each row's hash covers the row before it. */
export interface Ledger {
  append(hop: NewHop): Hop
  /** The latest `limit` rows, newest first. */
  list(limit: number): Hop[]
  /** In the order they happened. */
  forMessage(messageId: string): Hop[]
  /** Recomputes the chain. A changed, inserted or removed row breaks it from there on; a cut-off end shows only against a saved head. */
  verify(): LedgerVerdict
  /** The hash of the last row, for keeping elsewhere. */
  head(): string
}

const select = 'SELECT id, at, kind, destination, bytes, items, sha256, message_id AS messageId, detail, previous_hash AS previousHash, row_hash AS rowHash FROM ledger'

export function createLedger(database: MatterDatabase): Ledger {
  const last = (): z.infer<typeof rowSchema> | null => database.get(rowSchema, `${select} ORDER BY id DESC LIMIT 1`)

  return {
    append: (input) => database.transaction(() => {
      const hop = newHopSchema.parse(input)
      const before = last()
      const row = { ...hop, id: (before?.id ?? 0) + 1, at: new Date().toISOString(), previousHash: before?.rowHash ?? firstHash }
      database.run(
        'INSERT INTO ledger (id, at, kind, destination, bytes, items, sha256, message_id, detail, previous_hash, row_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        row.id, row.at, row.kind, row.destination, row.bytes, row.items, row.sha256, row.messageId, row.detail, row.previousHash, hopHash(row),
      )
      return hopSchema.parse(row)
    }),
    list: (limit) => database.all(hopSchema, `${select} ORDER BY id DESC LIMIT ?`, limit),
    forMessage: (messageId) => database.all(hopSchema, `${select} WHERE message_id = ? ORDER BY id`, messageId),
    head: () => last()?.rowHash ?? firstHash,
    verify() {
      let previousHash = firstHash
      let rows = 0
      for (;;) {
        const slice = database.all(rowSchema, `${select} WHERE id > ? ORDER BY id LIMIT 500`, rows)
        if (slice.length === 0) return { intact: true, rows }
        for (const { rowHash, ...hop } of slice) {
          const expectedId = rows + 1
          if (hop.id !== expectedId || hop.previousHash !== previousHash || hopHash(hop) !== rowHash) return { intact: false, firstBadId: expectedId }
          previousHash = rowHash
          rows = expectedId
        }
      }
    },
  }
}
