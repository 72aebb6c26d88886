import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startVisit, type Visit } from '../support/visit.ts'
import { choose, createMatter, goTo } from '../support/watched-page.ts'
import { embeddingFolder, sharedData } from '../support/weights.ts'

const name = 'tabula-java__encrypted.pdf'
const path = join(sharedData, 'docs', 'pdf-broken-or-encrypted', name)

describe.skipIf(!existsSync(path) || !existsSync(embeddingFolder))('a PDF that asks for its password', () => {
  let visit: Visit

  beforeAll(async () => {
    visit = await startVisit()
    const { page } = visit
    await createMatter(page, 'Locked')
    await goTo(page, 'Documents')
    await choose(page, 'Add files', path)
  })
  afterAll(() => visit?.[Symbol.asyncDispose]())

  test('is read once it is given, after a wrong one was called wrong', async () => {
    const { page } = visit
    await page.getByRole('button', { name: `Give the password of ${name}` }).click({ timeout: 60_000 })
    const dialog = page.getByRole('dialog', { name: `Password of “${name}”` })
    await dialog.getByText('It is never stored').waitFor()
    await dialog.getByLabel('Password').fill('guess')
    await dialog.getByRole('button', { name: 'Read document' }).click()
    await dialog.getByText('This is not the password of the document.').waitFor()
    await dialog.getByLabel('Password').fill('userpassword')
    await dialog.getByRole('button', { name: 'Read document' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await page.getByRole('grid').getByText('Ready', { exact: true }).waitFor({ timeout: 60_000 })
  })

  test('is then drawn beside its text without asking again', async () => {
    const { page } = visit
    await page.getByRole('grid').getByRole('button', { name: `Open ${name}` }).click()
    const viewer = page.getByRole('region', { name: `Document: ${name}` })
    await viewer.getByRole('radio', { name: 'Side by side' }).click()
    await viewer.locator('canvas').waitFor()
    expect(await viewer.getByLabel('Password').count()).toBe(0)
    await viewer.getByRole('region', { name: 'Text as read, page 1' }).waitFor()
  })

  test('asks once more in a new window, says so, and is drawn again', async () => {
    const { page } = visit
    await page.reload()
    await goTo(page, 'Documents')
    await page.getByRole('grid').getByRole('button', { name: `Open ${name}` }).click()
    const viewer = page.getByRole('region', { name: `Document: ${name}` })
    await viewer.getByText('it stays in memory until this window is closed, and is asked for again after that').waitFor()
    await viewer.getByLabel('Password').fill('userpassword')
    await viewer.getByRole('button', { name: 'Open', exact: true }).click()
    await viewer.locator('canvas').waitFor()
    expect(visit.complaints).toEqual([])
  })
})
