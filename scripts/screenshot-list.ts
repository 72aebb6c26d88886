import type { Page } from 'playwright-core'

export interface Shot {
  readonly name: string
  readonly scenario?: string
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
  readonly textScale?: number
  readonly stepMs?: number
  readonly forcedColors?: boolean
  /** What is done before the picture is taken. */
  readonly steps?: (page: Page) => Promise<void>
}

const button = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()
const view = (name: string) => async (page: Page) => {
  await page.getByRole('navigation').getByRole('button', { name: new RegExp(`^${name}`) }).click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
}
const marked = async (page: Page) => { await page.locator('mark:visible').first().waitFor() }
const openCitation = (n: number) => async (page: Page) => {
  await page.getByRole('button', { name: new RegExp(`^Citation ${n}:`) }).click()
  await page.getByRole('region', { name: /^Document:/ }).locator('mark').first().waitFor()
}
const ask = async (page: Page) => {
  await page.getByRole('textbox', { name: 'Ask this matter' }).fill('When must the deposit be paid back?')
  await page.keyboard.press('Enter')
}
const then = (...steps: ((page: Page) => Promise<unknown>)[]) => async (page: Page) => { for (const step of steps) await step(page) }

const escalatedWhere = async (page: Page) => {
  await page.getByRole('article', { name: /^Question: When is the deposit due, and/ }).getByRole('button', { name: 'Where did it go?' }).click()
  await page.getByText('after your approval').waitFor()
}
/** Takes a row out, as somebody with the file in hand could. */
const tamper = (page: Page) => page.evaluate('fakeBridge.world.hops.splice(6, 1)')
const failLedger = (page: Page) => page.evaluate("fakeBridge.failNext('ledger.list', { code: 'store-damaged', message: 'This matter’s database is damaged and was not touched. Restore its folder from a backup.', facts: {} })")
const choose = (name: string) => (page: Page) => page.getByRole('radio', { name }).click()

const screens: readonly Shot[] = [
  { name: 'conversation', steps: marked },
  { name: 'citation-pdf', steps: openCitation(1) },
  { name: 'citation-text', steps: openCitation(4) },
  { name: 'documents', steps: view('Documents') },
  { name: 'models', steps: view('Models') },
  { name: 'ledger', steps: view('Ledger') },
  { name: 'settings', steps: view('Settings') },
]

