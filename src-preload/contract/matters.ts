import { z } from 'zod'
import { failureSchema } from './failure.ts'

/** A matter's id: also the name of its folder, so its alphabet is narrow on purpose. */
export const matterIdSchema = z.string().regex(/^m_[0-9a-z]{16}$/)
export const matterNameSchema = z.string().trim().min(1).max(120)

export const dataPolicySchema = z.enum(['never', 'ask'])
export type DataPolicy = z.infer<typeof dataPolicySchema>

export const matterSchema = z.object({
  id: matterIdSchema,
  name: matterNameSchema,
  createdAt: z.iso.datetime(),
  /** `never`: nothing of this matter can be sent. `ask`: after redaction, review and approval, once for each request. */
  dataPolicy: dataPolicySchema,
  documentCount: z.number().int().nonnegative(),
  pageCount: z.number().int().nonnegative(),
  pagesWithoutText: z.number().int().nonnegative(),
  documentsFailed: z.number().int().nonnegative(),
})
export type Matter = z.infer<typeof matterSchema>

/** A matter whose database cannot be opened. Its folder, named by its id, is kept as it is. */
export const unreadableMatterSchema = z.object({ id: matterIdSchema, failure: failureSchema })
export type UnreadableMatter = z.infer<typeof unreadableMatterSchema>
