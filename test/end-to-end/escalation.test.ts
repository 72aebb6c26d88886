import { existsSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startProviderServer, type ProviderServer } from '../support/provider-server/provider-server.ts'
import { sampleFiles } from '../support/sample-matter.ts'
import { startVisit, type Visit } from '../support/visit.ts'
import { addDocuments, askAndWait, createMatter, goTo } from '../support/watched-page.ts'
import { smallChatFile } from '../support/weights.ts'

const matter = 'Oldenburg v Harcourt Lettings'
const question = 'Within how many days must the deposit be returned to Jonas Oldenburg?'

/** One long visit, in order: each step builds on the one before. */
describe.skipIf(!existsSync(smallChatFile))('an escalation in a browser, with real weights and a provider on loopback', () => {
  let server: ProviderServer
  let visit: Visit
  let page: Page

  beforeAll(async () => {
    server = await startProviderServer()
    visit = await startVisit({ settings: { offline: false } })
    ;({ page } = visit)
    await createMatter(page, matter)
    await addDocuments(page, sampleFiles)
  })
  afterAll(async () => {
    await visit?.[Symbol.asyncDispose]()
    await server?.[Symbol.asyncDispose]()
  })

  const review = (): Locator => page.getByRole('dialog', { name: 'Review before sending' })
  const turn = (): Locator => page.getByRole('article', { name: question }).last()
  const choose = (name: string): Locator => page.getByRole('button', { name, exact: true }).or(page.getByRole('radio', { name, exact: true })).first()

  test('there is no way to escalate while the matter says never', async () => {
    await goTo(page, 'Conversation')
    await askAndWait(page, question)
    expect(await page.getByRole('button', { name: 'Escalate…' }).count()).toBe(0)
  })

  test('a provider is set up, and the matter is opened, each by a deliberate step; nothing is contacted by that', async () => {
    await goTo(page, 'Settings')
    await choose('Sending').click()
    await page.getByRole('button', { name: 'Add provider' }).first().click()
    const dialog = page.getByRole('dialog', { name: 'Add provider' })
    await dialog.getByLabel('Name', { exact: true }).fill('Mine')
    await dialog.getByLabel('Speaks the language of').selectOption('openai-compatible')
    await dialog.getByLabel('Address', { exact: true }).fill(server.baseUrl('openai-compatible'))
    await dialog.getByLabel('Models', { exact: true }).fill('test-model')
    await dialog.getByLabel('Where it is hosted').fill('on this machine')
    await dialog.getByLabel('Needs a key').uncheck()
    await dialog.getByRole('button', { name: 'Save', exact: true }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('button', { name: `Options for ${matter}` }).click()
    await page.getByRole('menuitem', { name: 'Data policy…' }).click()
    await page.getByRole('radio', { name: 'Ask every time' }).click()
    await page.getByRole('button', { name: 'Allow, and ask every time' }).click()
    await page.getByRole('button', { name: 'Allow, and ask every time' }).waitFor({ state: 'detached' })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(server.connections).toBe(0)
  })

  test('the review shows the text before and after, and the name is not in what would go', async () => {
    await goTo(page, 'Conversation')
    await turn().getByRole('button', { name: 'Escalate…' }).click()
    await page.getByRole('button', { name: 'Prepare the preview' }).click()
    await review().waitFor({ timeout: 60_000 })
    await review().getByRole('button', { name: /Oldenburg: Person, masked as \[PERSON_\d+\]/ }).first().waitFor()
    await review().getByRole('tab', { name: 'Exact request' }).click()
    const body = await review().getByRole('tabpanel', { name: 'Exact request' }).innerText()
    expect(body).toContain('test-model')
    expect(body).not.toMatch(/Jonas Oldenburg/)
    await review().getByRole('tab', { name: 'Text', exact: true }).click()
    expect(server.connections).toBe(0)
  })

  test('the button that sends does not have the focus, and Enter alone sends nothing', async () => {
    const focused = await page.evaluate(() => document.activeElement?.textContent ?? '')
    expect(focused).not.toMatch(/^Send to/)
    await page.keyboard.press('Enter')
    expect(server.connections).toBe(0)
  })

  test('more words are masked by hand, in every place, and the preview is made anew', async () => {
    await review().getByRole('button', { name: 'Mask words…' }).click()
    await review().getByLabel('Words to mask').fill('deposit')
    await review().getByRole('button', { name: 'Mask', exact: true }).last().click()
    await review().getByRole('button', { name: /^deposit: Your own words, masked/i }).first().waitFor({ timeout: 30_000 })
    await review().getByRole('tab', { name: 'Exact request' }).click()
    expect(await review().getByRole('tabpanel', { name: 'Exact request' }).innerText()).not.toMatch(/days must the deposit be/)
  })

  test('one deliberate click sends it once; the answer streams back with the name in it', async () => {
    server.answerWith(({ json }) => {
      const sent = JSON.stringify(json)
      const person = /Jonas|deposit/.test(sent) ? 'leaked' : /days must the \[[A-Z_-]+_\d+\] be returned to (?:\w+ )?(\[PERSON_\d+\])/.exec(sent)?.[1] ?? 'nobody'
      return ['It goes back to ', person.slice(0, 3), person.slice(3), ' within ten days.']
    })
    await review().getByRole('button', { name: 'Send to Mine' }).click()
    await review().waitFor({ state: 'hidden', timeout: 30_000 })
    await turn().getByText(/It goes back to .*Oldenburg/).waitFor({ timeout: 60_000 })
    await turn().getByText('Answered elsewhere: Mine').first().waitFor()
    expect(server.requests).toHaveLength(1)
  })

  test('the ledger has the row, with the bytes that went, and verifies', async () => {
    await goTo(page, 'Ledger')
    const { port } = new URL(server.origin)
    await page.getByRole('table').getByText(`127.0.0.1:${port}`).first().waitFor()
    await page.getByRole('button', { name: 'Verify', exact: true }).click()
    await page.getByRole('heading', { name: /^Intact: \d+ rows$/ }).waitFor()
  })

  test('the window itself talked to nobody, and complained of nothing', () => {
    expect(visit.foreign).toEqual([])
    expect(visit.complaints).toEqual([])
  })
})
