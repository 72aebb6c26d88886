import { z } from 'zod'
import { AppError } from '../support/errors.ts'
import type { MatterDatabase } from './matter-database.ts'

const rowSchema = z.object({ vectors: z.instanceof(Uint8Array), passageCount: z.number().int().positive() })

/** Vectors of finished batches, so that a crash repeats at most one batch. Emptied when a document is committed. */
export interface VectorsTable {
  put(documentId: string, firstOrdinal: number, embedderId: string, vectors: readonly Float32Array[]): void
  /** The batch that starts at this ordinal; null when it has not been embedded. */
  get(documentId: string, firstOrdinal: number): Float32Array[] | null
  /** How many passages, counted from the first, have vectors of this embedder. Those of another are dropped. */
  embedded(documentId: string, embedderId: string): number
  deleteSome(documentId: string, limit: number): number
  /** Committed documents that a crash left with vectors. */
  leftOver(): string[]
}

export function createVectorsTable(database: MatterDatabase): VectorsTable {
  return {
    put(documentId, firstOrdinal, embedderId, vectors) {
      const dimensions = vectors[0]?.length ?? 0
      const joined = new Float32Array(vectors.length * dimensions)
      vectors.forEach((vector, index) => joined.set(vector, index * dimensions))
      database.run(
        'INSERT OR REPLACE INTO embedded_batches (document_id, first_ordinal, passage_count, embedder_id, vectors) VALUES (?, ?, ?, ?, ?)',
        documentId, firstOrdinal, vectors.length, embedderId, new Uint8Array(joined.buffer),
      )
    },
    get(documentId, firstOrdinal) {
      const row = database.get(rowSchema, 'SELECT vectors, passage_count AS passageCount FROM embedded_batches WHERE document_id = ? AND first_ordinal = ?', documentId, firstOrdinal)
      if (!row) return null
      const dimensions = row.vectors.byteLength / 4 / row.passageCount
      if (!Number.isInteger(dimensions)) throw new AppError('store-damaged')
      // Copied, because a column's bytes need not lie on a four-byte boundary.
      const joined = new Float32Array(row.vectors.slice().buffer)
      return Array.from({ length: row.passageCount }, (_, index) => joined.subarray(index * dimensions, (index + 1) * dimensions))
    },
    embedded(documentId, embedderId) {
      database.run('DELETE FROM embedded_batches WHERE document_id = ? AND embedder_id <> ?', documentId, embedderId)
      return database.get(z.object({ n: z.number().nullable() }), 'SELECT sum(passage_count) AS n FROM embedded_batches WHERE document_id = ?', documentId)?.n ?? 0
    },
    leftOver: () => database.all(
      z.object({ id: z.string() }), `SELECT DISTINCT document_id AS id FROM embedded_batches JOIN documents ON documents.id = document_id WHERE state = 'committed'`,
    ).map(({ id }) => id),
    deleteSome: (documentId, limit) => database.run(
      'DELETE FROM embedded_batches WHERE rowid IN (SELECT rowid FROM embedded_batches WHERE document_id = ? LIMIT ?)', documentId, limit,
    ),
  }
}
