import { z } from 'zod'
import { failureSchema } from './failure.ts'

export const modelIdSchema = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,79}$/)
/** `ner`: finds names in text (redaction). `ocr`: reads scans, a second engine beside the one that comes with the application. */
export const modelKindSchema = z.enum(['chat', 'embedding', 'ner', 'ocr'])
export type ModelKind = z.infer<typeof modelKindSchema>

export const modelStateSchema = z.enum(['absent', 'partial', 'fetching', 'verifying', 'ready', 'damaged'])
export const modelStatusSchema = z.object({
  id: modelIdSchema,
  kind: modelKindSchema,
  label: z.string(),
  licence: z.string(),
  /** `measured`: run by us; `listed`: in the catalogue without a claim; `imported`: added by the user. */
  provenance: z.enum(['measured', 'listed', 'imported']),
  bytes: z.number().int(),
  memoryBytes: z.number().int(),
  contextTokens: z.number().int(),
  state: modelStateSchema,
  bytesDone: z.number().int(),
  selected: z.boolean(),
  fitsMemory: z.boolean(),
  failure: failureSchema.nullable(),
})
export type ModelStatus = z.infer<typeof modelStatusSchema>

export const modelProgressSchema = z.object({
  id: modelIdSchema,
  state: modelStateSchema,
  /** Which source is being tried: `hub`, `package-mirror`, `folder`. */
  source: z.enum(['hub', 'package-mirror', 'folder']).nullable(),
  bytesDone: z.number(),
  bytesTotal: z.number(),
  bytesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
})
export type ModelProgress = z.infer<typeof modelProgressSchema>

/** What the loaded chat model does on this machine; null fields are not measured yet. */
export const runtimeStatusSchema = z.object({
  modelId: modelIdSchema.nullable(),
  state: z.enum(['none', 'loading', 'ready', 'failed']),
  contextTokens: z.number().int().nullable(),
  prefillTokensPerSecond: z.number().nullable(),
  decodeTokensPerSecond: z.number().nullable(),
  failure: failureSchema.nullable(),
})
export type RuntimeStatus = z.infer<typeof runtimeStatusSchema>
