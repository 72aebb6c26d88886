import { z } from 'zod'

/** What a worker thread is started with. `threads` is how many cores one run of the model may use. */
export const embedWorkerDataSchema = z.object({ folder: z.string(), threads: z.number().int().positive() })
export type EmbedWorkerData = z.infer<typeof embedWorkerDataSchema>

export const vectorSchema = z.instanceof(Float32Array)
