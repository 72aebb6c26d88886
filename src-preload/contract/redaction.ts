import { z } from 'zod'

/** What kind of identifying text a finding is. Placeholders carry the name in capitals: `[PERSON_1]`. */
export const categories = [
  'person', 'organisation', 'place', 'address', 'nationality', 'username', 'email', 'phone', 'url', 'ip-address', 'coordinates',
  'bank-account', 'card', 'national-id', 'tax-id', 'passport', 'licence', 'vehicle', 'medical-id',
  'case-number', 'reference', 'secret', 'date', 'birth-date', 'age', 'amount', 'other-identifier', 'custom',
] as const
export const categorySchema = z.enum(categories)
export type Category = z.infer<typeof categorySchema>

/** `mask`: a placeholder that the reply gives back; `generalise`: something coarser (a date becomes its month), not given back; `keep`: sent as it is. */
export const maskActionSchema = z.enum(['mask', 'generalise', 'keep'])
export type MaskAction = z.infer<typeof maskActionSchema>

/** What happens with each category unless a person decides otherwise. */
export const redactionPolicySchema = z.record(categorySchema, maskActionSchema)
export type RedactionPolicy = z.infer<typeof redactionPolicySchema>

export const maskEverything: RedactionPolicy = Object.fromEntries(categories.map((category) => [category, 'mask'])) as RedactionPolicy
/** Of an escalation, until the user says otherwise: amounts alone rarely identify, and answers need them. */
export const defaultRedaction: RedactionPolicy = { ...maskEverything, amount: 'keep' }

/** One stretch of text that identifies somebody or something. Offsets are UTF-16 units. */
export const findingSchema = z.object({
  id: z.string(),
  /** In the part's original text. */
  start: z.number().int().nonnegative(),
  end: z.number().int().positive(),
  /** In the part's outgoing text: where the placeholder, the coarser form or the kept text stands. */
  outgoingStart: z.number().int().nonnegative(),
  outgoingEnd: z.number().int().nonnegative(),
  category: categorySchema,
  /** One per real-world entity, however it is written. */
  entity: z.string(),
  action: maskActionSchema,
  confidence: z.number().min(0).max(1),
  /** Which detector found it, as a reason a person can read: `checksum`, `context`, `names`, `your list`, `same as another`, `you`. */
  detector: z.enum(['checksum', 'pattern', 'context', 'names', 'address', 'your-list', 'same-as-another', 'you']),
})
export type Finding = z.infer<typeof findingSchema>

export const termIdSchema = z.string().regex(/^t_[0-9a-z]{16}$/)
/** A name, client or code word that the user always wants masked (or, `keep`, never masked). */
export const termSchema = z.object({
  id: termIdSchema,
  text: z.string().trim().min(2).max(200),
  category: categorySchema,
  action: maskActionSchema,
  /** Null: in every matter. */
  matterId: z.string().nullable(),
})
export type Term = z.infer<typeof termSchema>
