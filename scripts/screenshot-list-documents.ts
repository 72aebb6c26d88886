import type { Page } from 'playwright-core'
import type { Shot } from './screenshot-list.ts'

type Steps = (page: Page) => Promise<unknown>
const then = (...steps: readonly Steps[]) => async (page: Page): Promise<void> => { for (const step of steps) await step(page) }
const button = (name: string | RegExp): Steps => (page) => page.getByRole('button', { name }).first().click()
const radio = (name: string | RegExp): Steps => (page) => page.getByRole('radio', { name }).click()
const key = (...keys: readonly string[]): Steps => async (page) => { for (const each of keys) await page.keyboard.press(each) }

const showRail: Steps = async (page) => {
  const show = page.getByRole('button', { name: 'Show matters' })
  if (await show.isVisible()) await show.click()
}
const documents = then(showRail, (page) => page.getByRole('navigation').getByRole('button', { name: /^Documents/ }).click(), (page) => page.getByRole('grid').getByRole('row').nth(2).waitFor(), (page) => page.waitForTimeout(400))
const find = (name: string): Steps => async (page) => {
  await page.getByRole('searchbox').fill(name)
  await page.getByText(/^\d+ of \d+ documents$/).waitFor()
}
const openFound = (name: string): Steps => then(documents, find(name), (page) => page.getByRole('button', { name: `Open ${name}` }).first().click(), (page) => page.getByText(/^Page 1 of/).waitFor())
const openScan = then(openFound('Scanned letter of 12 May 1987.pdf'), (page) => page.getByRole('img', { name: /^Picture of page/ }).waitFor())
const nextPage: Steps = button('Next page')
const cite = (n: number): Steps => (page) => page.getByRole('button', { name: new RegExp(`^Citation ${n}:`) }).click()
const marked: Steps = (page) => page.getByRole('region', { name: /^Document:/ }).locator('mark').first().waitFor()
const settings = then(key('Control+,'), radio('Reading'))
const wrongPassword: Steps = (page) => page.evaluate("fakeBridge.failNext('documents.unlock', { code: 'wrong-password', message: 'wrong', facts: {} })")
const noQuery: Steps = (page) => page.evaluate("fakeBridge.failNext('documents.query', { code: 'store-damaged', message: 'This matter’s database is damaged and was not touched.', facts: {} })")

