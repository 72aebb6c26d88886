import { z } from 'zod'

/** A text for a worker thread; urgent ones go ahead of those that wait. */
export const textRequestSchema = z.object({ id: z.number().int(), text: z.string(), urgent: z.boolean() })
export type TextRequest = z.infer<typeof textRequestSchema>

/** What a worker thread is told: a text, or to end once the one in hand is done. */
export const textOrderSchema = z.union([textRequestSchema, z.object({ end: z.literal(true) })])
export type TextOrder = z.infer<typeof textOrderSchema>

/** What a worker thread says. `result` is read with the schema of whoever started the thread. */
export const textMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('result'), id: z.number().int(), result: z.unknown() }),
  /** Nothing could be made of this text; the thread goes on. */
  z.object({ kind: z.literal('failed'), id: z.number().int() }),
])
export type TextMessage = z.infer<typeof textMessageSchema>
