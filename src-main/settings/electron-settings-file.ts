import { ipcMain } from 'electron'
import ElectronStore from 'electron-store'
import type { OpenJsonFile } from './settings-store.ts'

/** The settings file in Electron. Only the Electron entry imports this: elsewhere `electron` is a download, not a module. */
export const openElectronFile: OpenJsonFile = (folder, name) => {
  const store = new ElectronStore<Record<string, unknown>>({ cwd: folder, name, configFileMode: 0o600 })
  // electron-store opens a channel that tells any page the data folder; the page has one channel, and it is not this one.
  ipcMain.removeAllListeners('electron-store-get-data')
  return store
}
