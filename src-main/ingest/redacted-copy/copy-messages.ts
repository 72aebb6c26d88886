import { z } from 'zod'
import { failureSchema } from '../../../src-preload/contract/index.ts'
import { leftOutKinds } from './redacted-copy.ts'

const recognisedSchema = z.object({
  text: z.string(), rotation: z.number(),
  words: z.array(z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative(), x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
})
const maskSchema = z.object({ start: z.number().int().nonnegative(), end: z.number().int().positive(), by: z.string() })
const count = z.number().int().nonnegative()

/** What the thread that writes copies is told: first one `copy`, then `masks` for each `texts` and `recognised` for each `recognise` that it asks about. */
export const copyRequestSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('copy'), from: z.string(), to: z.string(), format: z.enum(['docx', 'pdf']), keepPictures: z.boolean() }),
  z.object({ kind: z.literal('masks'), masks: z.array(z.array(maskSchema)) }),
  z.object({ kind: z.literal('recognised'), pages: z.array(recognisedSchema.nullable()) }),
])
export type CopyRequest = z.infer<typeof copyRequestSchema>

const outcomeSchema = z.object({
  format: z.enum(['docx', 'pdf']), leftOut: z.partialRecord(z.enum(leftOutKinds), count), pagesLeftOut: z.array(count),
  notSearched: z.object({ pictures: count, scannedPages: count }),
})

/** What it says. `copied` holds the texts of the written file as they were read from it again. */
export const copyMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number(), total: z.number() }),
  z.object({ kind: z.literal('texts'), texts: z.array(z.string()) }),
  z.object({ kind: z.literal('recognise'), pages: z.array(z.number().int().positive()) }),
  z.object({ kind: z.literal('copied'), outcome: outcomeSchema, texts: z.array(z.string()), attributes: z.array(z.string()) }),
  z.object({ kind: z.literal('failed'), error: failureSchema }),
])
export type CopyMessage = z.infer<typeof copyMessageSchema>
