import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/** A browser window on the app in which everything that it asks the network for, or complains about, is recorded. */
export interface WatchedWindow extends AsyncDisposable {
  readonly page: Page
  readonly context: BrowserContext
  /** Addresses of all requests that were not to the app's own origin. */
  readonly foreign: readonly string[]
  /** Errors that the page threw or wrote to its console, refusals of its content security policy among them. */
  readonly complaints: readonly string[]
  requestCount(): number
}

/** What a window can be opened on; each address may work once. */
export interface Site { readonly origin: string; openUrl(): Promise<string> }

/** Opens the app in a window of its own with a fresh address. */
export async function openWindow(browser: Browser, site: Site, options: BrowserContextOptions = {}): Promise<WatchedWindow> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', ...options })
  const foreign: string[] = []
  const complaints: string[] = []
  let requests = 0
  context.on('request', (request) => {
    requests += 1
    const { protocol, origin } = new URL(request.url())
    if (origin !== site.origin && protocol !== 'data:' && protocol !== 'blob:') foreign.push(request.url())
  })
  context.on('console', (message) => { if (message.type() === 'error') complaints.push(message.text()) })
  context.on('weberror', (error) => complaints.push(error.error().message))
  const page = await context.newPage()
  page.setDefaultTimeout(20_000)
  // Whoever listens only when about to choose is sometimes too late: the browser is told meanwhile.
  page.on('filechooser', () => {})
  await page.goto(await site.openUrl())
  return { page, context, foreign, complaints, requestCount: () => requests, [Symbol.asyncDispose]: () => context.close() }
}

/** Makes a matter by the dialog; it is selected afterwards. */
export async function createMatter(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New matter' }).first().click()
  const dialog = page.getByRole('dialog', { name: 'New matter' })
  await dialog.getByLabel('Name').fill(name)
  await dialog.getByRole('button', { name: 'Create matter' }).click()
  await dialog.waitFor({ state: 'hidden' })
}

/** Goes to a screen by the rail; the conversation is behind the name of its matter. */
export async function goTo(page: Page, screen: 'Documents' | 'Ledger' | 'Models' | 'Settings' | 'Conversation'): Promise<void> {
  const rail = page.getByRole('navigation', { name: 'Main menu' })
  if (screen === 'Conversation') await rail.locator('button[aria-current="true"]').click()
  // The number of documents stands behind the word.
  else await rail.getByRole('button', { name: new RegExp(`^${screen}\\s*\\d*$`) }).click()
}

/** Adds files as a person does with the file dialog, and waits until all were read. */
export async function addDocuments(page: Page, paths: readonly string[]): Promise<void> {
  await goTo(page, 'Documents')
  await choose(page, 'Add files', paths)
  await page.getByRole('grid', { name: 'Documents of this matter' }).getByText('Ready', { exact: true }).nth(paths.length - 1).waitFor({ timeout: 120_000 })
  await allRead(page)
}

/** Chooses files, or a folder, in the dialog that a button opens. */
export async function choose(page: Page, button: 'Add files' | 'Add folder', paths: string | readonly string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: button }).click()
  await (await chooser).setFiles(typeof paths === 'string' ? paths : [...paths])
}

/** Waits until the line above says that every page was read, after which questions are taken. */
export async function allRead(page: Page): Promise<void> {
  await page.getByRole('button', { name: /pages? read$/ }).waitFor()
}

/** Types a question and waits for the complete answer; the article of its turn is returned. */
export async function askAndWait(page: Page, question: string): Promise<ReturnType<Page['getByRole']>> {
  const box = page.getByRole('textbox', { name: 'Ask this matter' })
  await box.fill(question)
  await box.press('Enter')
  const turn = page.getByRole('article', { name: question })
  await turn.getByRole('button', { name: 'Where did it go?' }).waitFor({ timeout: 280_000 })
  return turn
}
