import { z } from 'zod'
import { failureSchema } from './failure.ts'
import { matterIdSchema } from './matters.ts'

export const documentIdSchema = z.string().regex(/^d_[0-9a-z]{16}$/)

/** `discovered → parsed → chunked → embedded → committed`, or `failed`; see docs/architecture.md. */
export const documentStateSchema = z.enum(['discovered', 'parsed', 'chunked', 'embedded', 'committed', 'failed'])
export type DocumentState = z.infer<typeof documentStateSchema>

/**
 * What a document is, by its content. `spreadsheet`: XLSX, XLS, ODS, CSV. `presentation`: PPTX, PPT, ODP. `email`: EML, MSG.
 * `web-archive`: MHTML. `book`: EPUB. `archive`: ZIP. `contacts`: VCF. `calendar`: ICS.
 */
export const mediaTypeSchema = z.enum([
  'pdf', 'image', 'docx', 'doc', 'odt', 'rtf', 'spreadsheet', 'presentation', 'text', 'markdown', 'html', 'web-archive',
  'email', 'mailbox', 'book', 'archive', 'contacts', 'calendar',
])
export type MediaType = z.infer<typeof mediaTypeSchema>

/** Where a page's text comes from: the file itself, character recognition, a person who typed it, or nowhere. */
export const pageMethodSchema = z.enum(['text-layer', 'markup', 'plain', 'ocr', 'typed', 'none'])
export type PageMethod = z.infer<typeof pageMethodSchema>

/**
 * How far a page was read. `text`, `ocr`: all of it, from the file or by recognition. `waiting`: it has no usable text and
 * waits for recognition. `partly`: something on it could not be read, or was read with little confidence. `suspect-table`:
 * a table may have lost which cell belongs to which. `failed`: nothing of it could be read. `empty`: nothing is on it.
 */
export const pageCoverageSchema = z.enum(['text', 'ocr', 'waiting', 'partly', 'suspect-table', 'failed', 'empty'])
export type PageCoverage = z.infer<typeof pageCoverageSchema>
/** Pages that are unread, and pages whose text is in doubt. An answer says so of both. */
export const unreadCoverages: readonly PageCoverage[] = ['waiting', 'failed']
export const doubtfulCoverages: readonly PageCoverage[] = ['partly', 'suspect-table']

/** How many pages are in each state. */
export const coverageCountsSchema = z.record(pageCoverageSchema, z.number().int().nonnegative())
export type CoverageCounts = z.infer<typeof coverageCountsSchema>

export const ocrEngineSchema = z.enum(['tesseract', 'pp-ocr'])
export type OcrEngine = z.infer<typeof ocrEngineSchema>

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
  /** Pages with no text (waiting, failed or empty). */
  pagesWithoutText: z.number().int().nonnegative(),
  coverage: coverageCountsSchema,
  /** The language of most of its text, ISO 639-1; null while unknown. */
  language: z.string().max(8).nullable(),
  /** The document that this one was taken out of: the e-mail of an attachment, the archive of a file. */
  parentId: documentIdSchema.nullable(),
  /** The version that took this one's place: it is no longer searched, and what cites it can still be opened. */
  supersededBy: documentIdSchema.nullable(),
  /** Places that hold the same bytes, this one's own included. */
  copies: z.number().int().positive(),
  /** The same for documents that say nearly the same; null when there is no other. */
  similarGroup: z.string().nullable(),
  /** The same for messages of one conversation; null for what is not a message or stands alone. */
  thread: z.string().nullable(),
  passageCount: z.number().int().nonnegative(),
  warnings: z.array(z.string()),
  failure: failureSchema.nullable(),
})
export type Document = z.infer<typeof documentSchema>

export const headingSchema = z.object({ offset: z.number().int().nonnegative(), level: z.number().int().min(1).max(9), text: z.string() })
export type Heading = z.infer<typeof headingSchema>

/** What a stretch of a page is called by its document: the cells of a row ("Q3!A12:F12"), "Notes", "Footnote 3". */
export const placeSchema = z.object({ start: z.number().int().nonnegative(), end: z.number().int().nonnegative(), name: z.string().max(120) })
export type Place = z.infer<typeof placeSchema>

/** A table's stretch of its page: rows as lines, cells separated by tabs, the header first where there is one. */
export const tableSchema = z.object({
  start: z.number().int().nonnegative(), end: z.number().int().nonnegative(),
  rows: z.number().int().positive(), columns: z.number().int().positive(),
  /** It may have lost which cell belongs to which. */
  suspect: z.boolean(),
})
export type PageTable = z.infer<typeof tableSchema>

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
  coverage: pageCoverageSchema,
  /** Null unless `method` is `ocr`. */
  engine: ocrEngineSchema.nullable(),
  /** In order, not overlapping. */
  places: z.array(placeSchema),
  tables: z.array(tableSchema),
})
export type Page = z.infer<typeof pageSchema>

