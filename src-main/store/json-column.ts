import { z } from 'zod'
import { type Failure, failureCodeSchema, failureFactsSchema } from '../../src-preload/contract/index.ts'
import { failureMessage } from '../support/failure-messages.ts'

/** A TEXT column that holds JSON of this schema. */
export function jsonColumn<T>(schema: z.ZodType<T>): z.ZodType<T> {
  return z.string().transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' })
      return z.NEVER
    }
  }).pipe(schema) as unknown as z.ZodType<T>
}

/** Failures are stored as code and facts; the words are those of the running version. */
export const failureColumn: z.ZodType<Failure | null> = jsonColumn(
  z.object({ code: failureCodeSchema, facts: failureFactsSchema }).transform((stored): Failure => ({ ...stored, message: failureMessage(stored.code, stored.facts) })),
).nullable()

export const storeFailure = (failure: Failure): string => JSON.stringify({ code: failure.code, facts: failure.facts })
