import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { defaultSettings, type SettingsPatch } from '../../src-preload/contract/index.ts'
import { embeddingFolder, smallChatFile } from './weights.ts'

export interface TemporaryHome extends Disposable {
  readonly folder: string
  /** The environment of a Strongroom that lives in this folder, with nothing else of this machine's settings. */
  readonly env: NodeJS.ProcessEnv
}

const smallChatId = 'qwen2.5-coder-0.5b-instruct-q4_k_m'

/** A data folder of its own with the small models in place, as after a first start; removed when disposed. */
export function temporaryHome(settings: SettingsPatch = {}): TemporaryHome {
  const folder = mkdtempSync(join(tmpdir(), 'strongroom-home-'))
  linkFiles(embeddingFolder, join(folder, 'models', 'all-minilm-l6-v2'))
  linkFiles(dirname(smallChatFile), join(folder, 'models', smallChatId))
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...defaultSettings, chatModelId: smallChatId, firstRunDone: true, ...settings }))
  const { STRONGROOM_MODELS: _models, ...inherited } = process.env
  return {
    folder,
    env: { ...inherited, STRONGROOM_HOME: folder },
    [Symbol.dispose]: () => rmSync(folder, { recursive: true, force: true }),
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
