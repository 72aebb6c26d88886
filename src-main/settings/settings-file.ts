import Conf from 'conf'
import type { OpenJsonFile } from './settings-store.ts'

/** The settings file outside Electron: the same bytes that electron-store reads and writes. */
export const openConfFile: OpenJsonFile = (folder, name) => new Conf<Record<string, unknown>>({ cwd: folder, configName: name, configFileMode: 0o600 })
