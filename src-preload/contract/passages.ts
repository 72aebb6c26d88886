import { z } from 'zod'
import { documentIdSchema } from './documents.ts'

/** A half-open span `[start, end)` in UTF-16 code units of a page's stored text. */
export const spanSchema = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative() })
export type Span = z.infer<typeof spanSchema>

/** One retrieved passage; `text === page.text.slice(start, end)` always holds. */
export const hitSchema = z.object({
  passageId: z.string(),
  documentId: documentIdSchema,
  documentName: z.string(),
  page: z.number().int().positive(),
  pageLabel: z.string().nullable(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  headingPath: z.array(z.string()),
  text: z.string(),
  /** 0–1, comparable between questions (calibrated relevance), best first. */
  score: z.number(),
  /** The sentence that answers best; page offsets. */
  bestSentence: spanSchema,
})
export type Hit = z.infer<typeof hitSchema>
