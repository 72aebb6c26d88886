import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tamper } from '../support/ledger-hops.ts'
import { startVisit, type Visit } from '../support/visit.ts'
import { createMatter, goTo } from '../support/watched-page.ts'

async function deleteMatter(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Options for ${name}` }).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const dialog = page.getByRole('alertdialog').or(page.getByRole('dialog'))
  await dialog.getByRole('textbox').fill(name)
  await dialog.getByRole('button', { name: 'Delete this matter' }).click()
  await page.getByText('was deleted').first().waitFor()
}

/** One visit, in order; no weights are needed for it. */
describe('the ledger in a browser', () => {
  let visit: Visit

  beforeAll(async () => { visit = await startVisit() })
  afterAll(() => visit?.[Symbol.asyncDispose]())

  test('a new matter has an empty ledger that verifies', async () => {
    const { page } = visit
    await createMatter(page, 'Kept')
    await goTo(page, 'Ledger')
    await page.getByText('Nothing has happened yet').waitFor()
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.getByRole('status').getByText('Intact: 0 rows').waitFor()
  })

  test('a deleted matter leaves one row with the app, without its name', async () => {
    const { page } = visit
    await createMatter(page, 'Oldenburg v Harcourt')
    await deleteMatter(page, 'Oldenburg v Harcourt')
    await goTo(page, 'Ledger')
    await page.getByRole('radio', { name: 'The app' }).click()
    const table = page.getByRole('table', { name: 'Steps' })
    await table.getByText('Erased').waitFor()
    expect(await table.innerText()).not.toContain('Oldenburg')
    await page.getByRole('radio', { name: 'Left this machine' }).click()
    await page.getByText('No step fits this filter.').waitFor()
    await page.getByRole('radio', { name: 'All', exact: true }).click()
  })

  test('rows and a report are saved as files, and the report opens without running or fetching anything', async () => {
    const { page, context } = visit
    const save = async (item: string): Promise<{ name: string; text: string }> => {
      await page.getByRole('button', { name: 'Export' }).click()
      const download = page.waitForEvent('download')
      await page.getByRole('menuitem', { name: item }).click()
      const file = await download
      return { name: file.suggestedFilename(), text: await readFile(await file.path(), 'utf8') }
    }
    const rows = await save('Rows that anyone can check (JSON Lines)')
    expect(rows.name).toMatch(/^strongroom-ledger-app-\d{4}-\d\d-\d\d\.jsonl$/)
    expect(rows.text.trim().split('\n').map((line): unknown => JSON.parse(line))).toMatchObject([{ schema: 'strongroom.ledger-export/1', rows: 1 }, { id: 1, kind: 'erase', detail: 'matter' }])
    const report = await save('Report for a client file (HTML)')
    expect(report.name).toMatch(/\.html$/)
    const reader = await context.newPage()
    await reader.setContent(report.text)
    await reader.getByRole('heading', { name: 'Ledger of the app' }).waitFor()
    expect(await reader.locator('script, img, iframe, link').count()).toBe(0)
    await reader.close()
    expect(visit.foreign).toEqual([])
  })

  test('a row that somebody removes from the file behind the app’s back is found', async () => {
    const { page } = visit
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.getByRole('status').getByText('Intact: 1 row').waitFor()
    tamper(join(visit.home.folder, 'app.db'), 'DELETE FROM ledger')
    await page.getByRole('button', { name: 'Verify' }).click()
    await page.getByRole('alert').getByText('The ledger is broken').waitFor()
    await page.getByRole('alert').getByText(/missing, from row 1 on/).waitFor()
    expect(visit.complaints).toEqual([])
  })
})
