import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { Index, type Table } from '@lancedb/lancedb'
import { fullTextIndex } from './full-text.ts'
import { passageFolderName } from './open-passage-table.ts'
import type { PassageSearch } from './passage-search.ts'

/** Below this a flat scan answers in about 100 ms, exactly, and nothing has to be built. */
const vectorIndexFromRows = 80_000
/** An older vector index is built again when this share of the rows is not in it. */
const staleShare = 0.3
const vectorIndexName = 'vector_idx'

export interface PassageMaintenance {
  optimize(): Promise<void>
  erase(): Promise<void>
  settled(): Promise<void>
}

/** Keeps the table's files few and its indices fresh. Calls come one at a time (the writer's queue). */
export function createPassageMaintenance(table: Table, folder: string, search: PassageSearch): PassageMaintenance {
  let building: Promise<void> | null = null

  const tidy = async (): Promise<void> => {
    // Two steps: compaction may take seconds and searches go on meanwhile, on the old files; then those are deleted.
    await table.optimize({ cleanupOlderThan: new Date(0) })
    // No other process writes here (data-folder lock), so files that a killed one left half-written go too.
    await search.withoutSearches(async () => void await table.optimize({ cleanupOlderThan: new Date(), deleteUnverified: true }))
  }

  const buildVectorIndex = async (): Promise<void> => {
    const rows = await table.countRows()
    if (building || rows < vectorIndexFromRows) return
    const index = (await table.listIndices()).find(({ name }) => name === vectorIndexName)
    if (index && (index.numUnindexedRows ?? 0) < rows * staleShare) return
    const config = Index.hnswSq({ distanceType: 'cosine', numPartitions: Math.max(1, Math.round(rows / 1_000_000)), m: 16, efConstruction: 150 })
    // Without an index search is slower, never wrong: a build that fails is tried again after the next documents.
    building = table.createIndex('vector', { config, replace: true }).catch(() => undefined).finally(() => { building = null })
  }

  return {
    async optimize() {
      if (building) return
      await tidy()
      await buildVectorIndex()
    },
    async erase() {
      await building
      await tidy()
      // Compaction leaves a file alone while few of its rows are deleted: it is then rewritten on purpose.
      if (hasDeletedRows(folder)) await table.update({ valuesSql: { page: 'page' } })
      // The dictionary of a merged full-text index still knows the words of removed rows.
      await table.createIndex('text', { config: fullTextIndex(), replace: true })
      await tidy()
    },
    settled: async () => { await building },
  }
}

function hasDeletedRows(folder: string): boolean {
  try {
    return readdirSync(join(folder, passageFolderName, '_deletions')).length > 0
  } catch {
    return false
  }
}
