import { z } from 'zod'
import { messageIdSchema } from './ids.ts'

export const hopKinds = ['retrieval', 'local-prompt', 'tool-call', 'store', 'proposal', 'withdrawal', 'refusal', 'approval', 'send', 'receive', 'download', 'erase'] as const
export const hopKindSchema = z.enum(hopKinds)
export type HopKind = z.infer<typeof hopKindSchema>

/** One place that data touched. `destination` is `this machine` for all but what leaves or arrives. Never text. */
export const hopSchema = z.object({
  id: z.number().int(),
  at: z.iso.datetime(),
  kind: hopKindSchema,
  destination: z.string(),
  bytes: z.number().int().nonnegative(),
  items: z.number().int().nonnegative(),
  sha256: z.string(),
  /** A literal that says more about the kind: why it was refused, which model it went to. Null where there is nothing to add. */
  detail: z.string().max(120).nullable(),
})
export type Hop = z.infer<typeof hopSchema>

/** The destination of every row whose data stayed here. */
export const thisMachine = 'this machine'
/** Kinds that decide about a request; they name where it would go, and send nothing themselves. */
export const decidingKinds: readonly HopKind[] = ['proposal', 'withdrawal', 'refusal', 'approval']

/** Whether data left this machine or arrived at it in this step. */
export function leftMachine({ kind, destination }: Pick<Hop, 'kind' | 'destination'>): boolean {
  return destination !== thisMachine && !decidingKinds.includes(kind)
}

/** Which rows to list, newest first. `beforeId` continues an earlier list. */
export const ledgerFilterSchema = z.object({
  kinds: z.array(hopKindSchema).optional(),
  /** Only what left or arrived (true), or only what stayed here (false). */
  leftMachine: z.boolean().optional(),
  messageId: messageIdSchema.optional(),
  beforeId: z.number().int().positive().optional(),
  limit: z.number().int().min(1).max(1000),
})
export type LedgerFilter = z.infer<typeof ledgerFilterSchema>

/** What recomputing the chain showed. `cut-tail`: rows that the head kept outside the file knows of are missing. */
export const ledgerVerdictSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('intact'), rows: z.number().int(), head: z.string() }),
  z.object({ state: z.literal('broken'), rows: z.number().int(), firstBadId: z.number().int(), problem: z.enum(['changed', 'removed-or-inserted', 'cut-tail', 'head-missing']) }),
])
export type LedgerVerdict = z.infer<typeof ledgerVerdictSchema>

export const ledgerExportSchema = z.object({ fileName: z.string(), mediaType: z.string(), text: z.string() })