const screens: readonly Shot[] = [
  { name: 'docs-mixed', scenario: 'mixed', height: 1000, steps: documents },
  { name: 'docs-library', scenario: 'library', steps: documents },
  { name: 'docs-library-end', scenario: 'library', steps: then(documents, (page) => page.getByRole('row').nth(2).click({ position: { x: 300, y: 20 } }), key('End'), (page) => page.getByText('Invoice 00001.pdf').waitFor()) },
  { name: 'docs-selected', scenario: 'library', steps: then(documents, radio(/^Could not be read/), (page) => page.getByText('103 of').waitFor(), (page) => page.getByRole('row').nth(1).focus(), key(' ', 'Shift+ArrowDown', 'Shift+ArrowDown'), (page) => page.getByText('3 documents selected').waitFor()) },
  { name: 'docs-remove', scenario: 'library', steps: then(documents, (page) => page.getByRole('row').nth(1).focus(), key('Control+a'), (page) => page.getByText('10,000 documents selected').waitFor(), key('Delete'), (page) => page.getByRole('alertdialog').waitFor()) },
  { name: 'docs-inside', scenario: 'mixed', steps: then(documents, button('Inside this document (5)'), (page) => page.getByText('Inside “Bundle').waitFor()) },
  { name: 'docs-no-match', scenario: 'mixed', steps: then(documents, (page) => page.getByRole('searchbox').fill('zzz'), (page) => page.getByText('No document matches.').waitFor()) },
  { name: 'docs-failed-list', scenario: 'mixed', steps: then(documents, noQuery, radio(/^Pages to look at/), (page) => page.getByRole('alert').waitFor()) },
  { name: 'docs-recognising', scenario: 'recognising', steps: documents },
  { name: 'docs-paused-battery', scenario: 'paused-battery', steps: documents },
  { name: 'docs-paused-failure', scenario: 'paused-failure', steps: documents },
  { name: 'docs-password', scenario: 'mixed', steps: then(documents, find('Photographs'), wrongPassword, button(/^Give the password/), (page) => page.getByRole('textbox', { name: 'Password' }).fill('guess'), button('Read document'), (page) => page.getByText('This is not the password').waitFor()) },
  { name: 'docs-watched', scenario: 'mixed', steps: then(documents, (page) => page.getByText('Watched folders (3)').click()) },
  { name: 'docs-watch-add', scenario: 'mixed', steps: then(documents, (page) => page.getByText('Watched folders (3)').click(), button('Watch a folder…'), (page) => page.getByRole('dialog').waitFor()) },
  { name: 'docs-menu', scenario: 'mixed', steps: then(documents, find('Scanned'), button('Actions for Scanned letter of 12 May 1987.pdf'), (page) => page.getByRole('menu').waitFor()) },
  { name: 'viewer-scan', scenario: 'mixed', steps: openScan },
  { name: 'viewer-scan-both', scenario: 'mixed', steps: then(openScan, button('Use the whole window'), radio('Side by side'), nextPage, nextPage) },
  { name: 'viewer-waiting', scenario: 'mixed', steps: then(openScan, nextPage, nextPage, nextPage, (page) => page.getByText('It waits for recognition').waitFor(), (page) => page.locator('canvas').first().waitFor()) },
  { name: 'viewer-pages', scenario: 'mixed', steps: then(openScan, button('To look at (3)'), radio('All pages (6)'), (page) => page.getByText(/Recognised, 92/).first().waitFor()) },
  { name: 'viewer-pages-long', scenario: 'mixed', steps: then(documents, find('Minutes'), (page) => page.getByRole('button', { name: 'Open Minutes' }).click(), button('To look at (15)'), (page) => page.getByText(/^Read in part, /).first().waitFor()) },
  { name: 'viewer-recognise', scenario: 'mixed', steps: then(openScan, nextPage, nextPage, button('Recognise again…'), (page) => page.getByRole('dialog').waitFor()) },
  { name: 'viewer-type', scenario: 'mixed', steps: then(openScan, nextPage, nextPage, button('Correct the text…'), (page) => page.getByRole('textbox', { name: 'Text of the page' }).waitFor(), key('End', 'x'), (page) => page.getByText('Not saved yet.').waitFor(), (page) => page.getByRole('dialog').getByRole('img').waitFor()) },
  { name: 'viewer-type-leave', scenario: 'mixed', steps: then(openScan, nextPage, nextPage, button('Correct the text…'), (page) => page.getByRole('textbox', { name: 'Text of the page' }).waitFor(), key('x', 'Escape'), (page) => page.getByRole('alertdialog').waitFor()) },
  { name: 'viewer-sheet-suspect', scenario: 'mixed', steps: then(openFound('Service charges 2019–2024.xlsx'), nextPage, (page) => page.getByText('Sheet “Arrears”').waitFor()) },
  { name: 'cited-scan', scenario: 'mixed-cited', steps: then(cite(1), marked, (page) => page.waitForTimeout(300)) },
  { name: 'cited-sheet', scenario: 'mixed-cited', steps: then(cite(2), marked) },
  { name: 'cited-notes', scenario: 'mixed-cited', steps: then(cite(3), marked) },
  { name: 'settings-reading', steps: settings },
  { name: 'settings-reading-no-model', scenario: 'no-model', steps: settings },
]

const again = (name: string, wanted: RegExp, change: Partial<Shot>): Shot[] => screens.filter((shot) => wanted.test(shot.name)).map((shot) => ({ ...shot, ...change, name: `${name}-${shot.name}` }))

/** Every screen of documents and of how they were read, in the states and sizes that deserve a look. */
export const documentShots: readonly Shot[] = [
  ...screens,
  ...again('dark', /docs-(mixed|selected|paused)|viewer-(scan|pages|type$|recognise)|cited|settings/, { theme: 'dark' }),
  ...again('600', /docs-(mixed|selected|password|recognising)|viewer-type$|settings/, { width: 600, height: 800 }),
  ...again('400', /docs-(mixed|selected)/, { width: 400, height: 800 }),
  ...again('900', /docs-mixed|viewer-(pages$|type$)|cited-s/, { width: 900, height: 640 }),
  ...again('large-text', /docs-(mixed|selected)|viewer-(pages$|type$)|settings/, { textScale: 1.6 }),
  ...again('forced-colors', /docs-(mixed|selected)|cited-scan/, { forcedColors: true }),
]
