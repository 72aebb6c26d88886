import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { runElectronApp } from '../../src-main/shell/electron-main.ts'
import type { ApplicationParts } from '../../src-main/shell/workplace.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { fakeApplication, sampleIds, type FakeApplication } from '../support/fake-application.ts'
import { app, argsOf, defaultSession, handlers, machine, recorded, resetElectron, windows } from '../support/fake-electron.ts'

vi.mock('electron', async () => (await import('../support/fake-electron.ts')).electron)
vi.mock('electron-store', async () => {
  const { openConfFile } = await import('../../src-main/settings/settings-file.ts')
  return { default: function ElectronStore({ cwd, name }: { cwd: string; name: string }) { return openConfFile(cwd, name) } }
})

const { matterId, documentId } = sampleIds
/** The machine may be busy with other tests; the wait ends as soon as the thing is there. */
const patiently = { timeout: 10_000, interval: 5 }
const own = { senderFrame: { url: 'strongroom://app/', parent: null } }

let folder: string
let application: FakeApplication
let parts: ApplicationParts | null
beforeEach(() => {
  resetElectron()
  folder = mkdtempSync(join(tmpdir(), 'strongroom-electron-'))
  vi.stubEnv('STRONGROOM_HOME', folder)
  writeFileSync(join(folder, 'lease.pdf'), 'PDF bytes')
  application = fakeApplication({ 'app.ping': () => ({ now: 1 }) }, {
    originalFile: (matter) => {
      if (matter !== matterId) throw new AppError('not-found')
      return { path: join(folder, 'lease.pdf'), mediaType: 'pdf' }
    },
    async pageImage(_matter, _document, page) {
      if (page !== 1) throw new AppError('not-found')
      return new Uint8Array([0x89, 0x50])
    },
  })
  parts = null
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

/** Starts the app and waits until its window is there and the application has its listener. */
async function start(create: (parts: ApplicationParts) => Promise<FakeApplication> = async () => application): Promise<void> {
  runElectronApp(async (given) => { parts = given; return create(given) })
  app.ready.resolve()
  await vi.waitFor(() => {
    if (windows.length === 0 || (application.listeners() === 0 && argsOf('app.exit').length === 0)) throw new Error('not started yet')
  }, patiently)
}
const call = (event: unknown, ...args: unknown[]) => handlers.get('ipc:strongroom:call')?.(event, ...args)
const request = (url: string, init?: RequestInit) => handlers.get('protocol:strongroom')?.(new Request(url, init)) as Promise<Response>
const prevented = (target: { emit: (name: string, ...args: unknown[]) => boolean }, name: string): boolean => {
  const event = { preventDefault: vi.fn<() => void>() }
  target.emit(name, event)
  return event.preventDefault.mock.calls.length > 0
}

describe('the window', () => {
  test('has a page that can do nothing but draw', async () => {
    await start()
    expect(windows[0]?.options['webPreferences']).toEqual({
      preload: expect.stringMatching(/out[/\\]preload[/\\]index\.cjs$/),
      sandbox: true, contextIsolation: true, nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false,
      webSecurity: true, allowRunningInsecureContent: false, experimentalFeatures: false, webviewTag: false, navigateOnDragDrop: false,
      spellcheck: false, disableBlinkFeatures: 'Auxclick', devTools: false,
    })
    expect(argsOf('window.loadURL')).toEqual([['strongroom://app/']])
  })

  test('stays on its page and opens no other', async () => {
    await start()
    const contents = windows[0]?.webContents
    for (const name of ['will-navigate', 'will-frame-navigate', 'will-redirect', 'will-attach-webview']) expect([name, contents && prevented(contents, name)]).toEqual([name, true])
    expect(contents?.windowOpen?.({ url: 'https://example.org' })).toEqual({ action: 'deny' })
  })

  test('opens where it was left', async () => {
    await start()
    windows[0]?.emit('close')
    resetElectron()
    rmSync(join(folder, 'strongroom.lock'))
    application = fakeApplication()
    await start()
    expect(windows[0]?.options).toMatchObject({ x: 10, y: 20, width: 1000, height: 700 })
  })

  test('shows itself when it has something to show', async () => {
    await start()
    expect(argsOf('window.show')).toEqual([])
    windows[0]?.emit('ready-to-show')
    expect(argsOf('window.show')).toHaveLength(1)
  })

  test('whose page crashed is loaded again, once', async () => {
    await start()
    const contents = windows[0]?.webContents
    contents?.emit('render-process-gone', {}, { reason: 'crashed' })
    expect([argsOf('contents.reload').length, argsOf('dialog.showErrorBox').length]).toEqual([1, 0])
    contents?.emit('render-process-gone', {}, { reason: 'oom' })
    expect([argsOf('contents.reload').length, argsOf('dialog.showErrorBox').length]).toEqual([1, 1])
  })
})

describe('Chromium', () => {
  test('is sandboxed and told not to use the network before it starts', () => {
    runElectronApp(async () => application)
    const switches = new Map(argsOf('switch').map(([name, value]) => [name, value]))
    expect(argsOf('app.enableSandbox')).toHaveLength(1)
    expect(switches.get('host-rules')).toBe('MAP * ~NOTFOUND')
    for (const name of ['disable-background-networking', 'disable-component-update', 'disable-domain-reliability', 'disable-sync', 'no-proxy-server', 'no-pings', 'dns-prefetch-disable', 'disable-breakpad']) expect([...switches.keys()]).toContain(name)
    expect(argsOf('protocol.registerSchemesAsPrivileged')).toEqual([[[{ scheme: 'strongroom', privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }]]])
  })

  test('cannot be debugged from outside once packaged', () => {
    runElectronApp(async () => application)
    expect(argsOf('removeSwitch').flat()).toEqual(expect.arrayContaining(['remote-debugging-port', 'remote-debugging-pipe', 'inspect', 'inspect-brk']))
  })

  test.each([
    ['strongroom://app/', false], ['strongroom://app/assets/index.js', false], ['blob:strongroom://app/1', false], ['data:image/png;base64,AA', false],
    ['https://example.org/', true], ['http://127.0.0.1:8080/', true], ['ws://127.0.0.1/', true], ['file:///etc/passwd', true], ['strongroom://other/', true], ['strongroom://app.evil/', true], ['blob:https://example.org/1', true], ['devtools://devtools/x', true], ['nonsense', true],
  ])('a request for %s is cancelled: %s', async (url, cancelled) => {
    await start()
    const answer = vi.fn<(answer: unknown) => void>()
    handlers.get('onBeforeRequest')?.({ url }, answer)
    expect(answer.mock.calls).toEqual([[{ cancel: cancelled }]])
  })

  test('grants the page nothing, checks no spelling elsewhere and asks no proxy', async () => {
    await start()
    const answer = vi.fn<(granted: boolean) => void>()
    handlers.get('permissionRequest')?.({}, 'media', answer)
    expect(answer.mock.calls).toEqual([[false]])
    expect(handlers.get('permissionCheck')?.()).toBe(false)
    expect(handlers.get('devicePermission')?.()).toBe(false)
    expect(argsOf('session.setSpellCheckerEnabled')).toEqual([[false]])
    expect(argsOf('session.setProxy')).toEqual([[{ mode: 'direct' }]])
    expect(windows).toHaveLength(1)
  })

  test.each([
    ['blob:strongroom://app/1', 'strongroom-ledger-Oldenburg-2026-11-21.html', true], ['blob:strongroom://app/1', 'strongroom-ledger-app-2026-11-21.jsonl', true],
    ['https://example.org/strongroom-ledger-a.html', 'strongroom-ledger-a.html', false], ['data:text/html,x', 'strongroom-ledger-a.html', false], ['blob:https://example.org/1', 'strongroom-ledger-a.html', false],
    ['strongroom://app/files/a.pdf', 'a.pdf', false], ['blob:strongroom://app/1', 'strongroom-ledger-a.exe', false], ['blob:strongroom://app/1', 'strongroom-ledger-../../a.html', false], ['blob:strongroom://app/1', 'notes.html', false],
  ])('saves %s as %s only where the person says: %s', async (url, name, saved) => {
    await start()
    const preventDefault = vi.fn()
    const setSaveDialogOptions = vi.fn()
    defaultSession.emit('will-download', { preventDefault }, { getURL: () => url, getFilename: () => name, setSaveDialogOptions })
    expect(preventDefault).toHaveBeenCalledTimes(saved ? 0 : 1)
    expect(setSaveDialogOptions.mock.calls).toEqual(saved ? [[{ defaultPath: name }]] : [])
  })

  test('keeps its own files out of the data', () => {
    runElectronApp(async () => application)
    expect(argsOf('app.setPath')).toEqual([['userData', folder], ['sessionData', join(folder, 'browser')]])
  })
})

describe('a call over IPC', () => {
  test('from our page is answered', async () => {
    await start()
    expect(await call(own, 'app.ping', null)).toEqual({ ok: true, value: { now: 1 } })
  })

  test.each([
    ['another origin', { senderFrame: { url: 'https://example.org/', parent: null } }],
    ['a look-alike', { senderFrame: { url: 'strongroom://app.evil/', parent: null } }],
    ['a frame inside our page', { senderFrame: { url: 'strongroom://app/', parent: {} } }],
    ['a frame that is gone', { senderFrame: null }],
  ])('from %s is refused and not run', async (_who, event) => {
    await start()
    expect(await call(event, 'app.ping', null)).toMatchObject({ ok: false, error: { code: 'not-allowed' } })
    expect(application.calls).toEqual([])
  })

  test('waits for the databases, and is told when they do not open', async () => {
    await start(async () => { throw new AppError('store-newer-version') })
    expect(await call(own, 'app.ping', null)).toMatchObject({ ok: false, error: { code: 'store-newer-version' } })
  })

  test('has one channel, and electron-store’s is closed', async () => {
    await start()
    expect([...handlers.keys()].filter((name) => name.startsWith('ipc:'))).toEqual(['ipc:strongroom:call'])
    expect(argsOf('ipcMain.removeAllListeners')).toContainEqual(['electron-store-get-data'])
  })

  test('events reach the window', async () => {
    await start()
    application.emit('documents.changed', { matterId })
    expect(windows[0]?.webContents.sent).toEqual([['strongroom:event', { name: 'documents.changed', payload: { matterId } }]])
  })
})

describe('the page’s own addresses', () => {
  test('give originals in ranges', async () => {
    await start()
    const response = await request(`strongroom://app/files/${matterId}/${documentId}`, { headers: { range: 'bytes=4-8' } })
    expect([response.status, response.headers.get('content-range'), await response.text()]).toEqual([206, 'bytes 4-8/9', 'bytes'])
    expect(response.headers.get('content-security-policy')).toContain('sandbox')
  })

  test('give a page as a picture that no cache keeps', async () => {
    await start()
    const response = await request(`strongroom://app/page-images/${matterId}/${documentId}/1`)
    expect([response.status, response.headers.get('content-type'), response.headers.get('cache-control'), [...new Uint8Array(await response.arrayBuffer())]]).toEqual([200, 'image/png', 'private, no-store', [0x89, 0x50]])
    expect((await request(`strongroom://app/page-images/${matterId}/${documentId}/2`)).status).toBe(404)
  })

  test.each(['strongroom://app/../package.json', 'strongroom://app/%2e%2e/package.json', 'strongroom://app/files/x/y', `strongroom://app/files/m_zzzzzzzzzzzzzzzz/${documentId}`, 'strongroom://app/nothing'])('%s is not found', async (url) => {
    await start()
    const response = await request(url)
    expect([response.status, response.headers.get('content-security-policy')]).toEqual([404, expect.stringContaining("default-src 'none'")])
  })

  test.each([['strongroom://other/', 'GET'], ['strongroom://app/', 'POST']])('%s by %s is refused', async (url, method) => {
    await start()
    expect((await request(url, { method })).status).toBe(403)
  })
})

describe('starting and ending', () => {
  test('a second start shows the first window and ends', async () => {
    machine.firstInstance = false
    runElectronApp(async () => application)
    expect(argsOf('app.quit')).toHaveLength(1)
    expect(argsOf('switch')).toEqual([])
    resetElectron()
    await start()
    app.emit('second-instance')
    expect([argsOf('window.restore').length, argsOf('window.focus').length]).toEqual([1, 1])
  })

  test('data that another Strongroom has open is said in words', async () => {
    await start(async () => { throw new AppError('data-folder-in-use') })
    expect(argsOf('dialog.showErrorBox')).toEqual([['Strongroom could not start', expect.stringContaining('Another Strongroom')]])
    expect(argsOf('app.exit')).toEqual([[1]])
  })

  test('quitting waits until everything native is closed and the data is given back', async () => {
    await start()
    expect(existsSync(join(folder, 'strongroom.lock'))).toBe(true)
    expect(prevented(app, 'will-quit')).toBe(true)
    await vi.waitFor(() => expect(argsOf('app.exit')).toEqual([[0]]), patiently)
    expect([application.disposed(), existsSync(join(folder, 'strongroom.lock'))]).toEqual([true, false])
  })

  test('closing the window quits', async () => {
    await start()
    app.emit('window-all-closed')
    expect(argsOf('app.quit')).toHaveLength(1)
  })

  test('the file dialog gives what was picked, and nothing when it was closed', async () => {
    await start()
    expect(await parts?.shell.pickFiles({ folders: true })).toEqual(['/a'])
    machine.picked = { canceled: true, filePaths: [] }
    expect(await parts?.shell.pickFiles({ folders: false })).toEqual([])
    expect(argsOf('dialog.showOpenDialog').map((args) => args.at(-1))).toEqual([{ properties: ['openDirectory', 'multiSelections'] }, { properties: ['openFile', 'multiSelections'] }])
  })

  test('keys go into the system\'s own store, and no key comes from the environment', async () => {
    await start()
    const { secrets, runKey } = parts?.shell ?? { secrets: null, runKey: '' }
    expect(secrets?.decryptString(secrets.encryptString('sk-1'))).toBe('sk-1')
    expect(runKey).toBeNull()
  })

  test('the menu holds only what the system itself does', async () => {
    await start()
    const menu = JSON.stringify(argsOf('Menu.setApplicationMenu'))
    expect(menu).toContain('editMenu')
    expect(menu).not.toMatch(/toggleDevTools|reload|click/)
    expect(recorded.length).toBeGreaterThan(0)
  })
})
