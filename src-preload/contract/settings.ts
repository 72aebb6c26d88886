import { z } from 'zod'
import { ocrEngineSchema } from './documents.ts'
import { defaultRedaction, redactionPolicySchema } from './redaction.ts'

export const settingsSchema = z.object({
  version: z.literal(1),
  theme: z.enum(['system', 'light', 'dark']),
  /** When true nothing is sent and no download starts; the guard denies everything else in any case. */
  offline: z.boolean(),
  chatModelId: z.string().nullable(),
  textScale: z.number().min(0.8).max(1.6),
  firstRunDone: z.boolean(),
  lastMatterId: z.string().nullable(),
  /** Beyond these nothing is sent until tomorrow, or for this matter at all. Null: no limit. US dollars. */
  spendPerDayUsd: z.number().positive().max(100_000).nullable(),
  spendPerMatterUsd: z.number().positive().max(100_000).nullable(),
  /** What happens with each kind of finding unless a person decides otherwise. */
  redaction: redactionPolicySchema,
  /** Reading waits while the machine runs on its battery. */
  pauseOnBattery: z.boolean(),
  ocrEngine: ocrEngineSchema,
  /** Languages that scans are expected in, ISO 639-2 as character recognition names them ("eng", "deu"). */
  ocrLanguages: z.array(z.string().regex(/^[a-z]{3}(_[a-z]{3,4})?$/)).min(1).max(6),
})
export type Settings = z.infer<typeof settingsSchema>
export const settingsPatchSchema = settingsSchema.omit({ version: true }).partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export const defaultSettings: Settings = {
  version: 1, theme: 'system', offline: true, chatModelId: null, textScale: 1, firstRunDone: false, lastMatterId: null,
  spendPerDayUsd: 5, spendPerMatterUsd: 25, redaction: defaultRedaction,
  pauseOnBattery: true, ocrEngine: 'tesseract', ocrLanguages: ['eng', 'deu'],
}
