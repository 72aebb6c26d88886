import { MatchQuery, type Table } from '@lancedb/lancedb'
import { z } from 'zod'
import { lanceError } from './lance-failure.ts'
import { foundColumns, foundRowSchema } from './passage-rows.ts'
import type { PassageIndex, ScoredPassage } from './ports.ts'

/** Candidates that are compared again with their full vectors when an approximate index answered, per wanted hit. */
const refineFactor = 8
/** Least width of the walk through the approximate index: recall against time. It must reach all candidates that are compared again. */
const leastWalkWidth = 200

export interface PassageSearch extends PassageIndex {
  /** Waits until running searches have ended and holds new ones until `body` has. For deleting files they may read. */
  withoutSearches(body: () => Promise<void>): Promise<void>
}

export function createPassageSearch(table: Table, visible: () => string | null): PassageSearch {
  const running = new Set<Promise<unknown>>()
  let gate: Promise<unknown> = Promise.resolve()

  const search = async <T>(body: (filter: string | null) => Promise<T>): Promise<T> => {
    await gate
    const result = body(visible())
    running.add(result)
    try {
      return await result
    } catch (error) {
      throw lanceError(error)
    } finally {
      running.delete(result)
    }
  }

  return {
    count: () => search((filter) => table.countRows(filter ?? undefined)),
    vectorSearch: (vector, k) => search(async (filter) => {
      const query = table.query().nearestTo(vector).distanceType('cosine').refineFactor(refineFactor).ef(Math.max(leastWalkWidth, k * refineFactor))
      const rows = await (filter ? query.where(filter) : query).select([...foundColumns, '_distance']).limit(k).toArray()
      return rows.map((row) => scored(row, (found) => 1 - found._distance))
    }),
    textSearch: (text, k) => search(async (filter) => {
      // A MatchQuery holds plain words; there is no syntax in it that a question could trip over.
      const query = table.query().fullTextSearch(new MatchQuery(text, 'text'))
      const rows = await (filter ? query.where(filter) : query).select([...foundColumns, '_score']).limit(k).toArray()
      return rows.map((row) => scored(row, (found) => found._score))
    }),
    async withoutSearches(body) {
      const done = Promise.withResolvers<void>()
      gate = done.promise
      try {
        await Promise.allSettled(running)
        await body()
      } finally {
        done.resolve()
      }
    },
  }
}

const measuredSchema = foundRowSchema.extend({ _distance: z.number().default(0), _score: z.number().default(0) })

function scored(row: unknown, score: (found: z.infer<typeof measuredSchema>) => number): ScoredPassage {
  // Rows are Arrow proxies: the wanted columns are read out before they are checked.
  const columns = [...foundColumns, '_distance', '_score'] as const
  const record = z.record(z.string(), z.unknown()).catch({}).parse(Object.fromEntries(columns.map((name) => [name, Reflect.get(Object(row), name) ?? undefined])))
  const found = measuredSchema.parse(record)
  const { _distance, _score, ...passage } = found
  return { ...passage, score: score(found) }
}
