import { z } from 'zod'

export const chatIdSchema = z.string().regex(/^c_[0-9a-z]{16}$/)
export const messageIdSchema = z.string().regex(/^a_[0-9a-z]{16}$/)
