import { z } from 'zod'
import type { SpendBook } from '../egress/exit/exit.ts'
import type { MatterDatabase } from './matter-database.ts'

type SpendRow = Parameters<SpendBook['add']>[0]

/** What the escalations of one matter cost. US dollars; a cost that is not known counts as none. */
export interface SpendTable {
  total(): number
  add(row: SpendRow): void
}

/** What all matters cost together, those deleted since included. Moments and money only. */
export interface DaySpend {
  /** Rows that a clock set back has left in the future count as well. */
  since(moment: Date): number
  add(costUsd: number): void
}

const sumSchema = z.object({ usd: z.number() })

export function createSpendTable(database: MatterDatabase): SpendTable {
  return {
    total: () => database.get(sumSchema, 'SELECT coalesce(sum(cost_usd), 0.0) AS usd FROM spend')?.usd ?? 0,
    add: ({ providerId, model, inputTokens, outputTokens, costUsd }) => void database.run(
      'INSERT INTO spend (at, provider_id, model, input_tokens, output_tokens, cost_usd) VALUES (?, ?, ?, ?, ?, ?)',
      new Date().toISOString(), providerId, model, inputTokens, outputTokens, costUsd,
    ),
  }
}

export function createDaySpend(database: MatterDatabase): DaySpend {
  return {
    since: (moment) => database.get(sumSchema, 'SELECT coalesce(sum(cost_usd), 0.0) AS usd FROM spend WHERE at >= ?', moment.toISOString())?.usd ?? 0,
    add: (costUsd) => void database.run('INSERT INTO spend (at, cost_usd) VALUES (?, ?)', new Date().toISOString(), costUsd),
  }
}

/** The exit's view of both: `total` is the matter's, `since` counts all matters, so that deleting one does not give a day's money back. */
export function createSpendBook(matter: SpendTable, day: DaySpend): SpendBook {
  return {
    total: matter.total,
    since: day.since,
    add(row) {
      // First: a crash in between must not forget what counts against the day.
      if (row.costUsd !== null) day.add(row.costUsd)
      matter.add(row)
    },
  }
}
