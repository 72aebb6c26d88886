import { existsSync, statSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
import { AppError } from '../support/errors.ts'
import { type MatterDatabase, wrapDatabase } from './matter-database.ts'
import { appMigrations } from './app-migrations.ts'
import { migrations } from './migrations.ts'
import { storeError } from './sqlite-failure.ts'

/** What a file must be: its mark (https://www.sqlite.org/fileformat2.html#application_id), so that no other is taken for it, and the steps to its schema. */
interface Schema { readonly applicationId: number; readonly steps: readonly string[] }

/** `Strg`. */
const matterSchema: Schema = { applicationId: 0x53747267, steps: migrations }
/** `Stra`. */
const appSchema: Schema = { applicationId: 0x53747261, steps: appMigrations }

/** Files up to this size are checked in full before anything is written; larger ones would hold up the window. */
const checkedBytes = 64_000_000

const versionSchema = z.object({ user_version: z.number().int() })
const applicationSchema = z.object({ application_id: z.number().int() })
const checkSchema = z.object({ quick_check: z.string() })

/**
 * Opens a matter's database and brings an older schema up to date.
 * Errors: `store-newer-version` and `store-damaged` (the file is left as it was), `not-found`, `disk-full`, `disk-read-only`.
 */
export function openMatterDatabase(file: string, { create = false }: { readonly create?: boolean | undefined } = {}): MatterDatabase {
  if (!create && !existsSync(file)) throw new AppError('not-found')
  return openDatabase(file, matterSchema)
}

/** Opens the app's own database, making it where there is none. Errors: as for a matter's. */
export function openAppDatabase(file: string): MatterDatabase {
  return openDatabase(file, appSchema)
}

function openDatabase(file: string, schema: Schema): MatterDatabase {
  const from = existsSync(file) ? inspect(file, schema) : 0
  const database = openFile(file, { readOnly: false })
  try {
    // With WAL and NORMAL a power cut loses the last commits at most and never damages the file; what must be on the disk
    // before another step (a deleted original, a finished add) waits for `flush`.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 2000; PRAGMA secure_delete = ON; PRAGMA trusted_schema = OFF')
    migrate(database, from, schema)
    return wrapDatabase(database, file)
  } catch (error) {
    database.close()
    throw storeError(error)
  }
}

/** The schema version of an existing file, read without writing to it. */
function inspect(file: string, { steps, applicationId }: Schema): number {
  const database = openFile(file, { readOnly: true })
  try {
    const { user_version: version } = versionSchema.parse(database.prepare('PRAGMA user_version').get())
    const { application_id: application } = applicationSchema.parse(database.prepare('PRAGMA application_id').get())
    if (application !== applicationId) throw new AppError('store-damaged')
    if (version > steps.length) throw new AppError('store-newer-version', { version, known: steps.length })
    if (version === 0) throw new AppError('store-damaged')
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

function migrate(database: DatabaseSync, from: number, { steps, applicationId }: Schema): void {
  for (let version = from; version < steps.length; version++) {
    database.exec('BEGIN IMMEDIATE')
    try {
      database.exec(steps[version] ?? '')
      database.exec(`PRAGMA user_version = ${version + 1}; PRAGMA application_id = ${applicationId}`)
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}
