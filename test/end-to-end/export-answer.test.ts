import { readFile } from 'node:fs/promises'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseDocx } from '../../src-main/ingest/parse/docx/parse-docx.ts'
import { violations } from '../support/axe.ts'
import { startFakeSite, type FakeSite } from '../support/fake-page.ts'
import type { WatchedWindow } from '../support/watched-page.ts'

const question = 'When must the deposit be paid back?'

/** One window, in order. */
describe('an answer leaves as a file', () => {
  let site: FakeSite
  let visit: WatchedWindow
  let turn: Locator

  beforeAll(async () => {
    site = await startFakeSite()
    visit = await site.open('usual')
    turn = visit.page.getByRole('article', { name: `Question: ${question}` })
    await turn.waitFor()
  })
  afterAll(async () => {
    await visit?.[Symbol.asyncDispose]()
    await site?.[Symbol.asyncDispose]()
  })

  const saved = async (page: Page, choose: () => Promise<void>): Promise<{ name: string; bytes: Uint8Array }> => {
    const download = page.waitForEvent('download')
    await choose()
    const file = await download
    return { name: file.suggestedFilename(), bytes: new Uint8Array(await readFile(await file.path())) }
  }

  test('as Markdown, named after its question, with each quote in a footnote', async () => {
    const { page } = visit
    await turn.getByRole('button', { name: 'Export' }).click()
    await page.getByRole('menuitem', { name: 'As Markdown' }).waitFor()
    expect(await violations(page)).toEqual([])
    const file = await saved(page, () => page.getByRole('menuitem', { name: 'As Markdown' }).click())
    expect(file.name).toMatch(/^When must the deposit be paid back_?\.md$/)
    expect(new TextDecoder().decode(file.bytes)).toContain('[^1]: Tenancy agreement 2023.pdf, page 3: “Within 30 days')
  })

  test('as a Word document, by the keyboard alone, and the focus is back on the button', async () => {
    const { page } = visit
    const button = turn.getByRole('button', { name: 'Export' })
    await button.focus()
    await page.keyboard.press('Enter')
    // The menu has the keys once its own first item has the focus.
    await expect.poll(async () => {
      await page.keyboard.press('End')
      return page.getByRole('menuitem', { name: 'As a Word document' }).evaluate((element) => element === document.activeElement)
    }).toBe(true)
    const file = await saved(page, () => page.keyboard.press('Enter'))
    expect(file.name).toMatch(/\.docx$/)
    expect(parseDocx(file.bytes).pages.map(({ text }) => text).join('\n')).toContain('Footnote 1: Tenancy agreement 2023.pdf, page 3')
    await expect.poll(() => button.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  test('and the whole conversation from its menu and from the list of all actions, with every question', async () => {
    const { page } = visit
    await page.getByRole('button', { name: 'Options for conversation “When is the deposit due?”' }).click()
    const fromMenu = await saved(page, () => page.getByRole('menuitem', { name: 'Export as Markdown' }).click())
    const text = new TextDecoder().decode(fromMenu.bytes)
    expect(text).toMatch(/^# When is the deposit due\?\n\n## When must the deposit be paid back\?/)
    expect(text).toContain('## Was the flat insured against water damage?')
    await page.keyboard.press('Control+k')
    await page.keyboard.type('Export conversation as Markdown')
    const fromPalette = await saved(page, () => page.keyboard.press('Enter'))
    expect(fromPalette.bytes).toEqual(fromMenu.bytes)
    expect(visit.foreign).toEqual([])
    expect(visit.complaints).toEqual([])
  })
})
