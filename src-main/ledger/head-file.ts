import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import { AppError, toFailure } from '../support/errors.ts'

const knownSchema = z.object({ rows: z.number().int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) })

/** How long a ledger is known to be and what its last row's hash was. */
export type KnownHead = z.infer<typeof knownSchema>

const headSchema = knownSchema.extend({
  /** An earlier head that the ledger no longer reaches, and how many rows there were when that was noticed. It stays until those rows are back. */
  lost: knownSchema.extend({ kept: z.number().int().nonnegative() }).nullable(),
})
export type LedgerHead = z.infer<typeof headSchema>

/** Where the head of one ledger is kept, apart from the ledger itself, so that a cut-off end shows. */
export interface HeadKeeper {
  /** Null where there is none, or none that can be read: a restored backup, a moved matter, or somebody took it away. */
  read(): LedgerHead | null
  /** Writes a head beside the old one; the function that comes back puts it in its place. Errors: `disk-full`, `disk-read-only`. */
  prepare(head: LedgerHead, options: { readonly durable: boolean }): () => void
  remove(): void
}

/** The heads of a data folder: `<data>/ledger-heads/<name>.json`, a name being a matter's id or `app`. */
export function ledgerHeads(folder: string): (name: string) => HeadKeeper {
  return (name) => headFile(join(folder, `${name}.json`))
}

function headFile(path: string): HeadKeeper {
  const beside = `${path}.new`
  return {
    read() {
      try {
        return headSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
      } catch {
        return null
      }
    },
    prepare(head, { durable }) {
      try {
        mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
        write(beside, JSON.stringify(head), durable)
      } catch (error) {
        throw diskError(error)
      }
      return () => {
        try {
          renameSync(beside, path)
        } catch {
          // The row is stored already. A head that lags behind its ledger is no sign of anything, and the next one brings it along.
        }
      }
    },
    remove() {
      for (const each of [path, beside]) rmSync(each, { force: true })
    },
  }
}

function write(path: string, text: string, durable: boolean): void {
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, text)
    if (durable) fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function diskError(error: unknown): AppError {
  return new AppError(toFailure(error).code === 'disk-full' ? 'disk-full' : 'disk-read-only')
}
