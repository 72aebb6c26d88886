import { z } from 'zod'
import { documentIdSchema } from '../../src-preload/contract/index.ts'
import type { MatterDatabase } from './matter-database.ts'

const idSchema = z.object({ id: documentIdSchema })
const signedSchema = z.object({
  id: documentIdSchema, group: z.string().nullable(),
  // Copied, because a column's bytes need not lie on a four-byte boundary.
  signature: z.instanceof(Uint8Array).transform((bytes) => new Uint32Array(bytes.slice().buffer)),
})
export type SignedDocument = z.infer<typeof signedSchema>

/** Texts' signatures, by which nearly equal documents are found, and the groups that such documents form. */
export interface SimilarTable {
  put(documentId: string, signature: Uint32Array, bands: readonly number[]): void
  /** Its signature, its bands and its group go. */
  forget(documentId: string): void
  get(documentId: string): SignedDocument | null
  /** Other documents that have a band in common with this one, at most `limit`. */
  candidates(documentId: string, limit: number): SignedDocument[]
  members(group: string): SignedDocument[]
  setGroup(documentIds: readonly string[], group: string | null): void
}

export function createSimilarTable(database: MatterDatabase): SimilarTable {
  const select = 'SELECT id, similar_group AS "group", signature FROM documents'
  return {
    put: (documentId, signature, bands) => database.transaction(() => {
      database.run('UPDATE documents SET signature = ? WHERE id = ?', new Uint8Array(signature.buffer, signature.byteOffset, signature.byteLength), documentId)
      for (const [band, hash] of bands.entries()) database.run('INSERT OR IGNORE INTO similar_bands (band, hash, document_id) VALUES (?, ?, ?)', band, hash, documentId)
    }),
    forget: (documentId) => database.transaction(() => {
      database.run('DELETE FROM similar_bands WHERE document_id = ?', documentId)
      database.run('UPDATE documents SET signature = NULL, similar_group = NULL WHERE id = ? AND signature IS NOT NULL', documentId)
    }),
    get: (documentId) => database.get(signedSchema, `${select} WHERE id = ? AND signature IS NOT NULL`, documentId),
    candidates(documentId, limit) {
      const ids = database.all(idSchema, `
        SELECT DISTINCT other.document_id AS id FROM similar_bands AS own JOIN similar_bands AS other USING (band, hash)
        WHERE own.document_id = ? AND other.document_id <> own.document_id ORDER BY other.document_id LIMIT ?`, documentId, limit)
      return ids.length === 0 ? [] : database.all(signedSchema, `${select} WHERE id IN (SELECT value FROM json_each(?)) AND signature IS NOT NULL`, JSON.stringify(ids.map(({ id }) => id)))
    },
    members: (group) => database.all(signedSchema, `${select} WHERE similar_group = ? AND signature IS NOT NULL ORDER BY id`, group),
    setGroup: (documentIds, group) => void database.run('UPDATE documents SET similar_group = ? WHERE id IN (SELECT value FROM json_each(?))', group, JSON.stringify(documentIds)),
  }
}
