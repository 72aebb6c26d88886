import { z } from 'zod'

/** What a worker thread is started with. `threads`: cores that one run of the network may use; `readiness`: see FindEntitiesOptions. */
export const nameWorkerDataSchema = z.object({ folder: z.string(), threads: z.number().int().positive(), readiness: z.number() })
export type NameWorkerData = z.infer<typeof nameWorkerDataSchema>

/** The names of one text: start, end (UTF-16 units), the model's label, confidence. */
export const foundNamesSchema = z.array(z.object({ start: z.number().int(), end: z.number().int(), label: z.string(), confidence: z.number() }))
export type FoundNames = z.infer<typeof foundNamesSchema>
