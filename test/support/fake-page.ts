import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { build, preview } from 'vite'
import type { Scenario } from './fake-bridge/scenarios.ts'

export interface FakePage extends AsyncDisposable { readonly page: Page; readonly complaints: readonly string[]; readonly foreign: readonly string[] }
export interface FakeSite extends AsyncDisposable { open(browser: Browser, scenario: Scenario, options?: BrowserContextOptions & { readonly stepMs?: number }): Promise<FakePage> }

/** The page of the product, under its own content policy, on the bridge that answers from invented data: every state can be had, and none takes a model. */
export async function startFakeSite(): Promise<FakeSite> {
  const configFile = fileURLToPath(new URL('fake-bridge/vite.config.ts', import.meta.url))
  // A folder of its own: pictures may be taken from the usual one at the same time.
  const outDir = await mkdtemp(join(tmpdir(), 'strongroom-page-'))
  await build({ configFile, logLevel: 'error', build: { outDir } })
  const server = await preview({ configFile, logLevel: 'error', build: { outDir }, preview: { host: '127.0.0.1', port: 0 } })
  const origin = (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, '')
  return {
    async open(browser, scenario, { stepMs = 0, ...options } = {}) {
      const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', reducedMotion: 'reduce', ...options })
      const complaints: string[] = []
      const foreign: string[] = []
      context.on('request', (request) => { if (!request.url().startsWith(origin) && !/^(?:data|blob):/.test(request.url())) foreign.push(request.url()) })
      context.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
      context.on('weberror', (error) => complaints.push(error.error().message))
      const page = await context.newPage()
      page.setDefaultTimeout(15_000)
      await page.goto(`${origin}/?scenario=${scenario}&step=${stepMs}`)
      await page.locator('main[aria-label], main h2').first().waitFor()
      return { page, complaints, foreign, [Symbol.asyncDispose]: () => context.close() }
    },
    async [Symbol.asyncDispose]() {
      await server.close()
      await rm(outDir, { recursive: true, force: true })
    },
  }
}
