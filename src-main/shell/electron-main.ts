import { join } from 'node:path'
import { app, BrowserWindow, dialog } from 'electron'
import { createDispatcher } from '../rpc/dispatcher.ts'
import { openElectronFile } from '../settings/electron-settings-file.ts'
import { dataFolder } from '../support/data-folder.ts'
import { toFailure } from '../support/errors.ts'
import { builtFolder } from './built-files.ts'
import { answerCalls, tellAllWindows } from './electron-calls.ts'
import { electronShell } from './electron-dialogs.ts'
import { hardenChromium, hardenContents, hardenSession } from './electron-hardening.ts'
import { setMenu } from './electron-menu.ts'
import { registerOwnScheme, serveOwnScheme } from './electron-protocol.ts'
import { openMainWindow } from './electron-window.ts'
import { openWorkplace } from './workplace.ts'
import type { CreateApplication, Workplace } from './workplace.ts'

/** Longest wait for databases and models to close; what is unfinished then is gone on with at the next start. */
const quitWithinMs = 10_000

/** The desktop app. Nothing is decided here: what a setting means is in the file that is named after it. */
export function runElectronApp(createApplication: CreateApplication): void {
  const folder = dataFolder()
  app.setPath('userData', folder)
  // Chromium's own files (page storage, caches) stay out of the folder that people copy as their backup.
  app.setPath('sessionData', join(folder, 'browser'))
  if (!app.requestSingleInstanceLock()) {
    app.quit()
    return
  }
  hardenChromium()
  hardenContents()
  registerOwnScheme()
  app.on('second-instance', showExistingWindow)
  app.on('window-all-closed', () => app.quit())
  void app.whenReady().then(() => start(folder, createApplication))
}

async function start(folder: string, createApplication: CreateApplication): Promise<void> {
  await hardenSession()
  setMenu()
  const workplace = openWorkplace({ shell: electronShell, openJsonFile: openElectronFile, createApplication })
  // The window does not wait for the databases; its first calls do.
  answerCalls(toldBelow(workplace.then(({ application, log }) => createDispatcher(application, log))))
  serveOwnScheme(builtFolder('renderer'), toldBelow(workplace.then(({ application }) => application)))
  quitSafely(workplace)
  openMainWindow(openElectronFile(folder, 'window'))
  try {
    const { application } = await workplace
    application.subscribe(tellAllWindows)
  } catch (error) {
    dialog.showErrorBox('Strongroom could not start', toFailure(error).message)
    app.exit(1)
  }
}

/** Its failure is the workplace's, which `start` reports: before the first call asks, nobody else listens for it. */
function toldBelow<T>(outcome: Promise<T>): Promise<T> {
  outcome.catch(() => {})
  return outcome
}

function showExistingWindow(): void {
  const [window] = BrowserWindow.getAllWindows()
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.focus()
}

/** Holds the end back until everything native is closed; ingestion goes on at the next start. */
function quitSafely(workplace: Promise<Workplace>): void {
  let closing = false
  app.on('will-quit', (event) => {
    event.preventDefault()
    if (closing) return
    closing = true
    const late = setTimeout(() => app.exit(0), quitWithinMs)
    workplace.then((open) => open[Symbol.asyncDispose]()).catch(() => {}).finally(() => {
      clearTimeout(late)
      app.exit(0)
    })
  })
}
