import { z } from 'zod'
import { failureSchema, mediaTypeSchema, pageSchema } from '../../../src-preload/contract/index.ts'

/** What the pool asks of a parse thread: one file at a time. */
export const parseRequestSchema = z.object({ path: z.string(), childrenFolder: z.string().nullable(), password: z.string().nullable() })

const childFileSchema = z.object({ name: z.string(), bytes: z.number().int().nonnegative(), file: z.string().regex(/^child-\d{5,6}(\.[a-z0-9]{1,10})?$/) })
const parsedDocumentSchema = z.object({
  mediaType: mediaTypeSchema, pages: z.array(pageSchema).readonly(), warnings: z.array(z.string()).readonly(),
  children: z.array(childFileSchema).readonly(), language: z.string().nullable(), thread: z.string().nullable(),
})

/** What a parse thread says. After `finished` with `reusable: false` it must be ended, since its libraries may be damaged or bloated. */
export const parseMessageSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('progress'), done: z.number().int(), total: z.number().int() }),
  z.object({
    kind: z.literal('finished'),
    reusable: z.boolean(),
    outcome: z.discriminatedUnion('ok', [
      z.object({ ok: z.literal(true), value: parsedDocumentSchema }),
      z.object({ ok: z.literal(false), error: failureSchema }),
    ]),
  }),
])
export type ParseMessage = z.infer<typeof parseMessageSchema>
