import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connect, type Connection, type Table } from '@lancedb/lancedb'
import { AppError } from '../support/errors.ts'
import { fullTextIndex, fullTextIndexName } from './full-text.ts'
import { passageSchema } from './passage-rows.ts'

const tableName = 'passages'
export const passageFolderName = `${tableName}.lance`

/**
 * Opens `passages.lance` in a matter's folder, or creates it. A table of another shape is never dropped or rewritten:
 * Errors: `store-damaged`, `store-newer-version` (columns this version does not know), `embedder-changed` (other dimensions).
 */
export async function openPassageTable(folder: string, dimensions: number): Promise<{ readonly connection: Connection; readonly table: Table }> {
  const connection = await connect(folder)
  try {
    const table = existsSync(join(folder, passageFolderName))
      ? await openExisting(connection, dimensions)
      : await connection.createEmptyTable(tableName, passageSchema(dimensions))
    const indices = await table.listIndices()
    if (!indices.some(({ name }) => name === fullTextIndexName)) await table.createIndex('text', { config: fullTextIndex() })
    return { connection, table }
  } catch (error) {
    connection.close()
    throw error
  }
}

async function openExisting(connection: Connection, dimensions: number): Promise<Table> {
  const table = await connection.openTable(tableName).catch(() => { throw new AppError('store-damaged') })
  const expected = passageSchema(dimensions)
  const actual = await table.schema()
  const known = new Set(expected.names)
  if (actual.names.some((name) => !known.has(name))) throw new AppError('store-newer-version')
  for (const field of expected.fields) {
    const stored = actual.fields.find(({ name }) => name === field.name)
    if (!stored) throw new AppError('store-damaged')
    if (String(stored.type) !== String(field.type)) throw new AppError(field.name === 'vector' ? 'embedder-changed' : 'store-damaged')
  }
  return table
}
