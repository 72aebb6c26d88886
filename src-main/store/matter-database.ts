import { open } from 'node:fs/promises'
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite'
import type { z } from 'zod'
import { storeError } from './sqlite-failure.ts'

/** One matter's SQLite file. Every row is parsed before it is believed; failures are `store-damaged`, `disk-full`, `disk-read-only`, `busy`. */
export interface MatterDatabase extends Disposable {
  run(sql: string, ...values: SQLInputValue[]): number
  get<T>(schema: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T | null
  all<T>(schema: z.ZodType<T>, sql: string, ...values: SQLInputValue[]): T[]
  /** All or nothing, in one durable write. Inside another transaction it joins that one. */
  transaction<T>(body: () => T): T
  /** As `transaction`, and on the disk when it returns, power cut or not. Cannot be part of another one. */
  durably<T>(body: () => T): T
  /** Runs when what is written now is committed: at the end of the transaction, or at once outside of one; never when it is rolled back. */
  afterCommit(step: () => void): void
  /** Runs once what is committed now would outlive a power cut, or the database is closed; a later step with the same key takes its place. */
  afterFlush(key: object, step: () => void): void
  /** Resolves when everything written so far would outlive a power cut. It does within a second anyway. */
  flush(): Promise<void>
  /** Moves the write-ahead log into the file and empties it, so that removed text is in neither. */
  checkpoint(): void
}

const flushWithinMs = 1000

export function wrapDatabase(database: DatabaseSync, file: string): MatterDatabase {
  const statements = new Map<string, StatementSync>()
  let inTransaction = false
  let afterwards: (() => void)[] = []
  let onceFlushed = new Map<object, () => void>()
  let beingFlushed = new Map<object, () => void>()
  let flushing: NodeJS.Timeout | null = null

  // The log is synced beside SQLite, in Node's thread pool: `synchronous = FULL` would make the window wait for the disk.
  const flush = async (): Promise<void> => {
    if (flushing) clearTimeout(flushing)
    flushing = null
    beingFlushed = new Map([...beingFlushed, ...onceFlushed])
    onceFlushed = new Map()
    try {
      await using log = await open(`${file}-wal`, 'r+')
      await log.sync()
    } catch (error) {
      // No log: everything is in the file.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error
    }
    const steps = beingFlushed
    beingFlushed = new Map()
    for (const step of steps.values()) step()
  }
  const flushSoon = (): void => {
    flushing ??= setTimeout(() => { flush().catch(() => undefined) }, flushWithinMs).unref()
  }

  const prepared = (sql: string): StatementSync => {
    let statement = statements.get(sql)
    if (!statement) statements.set(sql, (statement = database.prepare(sql)))
    return statement
  }

  const guarded = <T>(body: () => T): T => {
    try {
      return body()
    } catch (error) {
      throw storeError(error)
    }
  }

  const transaction = <T>(body: () => T): T => {
    if (inTransaction) return body()
    guarded(() => database.exec('BEGIN IMMEDIATE'))
    inTransaction = true
    try {
      const value = body()
      guarded(() => database.exec('COMMIT'))
      inTransaction = false
      for (const step of afterwards) step()
      return value
    } catch (error) {
      // A full disk may have rolled back already.
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    } finally {
      inTransaction = false
      afterwards = []
    }
  }

  return {
    run: (sql, ...values) => guarded(() => {
      const changes = Number(prepared(sql).run(...values).changes)
      if (changes > 0) flushSoon()
      return changes
    }),
    get: (schema, sql, ...values) => guarded(() => {
      const row = prepared(sql).get(...values)
      return row === undefined ? null : schema.parse(row)
    }),
    all: (schema, sql, ...values) => guarded(() => prepared(sql).all(...values).map((row) => schema.parse(row))),
    transaction,
    durably(body) {
      if (inTransaction) throw new Error('a durable write was made part of another transaction')
      guarded(() => database.exec('PRAGMA synchronous = FULL'))
      try {
        return transaction(body)
      } finally {
        database.exec('PRAGMA synchronous = NORMAL')
      }
    },
    afterCommit(step) {
      if (inTransaction) afterwards.push(step)
      else step()
    },
    afterFlush: (key, step) => void onceFlushed.set(key, step),
    flush,
    checkpoint: () => guarded(() => database.exec('PRAGMA wal_checkpoint(TRUNCATE)')),
    [Symbol.dispose]() {
      if (flushing) clearTimeout(flushing)
      statements.clear()
      if (database.isOpen) database.close()
      const steps = new Map([...beingFlushed, ...onceFlushed])
      for (const map of [beingFlushed, onceFlushed]) map.clear()
      for (const step of steps.values()) step()
    },
  }
}
