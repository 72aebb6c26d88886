import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lockDataFolder } from '../../src-main/shell/data-folder-lock.ts'
import { openConfFile } from '../../src-main/settings/settings-file.ts'
import { serveBrowser } from '../../src-main/shell/serve-browser.ts'
import { shellWithoutDialogs } from '../../src-main/shell/shell-port.ts'
import { openWorkplace, type ApplicationParts } from '../../src-main/shell/workplace.ts'
import { AppError } from '../../src-main/support/errors.ts'
import { fakeApplication } from '../support/fake-application.ts'

let folder: string
let lockPath: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'strongroom-data-'))
  lockPath = join(folder, 'strongroom.lock')
})
afterEach(() => { rmSync(folder, { recursive: true, force: true }) })

const lockModule = fileURLToPath(new URL('../../src-main/shell/data-folder-lock.ts', import.meta.url))

/** Another process that holds the folder until it is killed. */
async function otherHolder() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', `import { lockDataFolder } from ${JSON.stringify(lockModule)}; lockDataFolder(${JSON.stringify(folder)}); process.stdout.write('held'); setInterval(() => {}, 1000)`], { stdio: ['ignore', 'pipe', 'inherit'] })
  await once(child.stdout, 'data')
  return { kill: async () => { child.kill('SIGKILL'); await once(child, 'exit') } }
}

describe('the data folder', () => {
  test('belongs to one process at a time', async () => {
    const other = await otherHolder()
    try {
      expect(() => lockDataFolder(folder)).toThrow(expect.objectContaining({ code: 'data-folder-in-use' }))
    } finally {
      await other.kill()
    }
  })

  test('is free again after a crash', async () => {
    await (await otherHolder()).kill()
    expect(existsSync(lockPath)).toBe(true)
    using _lock = lockDataFolder(folder)
    expect(JSON.parse(readFileSync(lockPath, 'utf8'))).toMatchObject({ pid: process.pid })
  })

  test('is free again after it was given back', () => {
    lockDataFolder(folder)[Symbol.dispose]()
    expect(existsSync(lockPath)).toBe(false)
  })

  test.each([
    ['was cut off', '{"pid":'], ['is of a process before the last restart', JSON.stringify({ pid: process.pid, processStart: '', writtenAtMs: 1 })],
    ['names a process number that another program has now', JSON.stringify({ pid: process.ppid, processStart: 'never', writtenAtMs: Date.now() })],
  ])('is not kept by a lock that %s', (_what, text) => {
    writeFileSync(lockPath, text)
    using _lock = lockDataFolder(folder)
    expect(JSON.parse(readFileSync(lockPath, 'utf8'))).toMatchObject({ pid: process.pid })
  })

  test('is given back when the application does not open', async () => {
    const opening = openWorkplace({ shell: shellWithoutDialogs, openJsonFile: openConfFile, env: { STRONGROOM_HOME: folder }, createApplication: async () => { throw new AppError('store-newer-version') } })
    await expect(opening).rejects.toMatchObject({ code: 'store-newer-version' })
    expect(existsSync(lockPath)).toBe(false)
  })
})

describe('serving', () => {
  const workplace = (application = fakeApplication(), given?: (parts: ApplicationParts) => void) =>
    openWorkplace({ shell: shellWithoutDialogs, openJsonFile: openConfFile, env: { STRONGROOM_HOME: folder }, createApplication: async (parts) => { given?.(parts); return application } })

  test('announces an address, makes another when asked, and closes everything when told to stop', async () => {
    const stop = new AbortController()
    const application = fakeApplication()
    const urls: string[] = []
    await serveBrowser({
      openWorkplace: () => workplace(application), signal: stop.signal, pageFolder: folder,
      onReady: (url) => { urls.push(url); if (urls.length === 2) stop.abort() },
      moreUrls: (async function* () { yield '\n' })(),
    })
    expect(urls[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/open\/[\w-]{43}$/)
    expect(urls[1]).not.toBe(urls[0])
    expect([application.disposed(), existsSync(lockPath)]).toEqual([true, false])
  })

  test('a second time on the same data is refused with a clear code', async () => {
    const other = await otherHolder()
    try {
      await expect(serveBrowser({ openWorkplace: workplace, signal: AbortSignal.abort(), onReady: () => {} })).rejects.toMatchObject({ code: 'data-folder-in-use' })
    } finally {
      await other.kill()
    }
  })

  test('throws away uploads that a crash left behind', async () => {
    const left = join(folder, 'uploads')
    writeFileSync(left, 'half a file')
    await serveBrowser({ openWorkplace: workplace, signal: AbortSignal.abort(), onReady: () => {}, pageFolder: folder })
    expect(existsSync(left)).toBe(false)
  })

  test('the command line and the shells share settings and models', async () => {
    let parts: ApplicationParts | null = null
    await using _open = await workplace(fakeApplication(), (given) => { parts = given })
    expect(parts).toMatchObject({ dataFolder: folder, modelsFolder: join(folder, 'models'), shell: { kind: 'browser' } })
  })
})
