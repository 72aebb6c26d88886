import { existsSync } from 'node:fs'
import type { Locator } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sampleFiles } from '../support/sample-matter.ts'
import { startVisit, type Visit } from '../support/visit.ts'
import { addDocuments, askAndWait, createMatter, goTo } from '../support/watched-page.ts'
import { smallChatFile } from '../support/weights.ts'

const matter = 'Oldenburg v Harcourt Lettings'
const question = 'What is the name of the cat that the tenant may keep?'

/** One long visit, in order: each step builds on the one before. */
describe.skipIf(!existsSync(smallChatFile))('the main job in a browser, with real weights', () => {
  let visit: Visit

  beforeAll(async () => { visit = await startVisit() })
  afterAll(() => visit?.[Symbol.asyncDispose]())

  test('a new matter is made, and says where its data may go', async () => {
    await createMatter(visit.page, matter)
    await visit.page.getByText('On this machine only').first().waitFor()
  })

  test('papers of every format are read, with progress, and none needs a look', async () => {
    const { page } = visit
    await addDocuments(page, sampleFiles)
    await page.getByRole('radio', { name: 'Could not be read (0)' }).waitFor()
    // One row is the header, and one paper is attached to a message.
    await expect.poll(() => page.getByRole('grid').getAttribute('aria-rowcount')).toBe(String(sampleFiles.length + 2))
    await page.getByRole('radio', { name: 'Pages to look at (0)' }).waitFor()
  })

  test('evidence is there before the answer, the answer streams, and its quote is on the page it names', async () => {
    const { page } = visit
    await goTo(page, 'Conversation')
    const box = page.getByRole('textbox', { name: 'Ask this matter' })
    await box.fill(question)
    await box.press('Enter')
    const turn = page.getByRole('article', { name: question })
    await turn.getByText(/passages found/).waitFor()
    await page.getByRole('button', { name: /Tenancy agreement 2023\.pdf\s*page 8/ }).first().waitFor()
    await turn.getByRole('button', { name: 'Where did it go?' }).waitFor({ timeout: 280_000 })
    await turn.getByRole('button', { name: /^Citation 1: / }).first().waitFor()
  })

  test('clicking the number opens that document at that page with words marked', async () => {
    const { page } = visit
    const citation = page.getByRole('article', { name: question }).getByRole('button', { name: /^Citation 1: / }).first()
    const [, document = '', place = ''] = /^Citation 1: (.+), (.+?)$/.exec(await citation.getAttribute('aria-label') ?? '') ?? []
    await citation.click()
    const viewer = page.getByRole('region', { name: `Document: ${document}` })
    if (/^page \d+$/.test(place)) await viewer.getByText(new RegExp(`^${place} of \\d+$`, 'i')).first().waitFor()
    await viewer.locator('mark').first().waitFor()
    expect((await viewer.locator('mark').allInnerTexts()).join('').trim()).not.toBe('')
  })

  test('opening a passage of the PDF shows the picture of its page with the very words marked and in view', async () => {
    const { page } = visit
    await page.getByRole('button', { name: /Tenancy agreement 2023\.pdf\s*page 8/ }).first().click()
    const viewer = page.getByRole('region', { name: 'Document: Tenancy agreement 2023.pdf' })
    await viewer.getByText('Page 8 of 8', { exact: true }).waitFor()
    await viewer.locator('canvas').waitFor()
    const marked = viewer.locator('mark')
    await marked.first().waitFor()
    expect((await marked.allInnerTexts()).join(' ')).toMatch(/cat, named Biscuit/)
    expect(await isInView(marked.first()), 'the marked words are scrolled into view').toBe(true)
  })

  test('“Where did it go?” lists each step, and all of them stayed here', async () => {
    const { page } = visit
    const turn = page.getByRole('article', { name: question })
    await turn.getByRole('button', { name: 'Where did it go?' }).click()
    const where = turn.getByRole('region', { name: 'Where did it go?' })
    await where.getByText('Everything this answer touched stayed on this machine.').waitFor()
    expect(await where.getByRole('listitem').count()).toBeGreaterThanOrEqual(3)
    expect(await where.getByText('This machine', { exact: true }).count()).toBe(await where.getByRole('listitem').count())
  })

  test('what the papers do not tell is not made up', async () => {
    const turn = await askAndWait(visit.page, 'What is the wifi password of the yacht club in Zanzibar?')
    const text = await turn.innerText()
    expect(/documents do not say/i.test(text) || /not found in the documents/.test(text), text).toBe(true)
  })

  test('a conversation is renamed, deleted and brought back', async () => {
    const { page } = visit
    await page.getByRole('button', { name: /^Options for conversation/ }).first().click()
    await page.getByRole('menuitem', { name: 'Rename…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Rename conversation' })
    await dialog.getByLabel('Title').fill('Deposit')
    await dialog.getByRole('button', { name: 'Rename' }).click()
    const options = page.getByRole('button', { name: 'Options for conversation “Deposit”' })
    await options.click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await options.waitFor({ state: 'detached' })
    await page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Undo' }).click()
    await options.waitFor()
  })

  test('a reload keeps the matter, its conversation and its answer', async () => {
    const { page } = visit
    await page.reload()
    await page.getByRole('button', { name: 'Options for conversation “Deposit”' }).waitFor()
    const turn = page.getByRole('article', { name: question })
    await turn.getByRole('button', { name: /^Citation 1: / }).first().waitFor()
  })

  test('a second window sees the same, and hears of changes made in the first', async () => {
    await using second = await visit.openSecond()
    await second.page.getByRole('article', { name: question }).waitFor()
    await createMatter(visit.page, 'Audit 2025')
    await second.page.getByRole('button', { name: 'Audit 2025', exact: true }).first().waitFor()
    expect(second.foreign).toEqual([])
  })

  test('a matter is deleted only when its name is typed', async () => {
    const { page } = visit
    await page.getByRole('button', { name: 'Options for Audit 2025' }).click()
    await page.getByRole('menuitem', { name: 'Delete…' }).click()
    const dialog = page.getByRole('alertdialog')
    const confirm = dialog.getByRole('button', { name: 'Delete this matter' })
    expect(await confirm.isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('Audit 2024')
    expect(await confirm.isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('Audit 2025')
    await confirm.click()
    await page.getByRole('button', { name: 'Options for Audit 2025' }).waitFor({ state: 'detached' })
  })

  test('in all of this the page asked for nothing but its own origin, and complained of nothing', () => {
    expect(visit.requestCount()).toBeGreaterThan(20)
    expect(visit.foreign).toEqual([])
    expect(visit.complaints).toEqual([])
  })
})

function isInView(locator: Locator): Promise<boolean> {
  return locator.evaluate((element) => {
    const box = element.getBoundingClientRect()
    return box.top >= 0 && box.bottom <= window.innerHeight
  })
}
