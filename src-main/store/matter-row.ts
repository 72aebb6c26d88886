import { z } from 'zod'
import { type DataPolicy, type Matter, matterIdSchema, matterNameSchema, matterSchema } from '../../src-preload/contract/index.ts'
import { AppError } from '../support/errors.ts'
import type { MatterDatabase } from './matter-database.ts'

const embedderSchema = z.object({ id: z.string().nullable() })
const pausedSchema = z.object({ paused: z.number() })

/** The one row that says which matter a database belongs to. */
export interface MatterRow {
  insert(matter: { readonly id: string; readonly name: string }): void
  /** As the contract has it, with its counts. Errors: `store-damaged` when the row is missing. */
  summary(): Matter
  rename(name: string): void
  setDataPolicy(policy: DataPolicy): void
  /** A pause outlives the app: who paused on battery does not want it to go on by itself. */
  isPaused(): boolean
  setPaused(paused: boolean): void
  /** Which embedder made the indexed vectors; null before the first. */
  embedderId(): string | null
  setEmbedderId(id: string): void
}

export function createMatterRow(database: MatterDatabase): MatterRow {
  return {
    insert({ id, name }) {
      database.run('INSERT INTO matter (id, name, created_at, data_policy) VALUES (?, ?, ?, ?)', matterIdSchema.parse(id), matterNameSchema.parse(name), new Date().toISOString(), 'never')
    },
    summary() {
      const matter = database.get(matterSchema, `
        SELECT id, name, created_at AS createdAt, data_policy AS dataPolicy,
          (SELECT count(*) FROM documents WHERE removing = 0 AND superseded_by IS NULL) AS documentCount,
          (SELECT coalesce(sum(page_count), 0) FROM documents WHERE removing = 0 AND superseded_by IS NULL) AS pageCount,
          (SELECT coalesce(sum(pages_without_text), 0) FROM documents WHERE removing = 0 AND superseded_by IS NULL) AS pagesWithoutText,
          (SELECT count(*) FROM documents WHERE removing = 0 AND superseded_by IS NULL AND state = 'failed') AS documentsFailed
        FROM matter LIMIT 1`)
      if (!matter) throw new AppError('store-damaged')
      return matter
    },
    rename: (name) => void database.run('UPDATE matter SET name = ?', matterNameSchema.parse(name)),
    setDataPolicy: (policy) => void database.run('UPDATE matter SET data_policy = ?', policy),
    isPaused: () => database.get(pausedSchema, 'SELECT ingest_paused AS paused FROM matter')?.paused === 1,
    setPaused: (paused) => void database.run('UPDATE matter SET ingest_paused = ?', paused ? 1 : 0),
    embedderId: () => database.get(embedderSchema, 'SELECT embedder_id AS id FROM matter')?.id ?? null,
    setEmbedderId: (id) => void database.run('UPDATE matter SET embedder_id = ?', id),
  }
}
