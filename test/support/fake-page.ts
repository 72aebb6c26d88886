import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { BrowserContextOptions } from 'playwright-core'
import { build, preview } from 'vite'
import { launchBrowser } from './browser.ts'
import type { Scenario } from './fake-bridge/scenarios.ts'
import { openWindow, type WatchedWindow } from './watched-page.ts'

export interface FakeSite extends AsyncDisposable { open(scenario: Scenario, options?: BrowserContextOptions & { readonly stepMs?: number }): Promise<WatchedWindow> }

/** The page of the product, under its own content policy, on the bridge that answers from invented data, and a browser to see it in: every state can be had, and none takes a model. */
export async function startFakeSite(): Promise<FakeSite> {
  const configFile = fileURLToPath(new URL('fake-bridge/vite.config.ts', import.meta.url))
  // A folder of its own: pictures may be taken from the usual one at the same time.
  const outDir = await mkdtemp(join(tmpdir(), 'strongroom-page-'))
  await using started = new AsyncDisposableStack()
  started.defer(() => rm(outDir, { recursive: true, force: true }))
  await build({ configFile, logLevel: 'error', build: { outDir } })
  const server = await preview({ configFile, logLevel: 'error', build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  started.defer(() => server.close())
  const browser = started.use(await launchBrowser())
  const origin = (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, '')
  const kept = started.move()
  return {
    async open(scenario, { stepMs = 0, ...options } = {}) {
      const url = `${origin}/?scenario=${scenario}&step=${stepMs}`
      const window = await openWindow(browser, { origin, openUrl: async () => url }, { reducedMotion: 'reduce', ...options })
      await window.page.locator('main[aria-label], main h2').first().waitFor()
      return window
    },
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  }
}
