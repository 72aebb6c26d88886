import { EventEmitter } from 'node:events'
import { PassThrough } from 'node:stream'

/** What the code under test asked Electron for, in order: `app.quit`, `protocol.handle` … with its arguments. */
export const recorded: { readonly what: string; readonly args: readonly unknown[] }[] = []
export const argsOf = (what: string): (readonly unknown[])[] => recorded.filter((entry) => entry.what === what).map(({ args }) => args)

const note = (what: string) => (...args: unknown[]): void => { recorded.push({ what, args }) }

export class FakeContents extends EventEmitter {
  sent: unknown[][] = []
  windowOpen: ((details: unknown) => unknown) | null = null
  readonly send = (...args: unknown[]): void => { this.sent.push(args) }
  readonly reload = note('contents.reload')
  readonly isDestroyed = () => false
  readonly setWindowOpenHandler = (handler: (details: unknown) => unknown): void => { this.windowOpen = handler }
}

export const windows: FakeWindow[] = []
export class FakeWindow extends EventEmitter {
  static readonly getAllWindows = (): FakeWindow[] => windows
  readonly webContents = new FakeContents()
  readonly options: Record<string, unknown>
  readonly show = note('window.show')
  readonly focus = note('window.focus')
  readonly restore = note('window.restore')
  readonly maximize = note('window.maximize')
  readonly isMinimized = () => true
  readonly isMaximized = () => false
  readonly isDestroyed = () => false
  readonly getNormalBounds = () => ({ x: 10, y: 20, width: 1000, height: 700 })
  readonly loadURL = async (url: string): Promise<void> => { recorded.push({ what: 'window.loadURL', args: [url] }) }
  constructor(options: Record<string, unknown>) {
    super()
    this.options = options
    windows.push(this)
    app.emit('web-contents-created', {}, this.webContents)
  }
}

/** What a test may set before the app starts. */
export const machine = { packaged: true, firstInstance: true, picked: { canceled: false, filePaths: ['/a'] }, onBattery: false }

class FakeApp extends EventEmitter {
  ready = Promise.withResolvers<void>()
  get isPackaged(): boolean { return machine.packaged }
  readonly setPath = note('app.setPath')
  readonly quit = note('app.quit')
  readonly exit = note('app.exit')
  readonly enableSandbox = note('app.enableSandbox')
  readonly requestSingleInstanceLock = () => machine.firstInstance
  readonly whenReady = () => this.ready.promise
  readonly commandLine = { appendSwitch: note('switch'), removeSwitch: note('removeSwitch') }
}
export const app = new FakeApp()

type Handler = (...args: unknown[]) => unknown
/** The handlers that were given to Electron, by their name. */
export const handlers = new Map<string, Handler>()
const keep = (name: string) => (handler: Handler): void => { handlers.set(name, handler) }

class FakeSession extends EventEmitter {
  readonly webRequest = { onBeforeRequest: keep('onBeforeRequest') }
  readonly setPermissionRequestHandler = keep('permissionRequest')
  readonly setPermissionCheckHandler = keep('permissionCheck')
  readonly setDevicePermissionHandler = keep('devicePermission')
  readonly setSpellCheckerEnabled = note('session.setSpellCheckerEnabled')
  readonly setSpellCheckerDictionaryDownloadURL = note('session.setSpellCheckerDictionaryDownloadURL')
  readonly setProxy = async (options: unknown): Promise<void> => { recorded.push({ what: 'session.setProxy', args: [options] }) }
}
export const defaultSession = new FakeSession()

/** A utility process; a test speaks for it with `emit`. */
export class FakeUtility extends EventEmitter {
  readonly pid = 4711
  readonly stderr = new PassThrough()
  readonly postMessage = note('utility.postMessage')
  readonly kill = note('utility.kill')
}
export const utilities: FakeUtility[] = []

/** Stands in for the module `electron`: `vi.mock('electron', async () => (await import('../support/fake-electron.ts')).electron)`. */
export const electron = {
  app,
  BrowserWindow: FakeWindow,
  session: { defaultSession },
  protocol: { registerSchemesAsPrivileged: note('protocol.registerSchemesAsPrivileged'), handle: (scheme: string, handler: Handler) => { handlers.set(`protocol:${scheme}`, handler) } },
  ipcMain: { handle: (channel: string, handler: Handler) => { handlers.set(`ipc:${channel}`, handler) }, removeAllListeners: note('ipcMain.removeAllListeners') },
  dialog: { showErrorBox: note('dialog.showErrorBox'), showOpenDialog: async (...args: unknown[]) => { recorded.push({ what: 'dialog.showOpenDialog', args }); return machine.picked } },
  Menu: { buildFromTemplate: (template: unknown) => template, setApplicationMenu: note('Menu.setApplicationMenu') },
  safeStorage: { isEncryptionAvailable: () => true, getSelectedStorageBackend: () => 'gnome_libsecret', encryptString: (plain: string) => Buffer.from(plain).reverse(), decryptString: (sealed: Buffer) => Buffer.from(sealed).reverse().toString() },
  powerMonitor: { isOnBatteryPower: () => machine.onBattery },
  utilityProcess: {
    fork: (...args: unknown[]) => {
      recorded.push({ what: 'utilityProcess.fork', args })
      utilities.push(new FakeUtility())
      return utilities.at(-1)
    },
  },
  nativeTheme: { shouldUseDarkColors: false },
  screen: { getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }] },
}

export function resetElectron(): void {
  recorded.length = 0
  windows.length = 0
  utilities.length = 0
  handlers.clear()
  app.removeAllListeners()
  defaultSession.removeAllListeners()
  app.ready = Promise.withResolvers()
  Object.assign(machine, { packaged: true, firstInstance: true, picked: { canceled: false, filePaths: ['/a'] }, onBattery: false })
}
