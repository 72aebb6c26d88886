import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { defaultSettings, type SettingsPatch } from '../../src-preload/contract/index.ts'
import { embeddingFolder, namesFolder, smallChatFile } from './weights.ts'

export interface TemporaryHome extends Disposable {
  readonly folder: string
  /** The user's own folder, empty: whatever appears in it was put outside the data folder. */
  readonly userFolder: string
  /** The environment of a Strongroom that lives in this folder, with nothing else of this machine's settings. */
  readonly env: NodeJS.ProcessEnv
}

const hasNames = existsSync(namesFolder)
const smallChatId = 'qwen2.5-coder-0.5b-instruct-q4_k_m'

/** A data folder of its own with the small models in place, as after a first start; removed when disposed. */
export function temporaryHome(settings: SettingsPatch = {}): TemporaryHome {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-home-'))
  const userFolder = mkdtempSync(join(tmpdir(), 'strongroom-user-'))
  linkFiles(embeddingFolder, join(folder, 'models', 'all-minilm-l6-v2'))
  linkFiles(dirname(smallChatFile), join(folder, 'models', smallChatId))
  if (hasNames) linkFiles(namesFolder, join(folder, 'models', basename(namesFolder)))
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...defaultSettings, chatModelId: smallChatId, firstRunDone: true, ...settings }))
  const { STRONGROOM_MODELS: _models, XDG_CACHE_HOME: _cache, XDG_CONFIG_HOME: _config, XDG_DATA_HOME: _data, ...inherited } = process.env
  return {
    folder,
    userFolder,
    // Without the name finder nothing could be escalated at all; here rules alone are enough.
    env: { ...inherited, ...(hasNames ? {} : { STRONGROOM_REDACTION: 'rules' }), HOME: userFolder, USERPROFILE: userFolder, STRONGROOM_HOME: folder },
    [Symbol.dispose]() {
      for (const made of [folder, userFolder]) rmSync(made, { recursive: true, force: true })
    },
  }
}

/** Links to each file, in folders of their own, so that nothing a test does can remove the weights. */
function linkFiles(from: string, to: string): void {
  mkdirSync(to, { recursive: true })
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory()) linkFiles(join(from, entry.name), join(to, entry.name))
    else symlinkSync(join(from, entry.name), join(to, entry.name))
  }
}
