import { z } from 'zod'
import { categorySchema, maskActionSchema, type Term, termIdSchema } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'
import { newId } from '../support/ids.ts'
import type { MatterDatabase } from './matter-database.ts'

const rowSchema = z.object({ id: termIdSchema, text: z.string(), category: categorySchema, action: maskActionSchema })

/** The user's own list: of one matter, or (`matterId` null) of all matters. */
export interface TermsTable {
  /** In the order they were added. */
  list(): Term[]
  /** The same words again, capitals or not, change what is done with them. */
  add(term: Omit<Term, 'id' | 'matterId'>): Term
  /** Errors: `not-found`. */
  remove(id: string): void
}

export function createTermsTable(database: MatterDatabase, matterId: string | null): TermsTable {
  const list = (): Term[] => database.all(rowSchema, 'SELECT id, text, category, action FROM terms ORDER BY rowid').map((row) => ({ ...row, matterId }))
  return {
    list,
    add: ({ text, category, action }) => database.transaction(() => {
      const id = list().find((known) => folded(known.text) === folded(text))?.id ?? newId('t')
      database.run('INSERT INTO terms (id, text, category, action) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET text = excluded.text, category = excluded.category, action = excluded.action', id, text, category, action)
      return { id, text, category, action, matterId }
    }),
    remove(id) {
      if (database.run('DELETE FROM terms WHERE id = ?', id) === 0) throw new AppError('not-found')
    },
  }
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim()
}
