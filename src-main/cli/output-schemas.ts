import { z } from 'zod'
import { blockSchema, categorySchema, chatIdSchema, costSchema, coverageCountsSchema, coverageReportSchema, dataPolicySchema, documentIdSchema, escalationModeSchema, escalationSchema, failureCodeSchema, findingSchema, hopSchema, ledgerVerdictSchema, maskActionSchema, matterIdSchema, messageIdSchema, modelStatusSchema, ocrEngineSchema, pageCoverageSchema, pageMethodSchema, providerIdSchema, providerSchema, type CoverageCounts, type FailureCode } from '../../src-preload/contract/index.ts'

/**
 * What the command line writes with --json and --jsonl, described for people in docs/cli.md. A number after the slash changes when a field
 * changes its meaning or goes away; fields may be added without it.
 */
const span = { start: z.number().int().nonnegative(), end: z.number().int().nonnegative() }
const lineId = z.union([z.string(), z.number()])

export const askOutputSchema = z.strictObject({
  schema: z.literal('strongroom.ask/1'),
  /** Only with --jsonl: the id of the line that was answered. */
  id: lineId.optional(),
  question: z.string(),
  answer: z.string(),
  sentences: z.array(z.strictObject({ text: z.string(), supported: z.boolean(), reason: z.string().nullable(), citations: z.array(z.number().int().positive()) })),
  citations: z.array(z.strictObject({ n: z.number().int().positive(), documentId: documentIdSchema, file: z.string(), page: z.number().int().positive(), place: z.string().nullable(), quote: z.string(), ...span })),
  refused: z.boolean(),
  caveats: z.array(z.string()),
  modelId: z.string(),
  timings: z.strictObject({ evidenceMs: z.number(), firstTokenMs: z.number().nullable(), totalMs: z.number(), promptTokens: z.number().int(), cachedTokens: z.number().int(), outputTokens: z.number().int() }),
})
export type AskOutput = z.infer<typeof askOutputSchema>

export const searchHitSchema = z.strictObject({ schema: z.literal('strongroom.search/1'), file: z.string(), documentId: documentIdSchema, page: z.number().int().positive(), ...span, score: z.number(), text: z.string() })
export const searchOutputSchema = z.array(searchHitSchema)
export type SearchOutput = z.infer<typeof searchOutputSchema>

/** One line of `search --jsonl`. */
export const searchLineSchema = z.strictObject({ schema: z.literal('strongroom.search/1'), id: lineId, query: z.string(), hits: z.array(searchHitSchema.omit({ schema: true })), tookMs: z.number() })
export type SearchLine = z.infer<typeof searchLineSchema>

/** One line of `redact --spans --jsonl`. Offsets count in the text that was given; `text` is it with the masks. */
export const redactLineSchema = z.strictObject({
  schema: z.literal('strongroom.redact/1'),
  id: lineId,
  spans: z.array(z.strictObject({ ...span, category: categorySchema, entity: z.string(), confidence: z.number().min(0).max(1), detector: findingSchema.shape.detector, action: maskActionSchema })),
  text: z.string(),
})
export type RedactLine = z.infer<typeof redactLineSchema>

const counts = z.record(z.string(), z.number().int().nonnegative())
/** What `redact --out` says with `--json`: counts and page numbers, no text. */
export const redactCopySchema = z.strictObject({
  schema: z.literal('strongroom.redact.copy/1'), file: z.string(), out: z.string(), format: z.enum(['docx', 'pdf', 'text']),
  masked: z.record(z.string(), z.strictObject({ places: z.number().int(), entities: z.number().int() })), leftOut: counts, pagesLeftOut: z.array(z.number().int().positive()),
  notSearched: z.strictObject({ pictures: z.number().int(), scannedPages: z.number().int() }), wordsToLookAt: z.number().int(), verified: z.boolean(), warnings: z.array(z.string()),
})
export type RedactCopyOutput = z.infer<typeof redactCopySchema>

/** A line that could not be read or answered; the lines after it go on. */
export const errorLineSchema = z.strictObject({ schema: z.enum(['strongroom.ask/1', 'strongroom.search/1', 'strongroom.redact/1']), id: lineId.nullable(), line: z.number().int().positive(), error: z.strictObject({ code: failureCodeSchema, message: z.string() }) })
export type ErrorLine = z.infer<typeof errorLineSchema>

const readPageSchema = z.strictObject({
  page: z.number().int().positive(), label: z.string().nullable(), text: z.string(), method: pageMethodSchema, confidence: z.number().min(0).max(1),
  coverage: pageCoverageSchema, engine: ocrEngineSchema.nullable(),
  headings: z.array(z.strictObject({ offset: z.number().int().nonnegative(), level: z.number().int(), text: z.string() })),
  /** What the document calls stretches of the page, such as the cells of a row. */
  places: z.array(z.strictObject({ ...span, name: z.string() })),
  tables: z.array(z.strictObject({ ...span, rows: z.number().int(), columns: z.number().int(), suspect: z.boolean() })),
})
const readFileShape = {
  mediaType: z.string(),
  language: z.string().nullable(),
  pages: z.array(readPageSchema),
  warnings: z.array(z.string()),
  coverage: coverageCountsSchema,
  /** Files inside this one, read in the same way; with `error` instead where they could not be. */
  get children() { return z.array(readChildSchema) },
}
const readChildSchema: z.ZodType<ReadChild> = z.lazy(() => z.union([
  z.strictObject({ name: z.string(), bytes: z.number(), ...readFileShape }),
  z.strictObject({ name: z.string(), bytes: z.number(), error: z.strictObject({ code: failureCodeSchema, message: z.string() }) }),
]))
/** One file inside another, as `read` shows it. */
export type ReadChild = { readonly name: string; readonly bytes: number } & (
  | { readonly error: { readonly code: FailureCode; readonly message: string } }
  | ReadFileOutput)
