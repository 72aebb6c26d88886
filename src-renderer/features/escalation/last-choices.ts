import { z } from 'zod'
import { escalationModeSchema, providerIdSchema } from '../../../src-preload/contract/index.ts'
import type { Choices } from './review-store.ts'

const key = 'strongroom.escalation'
const lastSchema = z.object({ providerId: providerIdSchema, model: z.string(), mode: escalationModeSchema })

/** What was chosen last on this machine: ids and names only. Null where nothing, or nothing readable, is kept. */
export function lastChoices(): z.infer<typeof lastSchema> | null {
  try {
    return lastSchema.parse(JSON.parse(localStorage.getItem(key) ?? 'null'))
  } catch {
    return null
  }
}

export function rememberChoices({ providerId, model, mode }: Choices): void {
  localStorage.setItem(key, JSON.stringify({ providerId, model, mode }))
}
