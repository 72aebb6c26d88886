import { z } from 'zod'

/** What a worker thread is started with. `threads` is how many cores one run of the model may use. */
export const embedWorkerDataSchema = z.object({ folder: z.string(), threads: z.number().int().positive() })
export type EmbedWorkerData = z.infer<typeof embedWorkerDataSchema>

export const embedRequestSchema = z.object({ id: z.number().int(), text: z.string(), urgent: z.boolean() })
export type EmbedRequest = z.infer<typeof embedRequestSchema>

export const embedMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('vector'), id: z.number().int(), vector: z.instanceof(Float32Array) }),
  /** This text could not be embedded; the thread goes on. */
  z.object({ kind: z.literal('failed'), id: z.number().int() }),
])
export type EmbedMessage = z.infer<typeof embedMessageSchema>
