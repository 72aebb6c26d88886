import { z } from 'zod'
import { decidingKinds, type Hop, hopSchema, type LedgerFilter, thisMachine } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from '../store/matter-database.ts'
import type { KnownHead } from './head-file.ts'
import { firstHash } from './hop-hash.ts'

export const ledgerRowSchema = hopSchema.extend({ messageId: z.string().nullable(), previousHash: z.string(), rowHash: z.string() })
/** A row as it is stored: what its hash covers, and the hash. */
export type LedgerRow = z.infer<typeof ledgerRowSchema>

/** A row as somebody may have left it: whatever is in it, it can be hashed again. */
const foundRowSchema = z.looseObject({ id: z.number().int() })
export type FoundRow = z.infer<typeof foundRowSchema>

const select = 'SELECT id, at, kind, destination, bytes, items, sha256, message_id AS messageId, detail, previous_hash AS previousHash, row_hash AS rowHash FROM ledger'
const rowsPerSlice = 500

/** The ledger's table, without its rules. Deciding kinds are those of the contract; their names hold no quote. */
export interface LedgerRows {
  last(): LedgerRow | null
  /** Whether row `rows` is there and has this hash; 0 rows always are. */
  reaches(known: KnownHead): boolean
  insert(row: LedgerRow): void
  list(filter: LedgerFilter): Hop[]
  forMessage(messageId: string): Hop[]
  /** Every row, oldest first, a slice at a time, whatever has become of it; null stands for one that cannot even be read, and is the last. */
  foundSlices(): Generator<(FoundRow | null)[]>
}

const leftCondition = `(destination <> '${thisMachine}' AND kind NOT IN (${decidingKinds.map((kind) => `'${kind}'`).join(', ')}))`

export function createLedgerRows(database: MatterDatabase): LedgerRows {
  const slice = <T>(schema: z.ZodType<T>, afterId: number | null, limit: number): T[] => (afterId === null
    ? database.all(schema, `${select} ORDER BY id LIMIT ?`, limit)
    : database.all(schema, `${select} WHERE id > ? ORDER BY id LIMIT ?`, afterId, limit))

  return {
    last: () => database.get(ledgerRowSchema, `${select} ORDER BY id DESC LIMIT 1`),
    reaches: ({ rows, hash }) => (rows === 0
      ? hash === firstHash
      : database.get(z.object({ hash: z.unknown() }), 'SELECT row_hash AS hash FROM ledger WHERE id = ?', rows)?.hash === hash),
    insert: (row) => void database.run(
      'INSERT INTO ledger (id, at, kind, destination, bytes, items, sha256, message_id, detail, previous_hash, row_hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
      row.id, row.at, row.kind, row.destination, row.bytes, row.items, row.sha256, row.messageId, row.detail, row.previousHash, row.rowHash,
    ),
    list({ kinds, leftMachine, messageId, beforeId, limit }) {
      const conditions = [
        ...(kinds ? [`kind IN (${kinds.map(() => '?').join(', ')})`] : []),
        ...(leftMachine === undefined ? [] : [leftMachine ? leftCondition : `NOT ${leftCondition}`]),
        ...(messageId === undefined ? [] : ['message_id = ?']),
        ...(beforeId === undefined ? [] : ['id < ?']),
      ]
      const values = [...(kinds ?? []), ...(messageId === undefined ? [] : [messageId]), ...(beforeId === undefined ? [] : [beforeId])]
      return database.all(hopSchema, `${select} ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY id DESC LIMIT ?`, ...values, limit)
    },
    forMessage: (messageId) => database.all(hopSchema, `${select} WHERE message_id = ? ORDER BY id`, messageId),
    * foundSlices() {
      let afterId: number | null = null
      for (;;) {
        let rows: (FoundRow | null)[]
        try {
          rows = slice(foundRowSchema, afterId, rowsPerSlice)
        } catch {
          // A number beyond what JavaScript counts makes SQLite's binding throw: the rows before it are still looked at.
          rows = oneByOne(() => slice(foundRowSchema, afterId, 1)[0] ?? null, (id) => { afterId = id })
        }
        if (rows.length === 0) return
        yield rows
        const last = rows.at(-1)
        if (!last) return
        afterId = last.id
      }
    },
  }
}

/** Reads rows until one cannot be read (null) or there is none. */
function oneByOne(next: () => FoundRow | null, moveTo: (id: number) => void): (FoundRow | null)[] {
  const rows: (FoundRow | null)[] = []
  for (;;) {
    try {
      const row = next()
      if (!row) return rows
      rows.push(row)
      moveTo(row.id)
    } catch {
      return [...rows, null]
    }
  }
}