/** What `read` tells of a file, wherever it was found. */
export interface ReadFileOutput {
  mediaType: string; language: string | null; pages: z.infer<typeof readPageSchema>[]; warnings: string[]; coverage: CoverageCounts; children: ReadChild[]
}
export const readOutputSchema = z.strictObject({ schema: z.literal('strongroom.read/1'), file: z.string(), ...readFileShape })
export type ReadOutput = z.infer<typeof readOutputSchema>

export const ingestOutputSchema = z.strictObject({
  schema: z.literal('strongroom.ingest/1'),
  matterId: matterIdSchema,
  matter: z.string(),
  added: z.number().int(),
  unchanged: z.number().int(),
  replaced: z.number().int(),
  documents: z.number().int(),
  pages: z.number().int(),
  pagesWithoutText: z.number().int(),
  passages: z.number().int(),
  failures: z.array(z.strictObject({ file: z.string(), code: z.string(), message: z.string() })),
})
export type IngestOutput = z.infer<typeof ingestOutputSchema>

/** The unread and doubtful pages of a matter. */
export const coverageOutputSchema = coverageReportSchema.omit({ gapsTotal: true }).extend({
  schema: z.literal('strongroom.coverage/1'), matterId: matterIdSchema, matter: z.string(),
  failures: z.array(z.strictObject({ file: z.string(), code: z.string(), message: z.string() })),
}).strict()
export type CoverageOutput = z.infer<typeof coverageOutputSchema>

export const mattersOutputSchema = z.array(z.strictObject({ schema: z.literal('strongroom.matters/1'), id: matterIdSchema, name: z.string(), createdAt: z.iso.datetime(), documents: z.number().int(), pages: z.number().int(), pagesWithoutText: z.number().int(), documentsFailed: z.number().int(), dataPolicy: dataPolicySchema }))
export type MattersOutput = z.infer<typeof mattersOutputSchema>

export const modelsOutputSchema = z.array(modelStatusSchema.extend({ schema: z.literal('strongroom.models/1') }).strict())
export type ModelsOutput = z.infer<typeof modelsOutputSchema>

export const doctorOutputSchema = z.strictObject({
  schema: z.literal('strongroom.doctor/1'),
  version: z.string(),
  platform: z.string(),
  /** False when something that answering needs does not work. */
  ready: z.boolean(),
  checks: z.array(z.strictObject({ name: z.string(), state: z.enum(['ok', 'limited', 'missing']), detail: z.string() })),
})
export type DoctorOutput = z.infer<typeof doctorOutputSchema>

export const providersOutputSchema = z.array(providerSchema.extend({ schema: z.literal('strongroom.providers/1') }).strict())
export type ProvidersOutput = z.infer<typeof providersOutputSchema>

export const escalatePreviewOutputSchema = z.strictObject({
  schema: z.literal('strongroom.preview/1'),
  approvalHash: z.string(),
  method: z.string(),
  url: z.string(),
  headerNames: z.array(z.string()),
  /** The text of the exact bytes (UTF-8). */
  body: z.string(),
  /** Of the body's bytes. */
  sha256: z.string(),
  /** `text` is what stands in the documents, `outgoing` what would be sent in its place; offsets in the part's original text. */
  findings: z.array(z.strictObject({ part: z.string(), ...span, text: z.string(), outgoing: z.string(), category: categorySchema, action: maskActionSchema, confidence: z.number(), detector: findingSchema.shape.detector })),
  /** Empty: may be approved. */
  blocked: z.array(blockSchema),
  warnings: z.array(z.string()),
  costEstimate: costSchema,
  mode: escalationModeSchema,
  providerId: providerIdSchema,
  provider: z.string(),
  hosting: z.string(),
  model: z.string(),
})
export type EscalatePreviewOutput = z.infer<typeof escalatePreviewOutputSchema>

export const escalateOutputSchema = askOutputSchema.omit({ id: true }).extend({
  schema: z.literal('strongroom.escalate/1'),
  matterId: matterIdSchema,
  chatId: chatIdSchema,
  messageId: messageIdSchema,
  escalation: escalationSchema.nullable(),
})
export type EscalateOutput = z.infer<typeof escalateOutputSchema>

export const ledgerOutputSchema = z.array(hopSchema.extend({ schema: z.literal('strongroom.ledger/1') }).strict())
export type LedgerOutput = z.infer<typeof ledgerOutputSchema>

const verdictLabel = { schema: z.literal('strongroom.ledger-verdict/1') }
export const ledgerVerdictOutputSchema = z.discriminatedUnion('state', [
  ledgerVerdictSchema.options[0].extend(verdictLabel).strict(),
  ledgerVerdictSchema.options[1].extend(verdictLabel).strict(),
])
export type LedgerVerdictOutput = z.infer<typeof ledgerVerdictOutputSchema>
