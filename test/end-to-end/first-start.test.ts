import { existsSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { startVisit, type Visit } from '../support/visit.ts'
import { smallChatFile } from '../support/weights.ts'

describe.skipIf(!existsSync(smallChatFile))('a first start', () => {
  let visit: Visit

  beforeAll(async () => { visit = await startVisit({ settings: { firstRunDone: false } }) })
  afterAll(() => visit?.[Symbol.asyncDispose]())

  test('an address works once: whoever finds it later sees nothing', async () => {
    const { app, browser } = visit
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

  test('the introduction has no axe violation, in both themes', async () => {
    const { page } = visit
    await page.getByRole('heading', { name: 'Your documents stay on this machine' }).waitFor()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await violations(page)).toEqual([])
    }
    expect(visit.foreign).toEqual([])
    expect(visit.complaints).toEqual([])
  })

  test('the introduction says where data lives, can be skipped, and does not come back', async () => {
    const { page } = visit
    await page.getByText(visit.home.folder).first().waitFor()
    await page.getByRole('button', { name: 'Skip' }).click()
    await page.getByRole('heading', { name: 'Start with a matter' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'Start with a matter' }).waitFor()
    expect(await page.getByRole('heading', { name: 'Your documents stay on this machine' }).count()).toBe(0)
  })

  test('no account is asked for: no password, e-mail or phone field on any step', async () => {
    await using second = await visit.openSecond()
    expect(await second.page.locator('input[type=password], input[type=email], input[type=tel]').count()).toBe(0)
    expect(second.foreign).toEqual([])
  })
})
