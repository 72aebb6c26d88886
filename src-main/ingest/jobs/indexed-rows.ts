import { createHash } from 'node:crypto'
import type { IndexedPassage } from '../../store/passage-rows.ts'
import type { PassageSpan } from '../../store/passages-table.ts'
import { AppError } from '../../support/errors.ts'
import type { IngestionPorts } from './ingestion-ports.ts'
import { yieldToOthers } from './yield-to-others.ts'

const rowsPerWrite = 500

/** Passages with their vectors, as the index takes them. Error: `store-damaged` when a vector is missing. */
export function rowsOf(documentId: string, spans: readonly PassageSpan[], vectors: readonly Float32Array[]): IndexedPassage[] {
  return spans.map(({ page, start, end, headingPath, text }, index) => {
    const vector = vectors[index]
    if (!vector) throw new AppError('store-damaged')
    return { page, start, end, headingPath, text, vector, documentId, passageId: `${documentId}:${page}:${start}`, contentHash: createHash('sha256').update(text).digest('hex') }
  })
}

export interface PassageRun { readonly documentId: string; readonly from: number; readonly to: number }

/** Adds runs of passages, whose vectors are stored, to the index; several short ones in one write. Runs begin and end with a stored batch. */
export async function addStored(runs: readonly PassageRun[], { store, index }: Pick<IngestionPorts, 'store' | 'index'>, signal: AbortSignal): Promise<void> {
  let rows: IndexedPassage[] = []
  for (const { documentId, from, to } of runs) {
    for (let first = from; first < to;) {
      const vectors = store.vectors.get(documentId, first)
      if (!vectors || vectors.length === 0) throw new AppError('store-damaged')
      rows.push(...rowsOf(documentId, store.passages.slice(documentId, first, vectors.length), vectors))
      first += vectors.length
      if (rows.length >= rowsPerWrite) {
        signal.throwIfAborted()
        await index.add(rows)
        rows = []
      }
      await yieldToOthers()
    }
  }
  signal.throwIfAborted()
  await index.add(rows)
  signal.throwIfAborted()
}
