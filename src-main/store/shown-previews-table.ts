import { z } from 'zod'
import type { MatterDatabase } from './matter-database.ts'

/** Previews that one process showed and another may approve: those of the command line. Hashes and times only. */
export interface ShownPreviews {
  /** Makes one approval with this hash possible, from now on. */
  add(approvalHash: string, now: Date): void
  /** Uses it up; false when it was not shown within the last `lifeMs`, or is used. */
  take(approvalHash: string, options: { readonly now: Date; readonly lifeMs: number }): boolean
}

const rowSchema = z.object({ shownAt: z.iso.datetime() })

export function createShownPreviews(database: MatterDatabase): ShownPreviews {
  return {
    add: (approvalHash, now) => void database.run('INSERT OR REPLACE INTO shown_previews (approval_hash, shown_at) VALUES (?, ?)', approvalHash, now.toISOString()),
    take: (approvalHash, { now, lifeMs }) => database.transaction(() => {
      const row = database.get(rowSchema, 'SELECT shown_at AS shownAt FROM shown_previews WHERE approval_hash = ?', approvalHash)
      database.run('DELETE FROM shown_previews WHERE approval_hash = ?', approvalHash)
      const ageMs = row ? now.getTime() - Date.parse(row.shownAt) : Number.NaN
      // A clock that was set back makes the age negative: nobody can say then how old it is.
      return ageMs >= 0 && ageMs < lifeMs
    }),
  }
}
