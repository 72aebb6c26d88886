import { z } from 'zod'
import { documentIdSchema } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from './matter-database.ts'

const idSchema = z.object({ id: documentIdSchema })
const replacedSchema = z.object({ oldId: documentIdSchema, path: z.string() })
const insideSchema = z.object({ path: z.string(), documentId: documentIdSchema })
const pathSchema = z.object({ path: z.string() })

/** Which paths stand for which document, which old version waits for which new one, and which paths wait to be copied. */
export interface OriginsTable {
  documentAt(path: string): string | null
  /** From now on `path` stands for this document. `containerId`: the document that the path lies in. */
  point(path: string, documentId: string, containerId?: string): void
  /** The paths that lie in a document, without those of documents that are being removed. */
  inside(containerId: string): { readonly path: string; readonly documentId: string }[]
  /** The documents that this one lies in, oldest first. */
  containersOf(documentId: string): string[]
  /** Whether a path of the file system, or one in a document that nothing has taken the place of, stands for this document. */
  isCurrent(documentId: string): boolean
  /** `path` stands for nothing any more. */
  forget(path: string): void
  /** Whether any path still stands for this document. */
  isPointedAt(documentId: string): boolean
  /** `oldId` goes when `newId` is committed; `path` stood for the one and stands for the other. */
  replace(oldId: string, newId: string, path: string): void
  /** Some path stands for `oldId` again: it stays. */
  keep(oldId: string): void
  replacedBy(newId: string): { readonly oldId: string; readonly path: string }[]
  queue(paths: readonly string[]): void
  queued(): string[]
  hasQueued(): boolean
  unqueue(path: string): void
  clearQueue(): void
}

export function createOriginsTable(database: MatterDatabase): OriginsTable {
  return {
    documentAt: (path) => database.get(idSchema, 'SELECT document_id AS id FROM origins WHERE path = ?', path)?.id ?? null,
    point: (path, documentId, containerId) => void database.run(
      'INSERT INTO origins (path, document_id, container_id) VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET document_id = excluded.document_id', path, documentId, containerId ?? null,
    ),
    inside: (containerId) => database.all(insideSchema, 'SELECT path, document_id AS documentId FROM origins JOIN documents ON id = document_id WHERE container_id = ? AND removing = 0 ORDER BY origins.rowid', containerId),
    containersOf: (documentId) => database.all(idSchema, 'SELECT container_id AS id FROM origins WHERE document_id = ? AND container_id IS NOT NULL ORDER BY rowid', documentId).map(({ id }) => id),
    isCurrent: (documentId) => database.get(
      pathSchema, `SELECT path FROM origins LEFT JOIN documents ON documents.id = container_id
       WHERE document_id = ? AND (container_id IS NULL OR (superseded_by IS NULL AND removing = 0)) LIMIT 1`, documentId,
    ) !== null,
    forget: (path) => void database.run('DELETE FROM origins WHERE path = ?', path),
    isPointedAt: (documentId) => database.get(pathSchema, 'SELECT path FROM origins WHERE document_id = ? LIMIT 1', documentId) !== null,
    replace: (oldId, newId, path) => void database.run('INSERT OR REPLACE INTO replacements (old_id, new_id, path) VALUES (?, ?, ?)', oldId, newId, path),
    keep: (oldId) => void database.run('DELETE FROM replacements WHERE old_id = ?', oldId),
    replacedBy: (newId) => database.all(replacedSchema, 'SELECT old_id AS oldId, path FROM replacements WHERE new_id = ?', newId),
    queue: (paths) => database.transaction(() => {
      for (const path of paths) database.run('INSERT OR IGNORE INTO intake (path) VALUES (?)', path)
    }),
    queued: () => database.all(pathSchema, 'SELECT path FROM intake ORDER BY seq').map(({ path }) => path),
    hasQueued: () => database.get(pathSchema, 'SELECT path FROM intake LIMIT 1') !== null,
    unqueue: (path) => void database.run('DELETE FROM intake WHERE path = ?', path),
    clearQueue: () => void database.run('DELETE FROM intake'),
  }
}
