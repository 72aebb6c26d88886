import { mkdirSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { defaultSettings, settingsPatchSchema, settingsSchema } from '../../src-preload/contract/index.ts'
import type { Settings, SettingsPatch } from '../../src-preload/contract/index.ts'

/** The user's settings, kept in `<data folder>/settings.json`. */
export interface SettingsPort {
  get(): Settings
  /** Validates, stores and returns the whole. Throws the disk's own error when the file cannot be written; nothing changes then. */
  update(patch: SettingsPatch): Settings
}

/** What `conf` and `electron-store` have in common: one JSON file, written atomically. */
export interface JsonFile { store: Record<string, unknown> }
/** Opens `<folder>/<name>.json`. */
export type OpenJsonFile = (folder: string, name: string) => JsonFile

const fileName = 'settings'

/**
 * Reads the settings once and keeps them in memory. A file that is no settings file is kept aside as
 * `settings.damaged-<time>.json` and the defaults are used, so that a bad byte never stops the app from starting.
 */
export function openSettings(folder: string, openJsonFile: OpenJsonFile): SettingsPort {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  let current = readOrSetAside(join(folder, `${fileName}.json`))
  const file = openJsonFile(folder, fileName)
  return {
    get: () => current,
    update(patch) {
      const next = settingsSchema.parse({ ...current, ...settingsPatchSchema.parse(patch) })
      file.store = next
      current = next
      return next
    },
  }
}

/** The same settings with downloads allowed, for one command that asked for it; nothing of that is stored. */
export function allowDownloads(settings: SettingsPort): SettingsPort {
  return { ...settings, get: () => ({ ...settings.get(), offline: false }) }
}

function readOrSetAside(path: string): Settings {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch {
    return defaultSettings
  }
  const settings = parseSettings(text)
  if (settings) return settings
  renameSync(path, path.replace(/\.json$/, `.damaged-${Date.now()}.json`))
  return defaultSettings
}

/** Settings that an older version did not know take their default; a value that does not fit makes the whole file bad. */
function parseSettings(text: string): Settings | null {
  try {
    const stored: unknown = JSON.parse(text)
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return null
    return settingsSchema.safeParse({ ...defaultSettings, ...stored }).data ?? null
  } catch {
    return null
  }
}
