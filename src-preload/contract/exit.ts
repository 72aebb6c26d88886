import { z } from 'zod'
import { chatIdSchema } from './ids.ts'
import { matterIdSchema } from './matters.ts'
import { providerSchema } from './providers.ts'
import { categorySchema, findingSchema, maskActionSchema } from './redaction.ts'

/** `passages`: question with redacted excerpts; `question-only`: a self-contained question that the local model wrote, and no document text. */
export const escalationModeSchema = z.enum(['passages', 'question-only'])
export type EscalationMode = z.infer<typeof escalationModeSchema>

export const partKindSchema = z.enum(['instructions', 'earlier-turn', 'excerpt-label', 'excerpt', 'question'])
export type PartKind = z.infer<typeof partKindSchema>

/** One piece of the outgoing prompt, before and after redaction. */
export const previewPartSchema = z.object({
  id: z.string(),
  kind: partKindSchema,
  /** In plain words: `Question`, `Excerpt 2: Tenancy agreement.pdf, page 3`. Shown, not sent. */
  label: z.string(),
  original: z.string(),
  outgoing: z.string(),
  findings: z.array(findingSchema),
})
export type PreviewPart = z.infer<typeof previewPartSchema>

/** The request as it would go over the wire. `body` is the text of the exact bytes (UTF-8). */
export const previewRequestSchema = z.object({
  method: z.string(),
  url: z.string(),
  headerNames: z.array(z.string()),
  body: z.string(),
  bytes: z.number().int(),
  /** SHA-256 of the body's bytes. */
  sha256: z.string(),
})
export type PreviewRequest = z.infer<typeof previewRequestSchema>

/** Money in US dollars. Limits are null where none is set; estimates are null where no price is known. */
export const costSchema = z.object({
  inputTokens: z.number().int(),
  outputTokensMost: z.number().int(),
  estimateUsd: z.number().nullable(),
  pricedOn: z.string().nullable(),
  spentTodayUsd: z.number(),
  dayLimitUsd: z.number().nullable(),
  spentMatterUsd: z.number(),
  matterLimitUsd: z.number().nullable(),
})
export type Cost = z.infer<typeof costSchema>

/** Why nothing may be sent as it stands. A place names the part and offsets in its outgoing text, never the value. */
export const blockSchema = z.object({
  reason: z.enum(['offline', 'matter-never', 'host-not-allowed', 'no-key', 'spend-limit', 'detector-failed', 'text-not-scanned', 'value-left', 'identifier-left', 'too-large', 'policy-file', 'ledger-unavailable']),
  message: z.string(),
  places: z.array(z.object({ partId: z.string(), start: z.number().int(), end: z.number().int(), category: categorySchema.nullable() })),
})
export type Block = z.infer<typeof blockSchema>

export const previewIdSchema = z.string().regex(/^x_[0-9a-z]{16}$/)

/** All that a person needs to decide. Approving it means these bytes, to this address, once. */
export const previewSchema = z.object({
  id: previewIdSchema,
  matterId: matterIdSchema,
  chatId: chatIdSchema,
  question: z.string(),
  mode: escalationModeSchema,
  provider: providerSchema,
  model: z.string(),
  parts: z.array(previewPartSchema),
  request: previewRequestSchema,
  /** In words: what is kept unmasked, an unknown language, a mode that finds less. */
  warnings: z.array(z.string()),
  blocked: z.array(blockSchema),
  cost: costSchema,
  /** Covers request bytes, method, URL, header names, provider, model and matter. */
  approvalHash: z.string(),
  expiresAt: z.iso.datetime(),
})
export type Preview = z.infer<typeof previewSchema>

/** A change a person makes in a preview; each makes a new preview and voids the old one. */
export const previewEditSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('set-action'), findingId: z.string(), action: maskActionSchema, everywhere: z.boolean(), remember: z.boolean() }),
  /** Offsets in the part's original text. */
  z.object({ kind: z.literal('mask-text'), partId: z.string(), start: z.number().int().nonnegative(), end: z.number().int().positive(), category: categorySchema, everywhere: z.boolean(), remember: z.boolean() }),
])
export type PreviewEdit = z.infer<typeof previewEditSchema>

/** Whether this matter's questions may be escalated at all, and why not. */
export const exitStatusSchema = z.object({
  state: z.enum(['available', 'never', 'offline', 'no-provider', 'forbidden-by-policy']),
  /** In words, for the settings and the tooltip. */
  message: z.string(),
  /** Who says so, when it is not the user: an environment variable or an administrator's file. */
  decidedBy: z.enum(['user', 'matter', 'environment', 'administrator']).nullable(),
})
export type ExitStatus = z.infer<typeof exitStatusSchema>

/** Where an escalated message went, and what it took. */
export const escalationSchema = z.object({
  providerLabel: z.string(),
  host: z.string(),
  hosting: z.string(),
  route: z.enum(['frontier', 'private']),
  model: z.string(),
  mode: escalationModeSchema,
  bytesSent: z.number().int(),
  bytesReceived: z.number().int(),
  inputTokens: z.number().int().nullable(),
  outputTokens: z.number().int().nullable(),
  costUsd: z.number().nullable(),
})
export type Escalation = z.infer<typeof escalationSchema>
