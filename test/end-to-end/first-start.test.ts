import { existsSync } from 'node:fs'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { launchBrowser } from '../support/browser.ts'
import { startBuiltApp, type BuiltApp } from '../support/built-app.ts'
import { temporaryHome, type TemporaryHome } from '../support/temporary-home.ts'
import { openWindow } from '../support/watched-page.ts'
import { smallChatFile } from '../support/weights.ts'

describe.skipIf(!existsSync(smallChatFile))('a first start', () => {
  let home: TemporaryHome
  let app: BuiltApp
  let browser: Browser

  beforeAll(async () => {
    home = temporaryHome({ firstRunDone: false })
    app = await startBuiltApp(home)
    browser = await launchBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await app?.[Symbol.asyncDispose]()
    home?.[Symbol.dispose]()
  })

  test('an address works once: whoever finds it later sees nothing', async () => {
    const context = await browser.newContext()
    const url = await app.openUrl()
    const first = await context.newPage()
    expect((await first.goto(url))?.status()).toBe(200)
    const stranger = await browser.newContext()
    const second = await stranger.newPage()
    expect((await second.goto(url))?.status()).toBe(403)
    expect((await second.goto(app.origin))?.status()).toBe(403)
    await context.close()
    await stranger.close()
  })

  test('the introduction says where data lives, can be skipped, and does not come back', async () => {
    await using visit = await openWindow(browser, app)
    const { page } = visit
    await page.getByText(home.folder).first().waitFor()
    await page.getByRole('button', { name: 'Skip' }).click()
    await page.getByRole('heading', { name: 'Start with a matter' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Start with a matter' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Your documents stay on this machine' }).count()).toBe(0)
  })

  test('no account is asked for: no password, e-mail or phone field on any step', async () => {
    await using visit = await openWindow(browser, app)
    expect(await visit.page.locator('input[type=password], input[type=email], input[type=tel]').count()).toBe(0)
    expect(visit.foreign).toEqual([])
  })
})
