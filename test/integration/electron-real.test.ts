import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { _electron, type ElectronApplication, type Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Bridge } from '../../src-preload/contract/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Electron's program, or why this machine cannot run it. `electron` itself is not imported: it would download. */
function findElectron(): { readonly program: string; readonly missing: string } {
  const folder = join(root, 'node_modules', 'electron')
  const name = existsSync(join(folder, 'path.txt')) ? readFileSync(join(folder, 'path.txt'), 'utf8').trim() : ''
  const program = join(folder, 'dist', name)
  if (name === '' || !existsSync(program)) return { program, missing: 'the Electron binary is not installed' }
  const hasScreen = process.platform !== 'linux' || Boolean(process.env['DISPLAY'] ?? process.env['WAYLAND_DISPLAY'])
  return { program, missing: hasScreen ? '' : 'there is no display' }
}
const { program, missing } = findElectron()

declare global {
  interface Window { readonly strongroom?: Bridge }
}

describe.skipIf(missing !== '')(`the real Electron${missing && ` (skipped: ${missing})`}`, () => {
  let home: string
  let app: ElectronApplication
  let page: Page
  beforeAll(async () => {
    // Below the checkout, because the bundle looks for its dependencies upwards from itself.
    const out = join('out', 'electron-test')
    const built = spawnSync(process.execPath, [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--outDir', out], { cwd: root, encoding: 'utf8' })
    if (built.status !== 0) throw new Error(`The build failed:\n${built.stdout}\n${built.stderr}`)
    home = mkdtempSync(join(tmpdir(), 'strongroom-real-'))
    const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    app = await _electron.launch({ executablePath: program, args: [...asRoot, join(root, out, 'main', 'electron.js')], env: { ...process.env as Record<string, string>, STRONGROOM_HOME: home } })
    page = await app.firstWindow()
    await page.waitForLoadState()
  })
  afterAll(async () => {
    await app?.close()
    if (home) rmSync(home, { recursive: true, force: true })
  })

  test('shows the page from its own origin, with the bridge and nothing of Node', async () => {
    expect(page.url()).toBe('strongroom://app/')
    expect(await page.evaluate(() => [Object.keys(window.strongroom ?? {}).sort().join(), 'require' in window, 'process' in window])).toEqual(['addFiles,call,fileUrl,shell,subscribe', false, false])
  })

  test('answers a call', async () => {
    expect(await page.evaluate(async () => (await window.strongroom?.call('matters.list', null)))).toEqual({ ok: true, value: [] })
  })

  test('lets the page reach nothing but itself', async () => {
    const reached = await page.evaluate(async () => {
      const tries = ['https://example.org/', 'http://127.0.0.1:9/', 'file:///etc/hosts'].map((url) => fetch(url).then(() => url, () => 'refused'))
      return Promise.all(tries)
    })
    expect(reached).toEqual(['refused', 'refused', 'refused'])
    expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull()
  })

  test('keeps the page where it is', async () => {
    await page.evaluate(() => { window.location.href = 'https://example.org/' })
    expect(await page.evaluate(() => window.location.href)).toBe('strongroom://app/')
  })
})
