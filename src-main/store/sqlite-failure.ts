import { z } from 'zod'
import type { FailureCode } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'

const sqliteErrorSchema = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number().int() })

/** Primary result codes of SQLite (https://www.sqlite.org/rescode.html) that a user can do something about. */
const codes: Readonly<Record<number, FailureCode>> = {
  5: 'busy', 6: 'busy', 8: 'disk-read-only', 11: 'store-damaged', 13: 'disk-full', 14: 'file-unreadable', 26: 'store-damaged',
}

/** What SQLite or a row's schema threw, as the product's own error; anything else is a bug and comes back as it was. */
export function storeError(error: unknown): unknown {
  // A stored row that does not have its schema was not written by us.
  if (error instanceof z.ZodError) return new AppError('store-damaged')
  const parsed = sqliteErrorSchema.safeParse(error)
  const code = parsed.success ? codes[parsed.data.errcode & 0xff] : undefined
  // The original error stays out: its text may quote a value.
  return code ? new AppError(code) : error
}
