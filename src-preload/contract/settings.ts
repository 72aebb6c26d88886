import { z } from 'zod'

export const settingsSchema = z.object({
  version: z.literal(1),
  theme: z.enum(['system', 'light', 'dark']),
  /** When true no download starts; the guard denies everything else in any case. */
  offline: z.boolean(),
  chatModelId: z.string().nullable(),
  textScale: z.number().min(0.8).max(1.6),
  firstRunDone: z.boolean(),
  lastMatterId: z.string().nullable(),
})
export type Settings = z.infer<typeof settingsSchema>
export const settingsPatchSchema = settingsSchema.omit({ version: true }).partial()
export type SettingsPatch = z.infer<typeof settingsPatchSchema>

export const defaultSettings: Settings = {
  version: 1, theme: 'system', offline: true, chatModelId: null, textScale: 1, firstRunDone: false, lastMatterId: null,
}
