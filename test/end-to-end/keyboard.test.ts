import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleFile } from '../support/sample-matter.ts'
import { startVisit, type Visit } from '../support/visit.ts'
import { allRead } from '../support/watched-page.ts'
import { smallChatFile } from '../support/weights.ts'

const question = 'What is the name of the cat?'

describe.skipIf(!existsSync(smallChatFile))('everything by keyboard alone', () => {
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    visit = await startVisit()
    ;({ page } = visit)
  })
  afterAll(() => visit?.[Symbol.asyncDispose]())

  test('a matter is made from the palette, since browsers keep Ctrl-N for themselves', async () => {
    await page.getByRole('main').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'All actions' }).waitFor()
    await page.keyboard.type('New matter')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog', { name: 'New matter' }).waitFor()
    await page.keyboard.type('Keys only')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Options for Keys only' }).waitFor()
  })

  test('Ctrl-O goes to the documents, and Tab and Enter add some', async () => {
    await page.keyboard.press('Control+o')
    await page.getByRole('button', { name: 'Add files' }).waitFor()
    await tabTo(page, 'Add files')
    const chooser = page.waitForEvent('filechooser')
    await page.keyboard.press('Enter')
    await (await chooser).setFiles([sampleFile('Tenancy agreement 2023.pdf')])
    await page.getByText('Ready', { exact: true }).waitFor({ timeout: 90_000 })
    await allRead(page)
  })

  test('arrows, Space and Enter work the list of documents', async () => {
    const row = page.getByRole('grid', { name: 'Documents of this matter' }).getByRole('row').nth(1)
    await row.focus()
    await page.keyboard.press(' ')
    await expect.poll(() => row.getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('Escape')
    await expect.poll(() => row.getAttribute('aria-selected')).toBe('false')
    await page.keyboard.press('Delete')
    await page.getByRole('alertdialog').waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('alertdialog').waitFor({ state: 'detached' })
    // The focus comes back to the row, a moment after the dialog has gone.
    await expect.poll(() => row.evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('Enter')
    const viewer = page.getByRole('region', { name: /^Document: / })
    await viewer.waitFor()
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
  })

  test('/ goes to the question box from anywhere, and Enter asks', async () => {
    await page.keyboard.press('/')
    await page.getByRole('textbox', { name: 'Ask this matter' }).waitFor()
    await expect.poll(() => focusedName(page)).toBe('Ask this matter')
    await page.keyboard.type(question)
    await page.keyboard.press('Enter')
    await page.getByRole('article', { name: question }).getByRole('button', { name: 'Where did it go?' }).waitFor({ timeout: 280_000 })
  })

  test('] opens the first quote, [ and ] walk, and Escape closes it', async () => {
    await page.keyboard.press('Escape')
    await page.evaluate(() => { if (document.activeElement instanceof HTMLElement) document.activeElement.blur() })
    await page.keyboard.press(']')
    const viewer = page.getByRole('region', { name: /^Document: / })
    await viewer.waitFor()
    const place = (): Promise<string> => page.getByText(/^\d+ of \d+$/).first().innerText()
    const first = await place()
    await page.keyboard.press(']')
    await expect.poll(place).not.toBe(first)
    await page.keyboard.press('[')
    await expect.poll(place).toBe(first)
    await page.keyboard.press('Escape')
    await viewer.waitFor({ state: 'detached' })
  })

  test('settings and the list of keys have keys of their own', async () => {
    await page.keyboard.press('Control+,')
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await page.keyboard.press('?')
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await list.waitFor()
    await page.keyboard.press('Escape')
    await list.waitFor({ state: 'hidden' })
  })

  test('tabbing through a screen always shows where the focus is, and never loses it', async () => {
    const stops: string[] = []
    for (let i = 0; i < 40; i += 1) {
      await page.keyboard.press('Tab')
      const stop = await focusedStop(page)
      if (stop === null) break
      expect(stop.visible, `${stop.name} shows its focus`).toBe(true)
      stops.push(stop.name)
    }
    expect(stops.length).toBeGreaterThan(5)
    expect(stops.filter((name) => name === '')).toEqual([])
  })

  test('nothing was asked of another origin', () => {
    expect(visit.foreign).toEqual([])
    expect(visit.complaints).toEqual([])
  })
})

/** Presses Tab until a button with this name has the focus. */
async function tabTo(page: Page, name: string): Promise<void> {
  for (let i = 0; i < 60; i += 1) {
    if ((await focusedStop(page))?.name === name) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab never reaches “${name}”`)
}

function focusedName(page: Page): Promise<string | null> {
  return page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? null)
}

/** What has the focus, and whether an outline, ring or border of it can be seen; null once the focus left the page. */
function focusedStop(page: Page): Promise<{ name: string; visible: boolean } | null> {
  return page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement) || element === document.body) return null
    const labelled = document.getElementById(element.getAttribute('aria-labelledby') ?? '')?.textContent
    const name = element.getAttribute('aria-label') ?? labelled ?? (element instanceof HTMLInputElement ? element.labels?.[0]?.textContent : null) ?? element.textContent ?? ''
    const ringed = (each: HTMLElement | null): boolean => {
      if (each === null) return false
      const style = getComputedStyle(each)
      return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none'
    }
    return { name: name.trim(), visible: ringed(element) || ringed(element.parentElement) }
  })
}
