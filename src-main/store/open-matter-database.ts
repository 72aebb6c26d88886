import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { AppError } from '../support/errors.ts'
import { type MatterDatabase, wrapDatabase } from './matter-database.ts'
import { migrations } from './migrations.ts'
import { storeError } from './sqlite-failure.ts'

/** `Strg`: marks the file as ours (https://www.sqlite.org/fileformat2.html#application_id). */
const applicationId = 0x53747267
/** Files up to this size are checked in full before anything is written; larger ones would hold up the window. */
const checkedBytes = 64_000_000

const versionSchema = z.object({ user_version: z.number().int() })
const applicationSchema = z.object({ application_id: z.number().int() })
const checkSchema = z.object({ quick_check: z.string() })

/**
 * Opens a matter's database and brings an older schema up to date.
 * Errors: `store-newer-version` and `store-damaged` (the file is left as it was), `not-found`, `disk-full`, `disk-read-only`.
 */
export function openMatterDatabase(file: string, options: { readonly create: boolean } = { create: false }): MatterDatabase {
  if (!options.create && !existsSync(file)) throw new AppError('not-found')
  const from = existsSync(file) ? inspect(file) : 0
  const database = openFile(file, { readOnly: false })
  try {
    // With WAL and NORMAL a power cut loses the last commits at most and never damages the file; what must be on the disk
    // before another step (a deleted original, a finished add) waits for `flush`.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF')
    migrate(database, from)
    return wrapDatabase(database, file)
  } catch (error) {
    database.close()
    throw storeError(error)
  }
}

/** The schema version of an existing file, read without writing to it. */
function inspect(file: string): number {
  const database = openFile(file, { readOnly: true })
  try {
    const { user_version: version } = versionSchema.parse(database.prepare('PRAGMA user_version').get())
    const { application_id: application } = applicationSchema.parse(database.prepare('PRAGMA application_id').get())
    if (version > migrations.length) throw new AppError('store-newer-version', { version, known: migrations.length })
    if (version === 0 || application !== applicationId) throw new AppError('store-damaged')
    if (statSync(file).size <= checkedBytes) {
      const { quick_check: verdict } = checkSchema.parse(database.prepare('PRAGMA quick_check(1)').get())
      if (verdict !== 'ok') throw new AppError('store-damaged')
    }
    return version
  } catch (error) {
    throw storeError(error)
  } finally {
    database.close()
  }
}

function openFile(file: string, options: { readonly readOnly: boolean }): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly: options.readOnly, allowExtension: false })
  } catch (error) {
    throw storeError(error)
  }
}

function migrate(database: DatabaseSync, from: number): void {
  for (let version = from; version < migrations.length; version++) {
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(migrations[version] ?? '')
      database.exec(`PRAGMA user_version = ${version + 1}; PRAGMA application_id = ${applicationId}`)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}