/** Where a recognised word stands: a span of the page's text and a box in shares (0–1) of the upright page, from its top left. */
export const pageWordSchema = z.object({
  start: z.number().int().nonnegative(), end: z.number().int().nonnegative(),
  x: z.number(), y: z.number(), width: z.number(), height: z.number(),
})
export type PageWord = z.infer<typeof pageWordSchema>

/** A page that was not read, or whose text is in doubt. */
export const coverageGapSchema = z.object({
  documentId: documentIdSchema, documentName: z.string(), page: z.number().int().positive(), pageLabel: z.string().nullable(),
  coverage: pageCoverageSchema, confidence: z.number(),
})
export type CoverageGap = z.infer<typeof coverageGapSchema>

export const coverageReportSchema = z.object({
  documents: z.number().int(), documentsFailed: z.number().int(), documentsPending: z.number().int(),
  pages: z.number().int(), byCoverage: coverageCountsSchema,
  /** Unread and doubtful pages, in the order of documents and pages, from the asked offset on. */
  gaps: z.array(coverageGapSchema), gapsTotal: z.number().int(),
})
export type CoverageReport = z.infer<typeof coverageReportSchema>

/** What the documents screen asks for; filters narrow, in any combination. */
export const documentQuerySchema = z.object({
  /** Part of a name, whatever its case. */
  name: z.string().max(200).default(''),
  states: z.array(z.enum(['reading', 'done', 'failed'])).default([]),
  coverages: z.array(pageCoverageSchema).default([]),
  mediaTypes: z.array(mediaTypeSchema).default([]),
  /** Only what was taken out of this document. */
  parentId: documentIdSchema.nullable().default(null),
  similarGroup: z.string().nullable().default(null),
  thread: z.string().nullable().default(null),
  withSuperseded: z.boolean().default(false),
  sort: z.enum(['added', 'name', 'kind', 'pages', 'size', 'gaps']).default('added'),
  descending: z.boolean().default(false),
  offset: z.number().int().nonnegative().default(0),
  limit: z.number().int().min(1).max(500).default(100),
})
export const documentQueryResultSchema = z.object({
  /** Documents that match; without the filters in `all`. */
  total: z.number().int(), all: z.number().int(), failed: z.number().int(), withGaps: z.number().int(),
  documents: z.array(documentSchema),
})
export type DocumentQueryResult = z.infer<typeof documentQueryResultSchema>

/** What removing documents took away, in numbers. */
export const removalReportSchema = z.object({
  documents: z.number().int(), pages: z.number().int(), passages: z.number().int(), bytes: z.number(),
})
export type RemovalReport = z.infer<typeof removalReportSchema>

/** A folder whose changes are followed. */
export const watchedFolderSchema = z.object({
  id: z.string().regex(/^w_[0-9a-z]{16}$/),
  /** For display only. */
  path: z.string(),
  state: z.enum(['watching', 'checking', 'unreachable']),
  lastCheckedAt: z.iso.datetime().nullable(),
  files: z.number().int().nonnegative(),
  /** Files whose documents a person removed from the matter: they are not taken in again by themselves. */
  removed: z.number().int().nonnegative(),
})
export type WatchedFolder = z.infer<typeof watchedFolderSchema>

export const ingestStatusSchema = z.enum(['idle', 'running', 'paused'])
/** Progress of a matter's ingestion; figures are measured, or null while unknown. */
export const ingestProgressSchema = z.object({
  matterId: matterIdSchema,
  status: ingestStatusSchema,
  documentsDone: z.number().int(),
  documentsTotal: z.number().int(),
  documentsFailed: z.number().int(),
  pagesDone: z.number().int(),
  /** Pages that wait for character recognition, and how many a minute it reads. */
  pagesWaiting: z.number().int(),
  recognisedPerMinute: z.number().nullable(),
  /** Why nothing goes on; null unless paused. */
  pausedBy: z.enum(['person', 'battery', 'failure']).nullable(),
  passagesDone: z.number().int(),
  passagesTotal: z.number().int(),
  passagesPerSecond: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  /** The document being worked on, and how far it is. */
  current: z.object({ documentId: documentIdSchema, name: z.string(), state: documentStateSchema, pagesDone: z.number().int(), pagesTotal: z.number().int().nullable(), passagesDone: z.number().int(), passagesTotal: z.number().int().nullable() }).nullable(),
})
export type IngestProgress = z.infer<typeof ingestProgressSchema>
