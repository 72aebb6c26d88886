import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { matterIdSchema } from './matters.ts'

export const documentIdSchema = z.string().regex(/^d_[0-9a-z]{16}$/)

/** `discovered → parsed → chunked → embedded → committed`, or `failed`; see docs/architecture.md. */
export const documentStateSchema = z.enum(['discovered', 'parsed', 'chunked', 'embedded', 'committed', 'failed'])
export type DocumentState = z.infer<typeof documentStateSchema>

export const mediaTypeSchema = z.enum(['pdf', 'docx', 'text', 'markdown', 'html', 'email'])
export type MediaType = z.infer<typeof mediaTypeSchema>

export const pageMethodSchema = z.enum(['text-layer', 'markup', 'plain', 'none'])
export type PageMethod = z.infer<typeof pageMethodSchema>

export const documentSchema = z.object({
  id: documentIdSchema,
  matterId: matterIdSchema,
  /** File name for display, control and direction characters removed. */
  name: z.string(),
  /** Where the file was added from; display only. */
  origin: z.string(),
  mediaType: mediaTypeSchema.nullable(),
  bytes: z.number().int().nonnegative(),
  state: documentStateSchema,
  addedAt: z.iso.datetime(),
  pageCount: z.number().int().nonnegative(),
  /** Pages with no usable text (a scan, an empty page). */
  pagesWithoutText: z.number().int().nonnegative(),
  passageCount: z.number().int().nonnegative(),
  warnings: z.array(z.string()),
  failure: failureSchema.nullable(),
})
export type Document = z.infer<typeof documentSchema>

export const headingSchema = z.object({ offset: z.number().int().nonnegative(), level: z.number().int().min(1).max(9), text: z.string() })
export type Heading = z.infer<typeof headingSchema>

/** One page as stored; `text` is what every character span in the product points into (UTF-16 code units). */
export const pageSchema = z.object({
  page: z.number().int().positive(),
  /** How the document itself calls the page or section, where it differs from the number. */
  label: z.string().nullable(),
  text: z.string(),
  headings: z.array(headingSchema),
  method: pageMethodSchema,
  /** 0–1: how far the text can be trusted; 0 when there is none. */
  confidence: z.number().min(0).max(1),
})
export type Page = z.infer<typeof pageSchema>

export const ingestStatusSchema = z.enum(['idle', 'running', 'paused'])
/** Progress of a matter's ingestion; figures are measured, or null while unknown. */
export const ingestProgressSchema = z.object({
  matterId: matterIdSchema,
  status: ingestStatusSchema,
  documentsDone: z.number().int(),
  documentsTotal: z.number().int(),
  documentsFailed: z.number().int(),
  pagesDone: z.number().int(),
  passagesDone: z.number().int(),
  passagesTotal: z.number().int(),
  passagesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** The document being worked on, and how far it is. */
  current: z.object({ documentId: documentIdSchema, name: z.string(), state: documentStateSchema, pagesDone: z.number().int(), pagesTotal: z.number().int().nullable(), passagesDone: z.number().int(), passagesTotal: z.number().int().nullable() }).nullable(),
})
export type IngestProgress = z.infer<typeof ingestProgressSchema>
