import { join } from 'node:path'
import { app, BrowserWindow, dialog, nativeTheme, screen } from 'electron'
import type { JsonFile } from '../settings/settings-store.ts'
import { builtFolder } from './built-files.ts'
import { ownPage } from './own-address.ts'
import { fitWindow, smallestWindow } from './window-state.ts'
import type { WindowState } from './window-state.ts'

/** What the page may do by itself: nothing but draw. Checked one by one in test/unit/electron-window.test.ts. */
function pagePreferences(): Electron.WebPreferences {
  return {
    preload: join(builtFolder('preload'), 'index.cjs'),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    disableBlinkFeatures: 'Auxclick',
    devTools: !app.isPackaged,
  }
}

/** Opens the window where it was left. `stateFile` keeps its place and size; losing it costs nothing. */
export function openMainWindow(stateFile: JsonFile): BrowserWindow {
  const { maximised, width, height, x, y } = fitWindow(stateFile.store, screen.getAllDisplays().map(({ workArea }) => workArea))
  const window = new BrowserWindow({
    width,
    height,
    ...(x === undefined || y === undefined ? {} : { x, y }),
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Strongroom',
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#1a1b1e' : '#ffffff',
    webPreferences: pagePreferences(),
  })
  if (maximised) window.maximize()
  window.once('ready-to-show', () => window.show())
  window.on('close', () => rememberWindow(stateFile, window))
  reloadOnceAfterCrash(window)
  void window.loadURL(ownPage)
  return window
}

function rememberWindow(stateFile: JsonFile, window: BrowserWindow): void {
  const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() }
  try {
    stateFile.store = state
  } catch {
    // A full disk must not keep the window from closing.
  }
}

/** One crash may be chance; a page that crashes again would only go round in circles. */
function reloadOnceAfterCrash(window: BrowserWindow): void {
  let crashed = false
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    if (!crashed) {
      crashed = true
      window.webContents.reload()
      return
    }
    dialog.showErrorBox('The window stopped twice', 'Your documents and chats are kept, and reading goes on. Close Strongroom and open it again.')
  })
}
