import { z } from 'zod'
import { failureSchema, mediaTypeSchema, ocrEngineSchema, pageSchema, pageWordSchema } from '../../../src-preload/contract/index.ts'

const file = z.object({ path: z.string(), password: z.string().nullable() })
const onePage = file.extend({ page: z.number().int().positive() })

/** What is asked of the reading process, one thing at a time. */
export const readerRequestSchema = z.discriminatedUnion('kind', [
  file.extend({ kind: z.literal('parse'), childrenFolder: z.string().nullable() }),
  onePage.extend({ kind: z.literal('recognise'), what: z.enum(['page', 'pictures']), engine: ocrEngineSchema, languages: z.array(z.string()).readonly(), modelsFolder: z.string().nullable() }),
  onePage.extend({ kind: z.literal('draw'), maxPixels: z.number().int().min(16).max(20_000) }),
])
export type ReaderRequest = z.infer<typeof readerRequestSchema>

const childFileSchema = z.object({ name: z.string(), bytes: z.number().int().nonnegative(), file: z.string().regex(/^[a-z0-9][a-z0-9.-]{0,59}$/) })

/** A document's pages come before it, in pieces. */
export const parsedSchema = z.object({
  mediaType: mediaTypeSchema, warnings: z.array(z.string()).readonly(),
  children: z.array(childFileSchema).readonly(), language: z.string().nullable(), thread: z.string().nullable(),
})
export const recognisedSchema = z.object({ page: pageSchema, words: z.array(pageWordSchema).readonly(), rotation: z.number(), note: z.string().max(500).optional() })
export const drawnSchema = z.instanceof(Uint8Array)

/** What the reading process says. After `finished` with `reusable: false` it must be ended, since its libraries may be damaged or bloated. */
export const readerMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('progress'), done: z.number().int(), total: z.number().int() }),
  z.object({ kind: z.literal('pages'), pages: z.array(pageSchema) }),
  z.object({
    kind: z.literal('finished'),
    reusable: z.boolean(),
    outcome: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: z.unknown() }),
      z.object({ ok: z.literal(false), error: failureSchema }),
    ]),
  }),
])
export type ReaderMessage = z.infer<typeof readerMessageSchema>
