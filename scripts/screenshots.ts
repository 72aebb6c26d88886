// Takes pictures of every screen on invented data: `node scripts/screenshots.ts [PART OF A NAME] [--out FOLDER]`.
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { build, preview } from 'vite'
import { launchBrowser } from '../test/support/browser.ts'
import { documentShots } from './screenshot-list-documents.ts'
import { exitShots } from './screenshot-list-exit.ts'
import { shots, type Shot } from './screenshot-list.ts'

const root = resolve(import.meta.dirname, '..')
const outAt = process.argv.indexOf('--out')
const folder = outAt === -1 ? join(root, 'test-results', 'screenshots') : resolve(process.argv[outAt + 1] ?? '.')
const wanted = process.argv.slice(2).find((argument, index, all) => !argument.startsWith('--') && all[index - 1] !== '--out') ?? ''

async function take(browser: Browser, origin: string, shot: Shot): Promise<string[]> {
  const context = await browser.newContext({
    viewport: { width: shot.width ?? 1280, height: shot.height ?? 800 }, colorScheme: shot.theme ?? 'light', forcedColors: shot.forcedColors === true ? 'active' : 'none', reducedMotion: 'reduce', locale: 'en-GB', timezoneId: 'Europe/London',
  })
  const page = await context.newPage()
  const noise = listen(page)
  const query = new URLSearchParams({ scenario: shot.scenario ?? 'usual', theme: shot.theme ?? 'light', step: String(shot.stepMs ?? 5), scale: String(shot.textScale ?? 1) })
  await page.goto(`${origin}/?${query.toString()}`)
  await page.locator('main[aria-label], main h2').first().waitFor()
  await shot.steps?.(page)
  await page.screenshot({ path: join(folder, `${shot.name}.png`) })
  await context.close()
  return noise
}

/** What the page complains about: its policy, failed requests, errors. */
function listen(page: Page): string[] {
  const noise: string[] = []
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type()) && !message.text().includes('Permissions-Policy')) noise.push(message.text()) })
  page.on('pageerror', (error) => { noise.push(error.message) })
  page.on('requestfailed', (request) => { noise.push(`failed: ${request.url()}`) })
  return noise
}

await mkdir(folder, { recursive: true })
const configFile = join(root, 'test/support/fake-bridge/vite.config.ts')
await build({ configFile, logLevel: 'error' })
const server = await preview({ configFile, logLevel: 'error', preview: { host: '127.0.0.1', port: 0 } })
const origin = (server.resolvedUrls?.local[0] ?? '').replace(/\/$/, '')
const browser = await launchBrowser()
let failed = 0
try {
  for (const shot of [...shots, ...exitShots, ...documentShots].filter((each) => each.name.includes(wanted))) {
    try {
      const noise = await take(browser, origin, shot)
      console.log(`${shot.name}${noise.length > 0 ? `\n  ${noise.join('\n  ')}` : ''}`)
      failed += noise.length > 0 ? 1 : 0
    } catch (error) {
      failed += 1
      console.log(`${shot.name}: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
} finally {
  await browser.close()
  await server.close()
}
process.exitCode = failed > 0 ? 1 : 0
