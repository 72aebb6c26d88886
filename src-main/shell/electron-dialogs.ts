import { BrowserWindow, dialog, powerMonitor, safeStorage } from 'electron'
import { startElectronReader } from './electron-reader.ts'
import type { ShellPort } from './shell-port.ts'

export const electronShell: ShellPort = {
  kind: 'electron',
  async pickFiles({ folders }) {
    const [window] = BrowserWindow.getAllWindows()
    const options: Electron.OpenDialogOptions = { properties: [folders ? 'openDirectory' : 'openFile', 'multiSelections'] }
    const { canceled, filePaths } = await (window ? dialog.showOpenDialog(window, options) : dialog.showOpenDialog(options))
    return canceled ? [] : filePaths
  },
  secrets: safeStorage,
  runKey: null,
  startReader: startElectronReader,
  onBattery: () => powerMonitor.isOnBatteryPower(),
}
