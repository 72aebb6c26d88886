import { z } from 'zod'
import { documentIdSchema } from './documents.ts'
import { escalationSchema } from './exit.ts'
import { failureSchema } from './failure.ts'
import { chatIdSchema, messageIdSchema } from './ids.ts'
import { matterIdSchema } from './matters.ts'
import { hitSchema } from './passages.ts'


/** A quote that was found, word for word, on the page it names. */
export const citationSchema = z.object({
  n: z.number().int().positive(),
  documentId: documentIdSchema,
  documentName: z.string(),
  page: z.number().int().positive(),
  pageLabel: z.string().nullable(),
  quote: z.string(),
  start: z.number().int().nonnegative(),
  end: z.number().int().nonnegative(),
  /** What the document calls the cited stretch, such as the cells of a spreadsheet ("Q3!A12:F12") or a slide's notes. */
  place: z.string().nullable().default(null),
  /** `exact`: character for character; `normalised`: after folding white space and line-end hyphens. */
  verifiedBy: z.enum(['exact', 'normalised']),
})
export type Citation = z.infer<typeof citationSchema>

/** One sentence of an answer and the citations that carry it; unsupported sentences are shown as such. */
export const sentenceSchema = z.object({
  text: z.string(),
  supported: z.boolean(),
  /** Why it is unsupported: null when supported. */
  reason: z.enum(['no-citation', 'quote-not-on-page', 'number-not-in-passages', 'name-not-in-passages', 'words-not-in-passages']).nullable(),
  citations: z.array(z.number().int().positive()),
})
export type Sentence = z.infer<typeof sentenceSchema>

export const timingsSchema = z.object({
  evidenceMs: z.number(),
  firstTokenMs: z.number().nullable(),
  totalMs: z.number(),
  promptTokens: z.number().int(),
  /** Prompt tokens that were already in the KV cache. */
  cachedTokens: z.number().int(),
  outputTokens: z.number().int(),
})
export type Timings = z.infer<typeof timingsSchema>

export const answerSchema = z.object({
  text: z.string(),
  sentences: z.array(sentenceSchema),
  citations: z.array(citationSchema),
  /** True when the documents do not say; `text` then tells what was searched. */
  refused: z.boolean(),
  timings: timingsSchema,
  modelId: z.string(),
  /** What the answer did not see, in words: unread pages, documents still being read. */
  caveats: z.array(z.string()),
  /** The pages that the caveats are about, by document; absent from answers of older versions. */
  unseen: z.array(z.object({ documentId: documentIdSchema, documentName: z.string(), pages: z.array(z.number().int().positive()) })).optional(),
})
export type Answer = z.infer<typeof answerSchema>

export const messageStateSchema = z.enum(['running', 'done', 'stopped', 'failed', 'interrupted'])
export const messageSchema = z.object({
  id: messageIdSchema,
  chatId: chatIdSchema,
  question: z.string(),
  state: messageStateSchema,
  createdAt: z.iso.datetime(),
  /** What was written so far; equals `answer.text` once done. */
  partialText: z.string(),
  evidence: z.array(hitSchema),
  answer: answerSchema.nullable(),
  failure: failureSchema.nullable(),
  /** Null for an answer of this machine's own model. */
  escalation: escalationSchema.nullable(),
})
export type Message = z.infer<typeof messageSchema>

export const chatSchema = z.object({
  id: chatIdSchema,
  matterId: matterIdSchema,
  title: z.string(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  messageCount: z.number().int(),
})
export type Chat = z.infer<typeof chatSchema>
