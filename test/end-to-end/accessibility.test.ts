import { existsSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { violations } from '../support/axe.ts'
import { sampleFile } from '../support/sample-matter.ts'
import { startVisit, type Visit } from '../support/visit.ts'
import { addDocuments, askAndWait, createMatter, goTo } from '../support/watched-page.ts'
import { smallChatFile } from '../support/weights.ts'

const question = 'What is the most that may be charged for changing one lock?'

/** Name → how to get there from anywhere, in the order in which they are looked at. */
const screens: Readonly<Record<string, (page: Page) => Promise<void>>> = {
  'the conversation with its evidence': async (page) => {
    await goTo(page, 'Conversation')
    await page.getByRole('article', { name: question }).waitFor()
  },
  'a page picture with marked words': async (page) => {
    await goTo(page, 'Conversation')
    await page.getByRole('button', { name: /Tenancy agreement 2023\.pdf/ }).first().click()
    await page.getByRole('region', { name: /^Document: / }).locator('canvas').waitFor()
  },
  'where an answer went': async (page) => {
    await goTo(page, 'Conversation')
    const button = page.getByRole('article', { name: question }).getByRole('button', { name: 'Where did it go?' })
    if (await button.getAttribute('aria-expanded') !== 'true') await button.click()
    await page.getByRole('region', { name: 'Where did it go?' }).getByRole('listitem').first().waitFor()
  },
  'the documents': async (page) => {
    await goTo(page, 'Documents')
    await page.getByRole('grid', { name: 'Documents of this matter' }).getByRole('row').nth(2).waitFor()
  },
  'selected documents': async (page) => {
    await goTo(page, 'Documents')
    const row = page.getByRole('grid').getByRole('row').nth(1)
    await row.focus()
    if (await row.getAttribute('aria-selected') !== 'true') await page.keyboard.press(' ')
    await page.getByRole('region', { name: 'Selected documents' }).waitFor()
  },
  'the removal of documents': async (page) => {
    await goTo(page, 'Documents')
    await page.getByRole('grid').getByRole('row').nth(1).focus()
    await page.keyboard.press('Delete')
    await page.getByRole('alertdialog').waitFor()
  },
  'a page beside its text, and how each page was read': async (page) => {
    await goTo(page, 'Documents')
    await page.getByRole('button', { name: 'Open Tenancy agreement 2023.pdf' }).click()
    const viewer = page.getByRole('region', { name: /^Document: / })
    await viewer.getByRole('radio', { name: 'Side by side' }).click()
    await viewer.locator('canvas').waitFor()
    const pages = viewer.getByRole('button', { name: 'Pages' })
    if (await pages.getAttribute('aria-expanded') !== 'true') await pages.click()
    await viewer.getByRole('list', { name: 'Pages of this document' }).getByRole('listitem').first().waitFor()
  },
  'a folder to watch': async (page) => {
    await goTo(page, 'Documents')
    await page.getByRole('button', { name: 'Watch a folder…' }).click()
    await page.getByRole('dialog', { name: 'Watch a folder' }).waitFor()
  },
  'the ledger': async (page) => {
    await goTo(page, 'Ledger')
    await page.getByRole('table').waitFor()
  },
  'the models': async (page) => {
    await goTo(page, 'Models')
    await page.getByRole('heading', { name: 'Models', level: 1 }).waitFor()
  },
  'the settings': async (page) => {
    await goTo(page, 'Settings')
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
  },
  'the settings of reading': async (page) => {
    await goTo(page, 'Settings')
    await page.getByRole('radio', { name: 'Reading' }).click()
    await page.getByRole('region', { name: 'Scans and photographs' }).waitFor()
  },
  'the settings of sending': async (page) => {
    await goTo(page, 'Settings')
    await page.getByRole('radio', { name: 'Sending' }).click()
    await page.getByRole('region', { name: 'Providers' }).waitFor()
  },
  'the settings of masking': async (page) => {
    await goTo(page, 'Settings')
    await page.getByRole('radio', { name: 'Masking' }).click()
    await page.getByRole('table', { name: 'What happens with each kind' }).waitFor()
  },
  'what may leave the matter': async (page) => {
    await page.getByRole('button', { name: /^(?:On this machine only|Offline)/ }).click()
    await page.getByRole('dialog', { name: 'Data policy' }).waitFor()
  },
  'the palette': async (page) => {
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog', { name: 'All actions' }).waitFor()
  },
  'the list of keys': async (page) => {
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  },
  'the deletion of a matter': async (page) => {
    await page.getByRole('button', { name: 'Options for Access' }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    await page.getByRole('alertdialog').waitFor()
  },
}

describe.skipIf(!existsSync(smallChatFile))('screens that everybody can read', () => {
  let visit: Visit

  beforeAll(async () => {
    visit = await startVisit()
    await createMatter(visit.page, 'Access')
    await addDocuments(visit.page, [sampleFile('Tenancy agreement 2023.pdf'), sampleFile('Chronology.md')])
    await goTo(visit.page, 'Conversation')
    await askAndWait(visit.page, question)
  })
  afterAll(() => visit?.[Symbol.asyncDispose]())

  describe.each(['light', 'dark'] as const)('%s', (colorScheme) => {
    test.each(Object.entries(screens))('%s has no axe violation', async (_name, show) => {
      const { page } = visit
      await page.setViewportSize({ width: 1280, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await show(page)
      expect(await violations(page)).toEqual([])
      await closeOverlay(page)
    })
  })

  test.each(Object.entries(screens))('%s fits into 900×600 without scrolling sideways', async (_name, show) => {
    const { page } = visit
    await page.setViewportSize({ width: 900, height: 600 })
    await show(page)
    // The panes take their new sizes in the frame after the window's.
    await expect.poll(() => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0)
    const cut = await page.evaluate(() => [...document.querySelectorAll('button, input, textarea, a')].filter((element) => {
        const box = element.getBoundingClientRect()
        return box.width > 0 && (box.right > window.innerWidth + 1 || box.left < -1) && getComputedStyle(element).position !== 'absolute'
      }).map((element) => element.getAttribute('aria-label') ?? element.textContent ?? ''))
    expect(cut, 'controls outside the window').toEqual([])
    await closeOverlay(page)
  })
})

/** Escape closes the topmost thing and the document after it. */
async function closeOverlay(page: Page): Promise<void> {
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}
