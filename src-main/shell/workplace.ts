import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { allowDownloads, openSettings } from '../settings/settings-store.ts'
import type { OpenJsonFile, SettingsPort } from '../settings/settings-store.ts'
import { dataFolder } from '../support/data-folder.ts'
import { fileLog } from '../support/log.ts'
import type { Log } from '../support/log.ts'
import { lockDataFolder } from './data-folder-lock.ts'
import type { ShellPort } from './shell-port.ts'

/** What every entry hands to the composition root. */
export interface ApplicationParts {
  readonly dataFolder: string
  readonly modelsFolder: string
  readonly shell: ShellPort
  readonly log: Log
  readonly settings: SettingsPort
}
export type CreateApplication = (parts: ApplicationParts) => Promise<ApplicationPort>

/** An application that holds its data folder. Dispose before the process ends: native memory, databases, the lock. */
export interface Workplace extends AsyncDisposable {
  readonly application: ApplicationPort
  readonly log: Log
  readonly dataFolder: string
}

export interface WorkplaceOptions {
  readonly shell: ShellPort
  readonly openJsonFile: OpenJsonFile
  readonly createApplication: CreateApplication
  readonly env?: NodeJS.ProcessEnv
  /** Downloads are allowed until this workplace closes, whatever the settings say. */
  readonly online?: boolean
  /** An empty data folder that is removed on closing: for work that stores nothing, also while another Strongroom is open. */
  readonly scratch?: boolean
}

/** `STRONGROOM_MODELS` names a folder of weights that several data folders share; otherwise they are kept with the data. */
function modelsFolder(folder: string, env: NodeJS.ProcessEnv = process.env): string {
  return env['STRONGROOM_MODELS'] ? resolve(env['STRONGROOM_MODELS']) : join(folder, 'models')
}

/** Errors: `data-folder-in-use`, `disk-read-only`, and what the composition root gives. */
export async function openWorkplace({ shell, openJsonFile, createApplication, env = process.env, online = false, scratch = false }: WorkplaceOptions): Promise<Workplace> {
  const home = dataFolder(env)
  const folder = scratch ? mkdtempSync(join(tmpdir(), 'strongroom-')) : home
  const lock = scratch ? temporary(folder) : lockDataFolder(folder)
  try {
    const log = fileLog(folder)
    const stored = openSettings(folder, openJsonFile)
    const settings = online ? allowDownloads(stored) : stored
    const application = await createApplication({ dataFolder: folder, modelsFolder: modelsFolder(home, env), shell, log, settings })
    log.write('app-started')
    return {
      application,
      log,
      dataFolder: folder,
      async [Symbol.asyncDispose]() {
        try {
          await application[Symbol.asyncDispose]()
          log.write('app-stopped')
        } finally {
          lock[Symbol.dispose]()
        }
      },
    }
  } catch (error) {
    lock[Symbol.dispose]()
    throw error
  }
}

function temporary(folder: string): Disposable {
  return { [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }) }
}
