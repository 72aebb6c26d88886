import { z } from 'zod'
import { documentIdSchema } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from './matter-database.ts'

const folderSchema = z.object({ id: z.string(), path: z.string(), lastCheckedAt: z.iso.datetime().nullable() })
export type WatchedFolderRow = z.infer<typeof folderSchema>

/** A file as a watched folder held it when it was last looked at; `isGone` when it has left the folder since; `isDeclined` when a person removed its document. */
export interface WatchedFile { readonly path: string; readonly bytes: number; readonly modifiedMs: number; readonly isGone: boolean; readonly isDeclined?: boolean }

/** What stands for the size of a file that has left its folder. */
const goneBytes = -1
/** What stands for the size of a file whose document a person removed: it is not taken in again by itself. */
const declinedBytes = -2
/** Unless a person has added the file by hand since. */
const isDeclined = `bytes = ${declinedBytes} AND NOT EXISTS (SELECT 1 FROM origins JOIN documents ON id = document_id WHERE origins.path = watched_files.path AND removing = 0)`
const fileSchema = z.object({ path: z.string(), bytes: z.number().int(), modifiedMs: z.number(), declined: z.number() })
  .transform(({ bytes, declined, ...rest }): WatchedFile => ({ ...rest, bytes: Math.max(0, bytes), isGone: bytes === goneBytes, isDeclined: declined === 1 }))
const countSchema = z.object({ count: z.number().int() })
const placeSchema = z.object({ path: z.string() })
const warnedSchema = z.object({ id: documentIdSchema })

/** Which folders are followed, what they held, and what became of documents whose file is no longer there. */
export interface WatchedFoldersTable {
  all(): WatchedFolderRow[]
  insert(id: string, path: string): void
  /** With what is known of its files; the documents stay. */
  delete(id: string): void
  checked(id: string, at: Date): void
  files(folderId: string): WatchedFile[]
  /** Files that are in the folder now. */
  fileCount(folderId: string): number
  keep(folderId: string, files: readonly Omit<WatchedFile, 'isGone'>[]): void
  setGone(folderId: string, path: string): void
  /** A person removes this document: its files in watched folders stay there, and are not taken in again by themselves. */
  decline(documentId: string): void
  declinedCount(folderId: string): number
  /** What was declined is taken for new when the folder is looked at next. */
  forgetDeclined(folderId: string): void
  forget(folderId: string, path: string): void
  /** Says on a document that its file is no longer in its folder, or takes that back; true when that changed anything. */
  warn(documentId: string, isGone: boolean): boolean
  /** Another path that stands for the document too. */
  otherPlaceOf(documentId: string, path: string): string | null
  /** `path` no longer stands for a document. */
  leave(path: string): void
}

/** What is said on the document, in the list and beside its text. */
export const goneWarning = 'This file is no longer in its folder. What was read from it is kept; remove the document if it is not wanted any more.'

export function createWatchedFoldersTable(database: MatterDatabase): WatchedFoldersTable {
  return {
    all: () => database.all(folderSchema, 'SELECT id, path, last_checked_at AS lastCheckedAt FROM watched_folders ORDER BY path'),
    insert: (id, path) => void database.run('INSERT INTO watched_folders (id, path) VALUES (?, ?)', id, path),
    delete: (id) => void database.run('DELETE FROM watched_folders WHERE id = ?', id),
    checked: (id, at) => void database.run('UPDATE watched_folders SET last_checked_at = ? WHERE id = ?', at.toISOString(), id),
    files: (folderId) => database.all(fileSchema, `SELECT path, bytes, modified_ms AS modifiedMs, (${isDeclined}) AS declined FROM watched_files WHERE folder_id = ?`, folderId),
    fileCount: (folderId) => database.get(countSchema, 'SELECT count(*) AS count FROM watched_files WHERE folder_id = ? AND bytes <> ?', folderId, goneBytes)?.count ?? 0,
    keep: (folderId, files) => database.transaction(() => {
      for (const { path, bytes, modifiedMs } of files) {
        database.run(
          'INSERT INTO watched_files (folder_id, path, bytes, modified_ms) VALUES (?, ?, ?, ?) ON CONFLICT (folder_id, path) DO UPDATE SET bytes = excluded.bytes, modified_ms = excluded.modified_ms',
          folderId, path, bytes, modifiedMs,
        )
      }
    }),
    setGone: (folderId, path) => void database.run('UPDATE watched_files SET bytes = ? WHERE folder_id = ? AND path = ?', goneBytes, folderId, path),
    decline: (documentId) => void database.run(
      'UPDATE watched_files SET bytes = ? WHERE bytes <> ? AND path IN (SELECT path FROM origins WHERE document_id = ? UNION SELECT origin FROM documents WHERE id = ?)', declinedBytes, goneBytes, documentId, documentId,
    ),
    declinedCount: (folderId) => database.get(countSchema, `SELECT count(*) AS count FROM watched_files WHERE folder_id = ? AND ${isDeclined}`, folderId)?.count ?? 0,
    forgetDeclined: (folderId) => void database.run(`DELETE FROM watched_files WHERE folder_id = ? AND ${isDeclined}`, folderId),
    forget: (folderId, path) => void database.run('DELETE FROM watched_files WHERE folder_id = ? AND path = ?', folderId, path),
    warn(documentId, isGone) {
      const warned = database.get(warnedSchema, 'SELECT documents.id AS id FROM documents, json_each(documents.warnings) AS warning WHERE documents.id = ? AND warning.value = ?', documentId, goneWarning) !== null
      if (warned === isGone) return false
      return database.run(
        isGone
          ? `UPDATE documents SET warnings = json_insert(warnings, '$[#]', ?) WHERE id = ?`
          : 'UPDATE documents SET warnings = (SELECT json_group_array(value) FROM json_each(documents.warnings) WHERE value <> ?) WHERE id = ?',
        goneWarning, documentId,
      ) > 0
    },
    otherPlaceOf: (documentId, path) => database.get(placeSchema, 'SELECT path FROM origins WHERE document_id = ? AND path <> ? ORDER BY path LIMIT 1', documentId, path)?.path ?? null,
    leave: (path) => void database.run('DELETE FROM origins WHERE path = ?', path),
  }
}