/** Every screen in every state that deserves a look. */
export const shots: readonly Shot[] = [
  ...screens,
  ...screens.map((shot): Shot => ({ ...shot, name: `${shot.name}-dark`, theme: 'dark' })),
  ...screens.filter((shot) => shot.name !== 'ledger' && shot.name !== 'settings').map((shot): Shot => ({ ...shot, name: `${shot.name}-900x600`, width: 900, height: 600 })),
  { name: 'conversation-hover', steps: async (page) => { await page.getByRole('button', { name: /^Citation 2:/ }).hover(); await page.getByText('Found on the page').waitFor() } },
  { name: 'where', steps: then(button('Where did it go?'), (page) => page.getByRole('region', { name: 'Where did it go?' }).getByRole('list').waitFor()) },
  { name: 'where-escalated', scenario: 'exit-answered', steps: escalatedWhere },
  { name: 'where-escalated-dark', scenario: 'exit-answered', theme: 'dark', steps: escalatedWhere },
  { name: 'ledger-intact', steps: then(view('Ledger'), button('Verify'), (page) => page.getByText('Every row was recomputed').waitFor()) },
  { name: 'ledger-broken', steps: then(view('Ledger'), tamper, button('Refresh'), button('Verify'), (page) => page.getByRole('alert').waitFor()) },
  { name: 'ledger-broken-dark', theme: 'dark', steps: then(view('Ledger'), tamper, button('Refresh'), button('Verify'), (page) => page.getByRole('alert').waitFor()) },
  { name: 'ledger-left', steps: then(view('Ledger'), choose('Left this machine'), (page) => page.getByText('2 steps').waitFor()) },
  { name: 'ledger-app', steps: then(view('Ledger'), choose('The app'), (page) => page.getByText('3 steps').waitFor()) },
  { name: 'ledger-empty', scenario: 'no-documents', steps: view('Ledger') },
  { name: 'ledger-failed', steps: then(failLedger, view('Ledger'), (page) => page.getByRole('alert').waitFor()) },
  { name: 'ledger-large-text', textScale: 1.6, steps: view('Ledger') },
  { name: 'forced-colors-ledger', forcedColors: true, steps: then(view('Ledger'), tamper, button('Refresh'), button('Verify'), (page) => page.getByRole('alert').waitFor()) },
  { name: '600-ledger-verdict', width: 600, height: 800, steps: then(button('Show matters'), view('Ledger'), button('Verify'), (page) => page.getByText('Every row was recomputed').waitFor()) },
  { name: 'reading-tokens', scenario: 'new-chat', stepMs: 400, steps: then(ask, (page) => page.getByText(/^Reading 1/).waitFor()) },
  { name: 'streaming', scenario: 'new-chat', stepMs: 60, steps: then(ask, (page) => page.getByText(/If no valid list/).waitFor()) },
  { name: 'unfinished', scenario: 'unfinished' },
  { name: 'new-chat', scenario: 'new-chat', steps: (page) => page.getByText('For example').waitFor() },
  { name: 'no-model', scenario: 'no-model', steps: view('Models') },
  { name: 'no-model-chat', scenario: 'no-model' },
  { name: 'online-models', scenario: 'online', steps: view('Models') },
  { name: 'ingesting', scenario: 'reading', steps: view('Documents') },
  { name: 'ingesting-dark', scenario: 'reading', theme: 'dark', steps: view('Documents') },
  { name: 'documents-and-viewer', steps: then(view('Documents'), button('Open Tenancy agreement'), (page) => page.getByText('Page 1 of 8').waitFor(), (page) => page.locator('canvas').first().waitFor()) },
  { name: 'empty', scenario: 'empty' },
  { name: 'no-documents', scenario: 'no-documents' },
  { name: 'no-documents-table', scenario: 'no-documents', steps: view('Documents') },
  { name: 'first-run-1', scenario: 'first-run', steps: (page) => page.getByRole('dialog').waitFor() },
  { name: 'first-run-2', scenario: 'first-run', steps: button('Next') },
  { name: 'first-run-3', scenario: 'first-run', theme: 'dark', steps: then(button('Next'), button('Next')) },
  { name: 'new-matter', steps: button('New matter') },
  { name: 'delete-matter', steps: then(button('Options for Oldenburg'), (page) => page.getByRole('menuitem', { name: 'Delete…' }).click()) },
  { name: 'undo', steps: then(button('Options for conversation'), (page) => page.getByRole('menuitem', { name: 'Delete' }).click(), (page) => page.getByText('was deleted').waitFor()) },
  { name: 'palette', steps: then((page) => page.keyboard.press('Control+k'), (page) => page.getByPlaceholder(/Type an action/).waitFor()) },
  { name: 'shortcuts', steps: then((page) => page.locator('body').click({ position: { x: 640, y: 5 } }), (page) => page.keyboard.press('?')) },
  { name: 'crowded', scenario: 'crowded' },
  { name: 'large-text', textScale: 1.6 },
  { name: 'forced-colors', forcedColors: true, steps: openCitation(1) },
  { name: 'forced-colors-models', forcedColors: true, steps: view('Models') },
  { name: '800-drawer', width: 800, height: 700, steps: openCitation(1) },
  { name: '600-conversation', width: 600, height: 800 },
  { name: '600-rail', width: 600, height: 800, steps: button('Show matters') },
  { name: '600-evidence', width: 600, height: 800, steps: openCitation(2) },
  { name: '600-documents', width: 600, height: 800, scenario: 'usual', steps: then(button('Show matters'), view('Documents')) },
  { name: '600-models', width: 600, height: 800, steps: then(button('Show matters'), view('Models')) },
  { name: '600-ledger', width: 600, height: 800, steps: then(button('Show matters'), view('Ledger')) },
]
