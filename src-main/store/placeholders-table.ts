import { z } from 'zod'
import { categorySchema } from '../../src-preload/contract/index.ts'
import type { Vault, VaultEntry } from '../egress/redact/redactor.ts'
import { AppError } from '../support/errors.ts'
import { jsonColumn } from './json-column.ts'
import type { MatterDatabase } from './matter-database.ts'

const rowSchema = z.object({ placeholder: z.string(), category: categorySchema, entity: z.string(), value: z.string(), forms: jsonColumn(z.array(z.string())) })
const select = 'SELECT placeholder, category, entity, value, forms FROM placeholders WHERE chat_id = ?'

/**
 * What the placeholders of one chat stand for, in the order they were issued; they go when the chat goes. `keep` adds entries and
 * forms, and refuses, with nothing kept, to give a placeholder to another entity (`conflict`) or to a chat that is gone (`not-found`).
 */
export function createVault(database: MatterDatabase, chatId: string): Vault {
  const entries = (): VaultEntry[] => database.all(rowSchema, `${select} ORDER BY rowid`, chatId)
  const keepOne = (entry: VaultEntry): void => {
    const known = database.get(rowSchema, `${select} AND placeholder = ?`, chatId, entry.placeholder)
    if (!known) {
      database.run(
        'INSERT INTO placeholders (chat_id, placeholder, category, entity, value, forms) VALUES (?, ?, ?, ?, ?, ?)',
        chatId, entry.placeholder, entry.category, entry.entity, entry.value, JSON.stringify(unique(entry.forms)),
      )
      return
    }
    if (known.entity !== entry.entity) throw new AppError('conflict')
    const forms = unique([...known.forms, ...entry.forms])
    if (forms.length > known.forms.length) database.run('UPDATE placeholders SET forms = ? WHERE chat_id = ? AND placeholder = ?', JSON.stringify(forms), chatId, entry.placeholder)
  }
  return {
    entries,
    keep: (added) => database.transaction(() => {
      if (!database.get(z.object({ id: z.string() }), 'SELECT id FROM chats WHERE id = ?', chatId)) throw new AppError('not-found')
      for (const entry of added) keepOne(entry)
    }),
  }
}

function unique(forms: readonly string[]): string[] {
  return [...new Set(forms)]
}
