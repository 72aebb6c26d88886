import { z } from 'zod'
import { documentIdSchema } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from './matter-database.ts'

const idSchema = z.object({ id: documentIdSchema })
const pathSchema = z.object({ path: z.string() })

/** Which paths stand for which document, which old version waits for which new one, and which paths wait to be copied. */
export interface OriginsTable {
  documentAt(path: string): string | null
  /** From now on `path` stands for this document. */
  point(path: string, documentId: string): void
  /** Whether any path still stands for this document. */
  isPointedAt(documentId: string): boolean
  /** `oldId` goes when `newId` is committed. */
  replace(oldId: string, newId: string): void
  /** The path stands for `oldId` again: it stays. */
  keep(oldId: string): void
  replacedBy(newId: string): string[]
  queue(paths: readonly string[]): void
  queued(): string[]
  unqueue(path: string): void
  clearQueue(): void
}

export function createOriginsTable(database: MatterDatabase): OriginsTable {
  return {
    documentAt: (path) => database.get(idSchema, 'SELECT document_id AS id FROM origins WHERE path = ?', path)?.id ?? null,
    point: (path, documentId) => void database.run('INSERT INTO origins (path, document_id) VALUES (?, ?) ON CONFLICT (path) DO UPDATE SET document_id = excluded.document_id', path, documentId),
    isPointedAt: (documentId) => database.get(pathSchema, 'SELECT path FROM origins WHERE document_id = ? LIMIT 1', documentId) !== null,
    replace: (oldId, newId) => void database.run('INSERT OR REPLACE INTO replacements (old_id, new_id) VALUES (?, ?)', oldId, newId),
    keep: (oldId) => void database.run('DELETE FROM replacements WHERE old_id = ?', oldId),
    replacedBy: (newId) => database.all(idSchema, 'SELECT old_id AS id FROM replacements WHERE new_id = ?', newId).map(({ id }) => id),
    queue: (paths) => database.transaction(() => {
      for (const path of paths) database.run('INSERT OR IGNORE INTO intake (path) VALUES (?)', path)
    }),
    queued: () => database.all(pathSchema, 'SELECT path FROM intake ORDER BY seq').map(({ path }) => path),
    unqueue: (path) => void database.run('DELETE FROM intake WHERE path = ?', path),
    clearQueue: () => void database.run('DELETE FROM intake'),
  }
}
