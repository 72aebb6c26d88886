import { z } from 'zod'
import { type Hop, type HopKind, hopSchema, type LedgerFilter, type LedgerVerdict, messageIdSchema, thisMachine } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from '../store/matter-database.ts'
import { AppError } from '../support/errors.ts'
import type { HeadKeeper, LedgerHead } from './head-file.ts'
import { firstHash, hopHash } from './hop-hash.ts'
import { createLedgerRows, type FoundRow, type LedgerRow } from './ledger-rows.ts'
import { verifyChain } from './verify-chain.ts'

/** A hop that happened: counts, the hash of what moved and where to. Never text. */
export const newHopSchema = hopSchema.omit({ id: true, at: true }).extend({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  destination: z.string().max(200),
  messageId: messageIdSchema.nullable(),
})
export type NewHop = z.infer<typeof newHopSchema>

/** Append-only record of what touched a matter's data (or, the app's own, what the app fetched and erased); each row's hash covers the row before it. */
export interface Ledger {
  /**
   * Rows of kind `approval` and `send` are on the disk, with the head, when this returns; others within a second. Without room nothing is
   * written. Errors: `disk-full`, `disk-read-only`, and for those two kinds `ledger-damaged` once rows are known to be missing.
   */
  append(hop: NewHop): Hop
  /** Newest first. */
  list(filter: LedgerFilter): Hop[]
  /** In the order they happened. */
  forMessage(messageId: string): Hop[]
  /** Recomputes the chain and compares it with the head kept apart. Holds up the thread for about 10 µs a row; see {@link verifyPatiently}. */
  verify(): LedgerVerdict
  /** The same, with a turn for others after every few hundred rows. */
  verifyPatiently(signal?: AbortSignal): Promise<LedgerVerdict>
  /** Every row with its hashes, oldest first, also of a ledger that somebody has changed: what is in a row is then anything. */
  rows(): Iterable<FoundRow>
  /** The hash of the last row, for keeping elsewhere. */
  head(): string
  /** For a ledger that has just been made: from now on a missing head is noticed. */
  begin(): void
}

/** What must be on the disk before the step that it stands for. */
const durableKinds: readonly HopKind[] = ['approval', 'send']
/** Says that rows before this one were taken as they were found, because the head was gone: after a restore, a move, or tampering. */
export const continuedDetail = 'continued without its head'

export function createLedger(database: MatterDatabase, heads: HeadKeeper): Ledger {
  const table = createLedgerRows(database)
  /** The newest head of this process: the one that is kept apart follows when its rows would outlive a power cut. */
  let newest: LedgerHead | null = null
  let publishedRows = -1
  const knownHead = (): LedgerHead | null => newest ?? heads.read()
  const verifying = (): Generator<void, LedgerVerdict> => verifyChain(table, knownHead)

  /** A head that a power cut left ahead of its ledger would look like a cut tail, so it waits for the rows to be on the disk. */
  const publishOnceFlushed = (head: LedgerHead): void => database.afterFlush(table, () => {
    if (head.rows < publishedRows) return
    try {
      heads.prepare(head, { durable: false })()
      publishedRows = head.rows
    } catch {
      // No room for it now: it lags behind until the next one.
    }
  })

  const add = (hop: NewHop, before: LedgerRow | null): LedgerRow => {
    const row = { ...hop, id: (before?.id ?? 0) + 1, at: new Date().toISOString(), previousHash: before?.rowHash ?? firstHash }
    const hashed = { ...row, rowHash: hopHash(row) }
    table.insert(hashed)
    return hashed
  }

  /** What was lost stays in the new head: a row that is added must not cover up that others are missing. */
  const lostBefore = (head: LedgerHead | null, last: LedgerRow | null): LedgerHead['lost'] => {
    if (!head) return null
    if (head.lost && !table.reaches(head.lost)) return head.lost
    return table.reaches(head) ? null : { rows: head.rows, hash: head.hash, kept: last?.id ?? 0 }
  }

  return {
    append(input) {
      const hop = newHopSchema.parse(input)
      const durable = durableKinds.includes(hop.kind)
      const write = (): Hop => {
        const head = knownHead()
        let last = table.last()
        const lost = lostBefore(head, last)
        if (lost && durable) throw new AppError('ledger-damaged')
        if (!head) {
          last = add({ kind: 'store', destination: thisMachine, bytes: 0, items: last?.id ?? 0, sha256: last?.rowHash ?? firstHash, messageId: null, detail: continuedDetail }, last)
        }
        const row = add(hop, last)
        const next = { rows: row.id, hash: row.rowHash, lost }
        const publish = durable ? heads.prepare(next, { durable }) : null
        database.afterCommit(() => {
          newest = next
          if (!publish) return publishOnceFlushed(next)
          publish()
          publishedRows = next.rows
        })
        return hopSchema.parse(row)
      }
      return durable ? database.durably(write) : database.transaction(write)
    },
    list: table.list,
    forMessage: table.forMessage,
    head: () => table.last()?.rowHash ?? firstHash,
    begin: () => heads.prepare({ rows: 0, hash: firstHash, lost: null }, { durable: false })(),
    verify() {
      const steps = verifying()
      for (;;) {
        const step = steps.next()
        if (step.done) return step.value
      }
    },
    async verifyPatiently(signal) {
      const steps = verifying()
      for (;;) {
        const step = steps.next()
        if (step.done) return step.value
        await new Promise((resolve) => setImmediate(resolve))
        signal?.throwIfAborted()
      }
    },
    * rows() {
      for (const slice of table.foundSlices()) for (const row of slice) if (row) yield row
    },
  }
}
