import type { Page } from 'playwright-core'
import type { Shot } from './screenshot-list.ts'

type Steps = (page: Page) => Promise<unknown>
const then = (...steps: readonly Steps[]) => async (page: Page): Promise<void> => { for (const step of steps) await step(page) }
const button = (name: string | RegExp): Steps => (page) => page.getByRole('button', { name }).first().click()
const tab = (name: string | RegExp): Steps => (page) => page.getByRole('tab', { name }).click()
const key = (...keys: readonly string[]): Steps => async (page) => { for (const each of keys) await page.keyboard.press(each) }

const setup = then(button('Escalate…'), (page) => page.getByRole('dialog', { name: 'Escalate' }).waitFor())
const review = then(setup, button('Prepare the preview'), (page) => page.getByRole('dialog', { name: 'Review before sending' }).waitFor(), (page) => page.getByText('being prepared…').waitFor({ state: 'detached' }))
const settings = (part: string) => then(key('Control+,'), (page) => page.getByRole('radio', { name: part }).click())
const failPropose: Steps = (page) => page.evaluate("fakeBridge.failNext('exit.propose', { code: 'detector-failed', message: 'The search for names and numbers did not finish, so nothing was sent. Try again; if it keeps failing, restart Strongroom.', facts: {} })")
const failApprove: Steps = (page) => page.evaluate("fakeBridge.failNext('exit.approve', { code: 'provider-tls', message: 'The provider’s certificate could not be verified, so nothing was sent. For an endpoint of your own, name its authority’s file under Settings.', facts: {} })")

const screens: readonly Shot[] = [
  { name: 'exit-setup', scenario: 'exit-open', steps: setup },
  { name: 'exit-setup-no-provider', scenario: 'exit-no-provider', steps: setup },
  { name: 'exit-setup-locked', scenario: 'exit-locked-keys', steps: setup },
  { name: 'exit-review', scenario: 'exit-open', steps: review },
  { name: 'exit-review-finding', scenario: 'exit-open', steps: then(review, key('n', 'n', 'n', 'Enter'), (page) => page.getByRole('dialog', { name: 'Person' }).waitFor()) },
  { name: 'exit-review-kept', scenario: 'exit-open', steps: then(review, key('n', 'n', 'n'), (page) => page.getByRole('button', { name: /^Desmond Pryce: Person, masked/ }).first().press('k'), (page) => page.getByRole('button', { name: 'Desmond Pryce: Person, kept' }).first().waitFor()) },
  { name: 'exit-review-mask-words', scenario: 'exit-open', steps: then(review, button('Mask words…'), (page) => page.getByLabel('Words to mask').fill('the deposit')) },
  { name: 'exit-review-blocked', scenario: 'exit-blocked', steps: review },
  { name: 'exit-review-long', scenario: 'exit-long', steps: review },
  { name: 'exit-review-nothing-found', scenario: 'exit-nothing-found', steps: review },
  { name: 'exit-request', scenario: 'exit-open', steps: then(review, tab('Exact request')) },
  { name: 'exit-failed', scenario: 'exit-open', steps: then(setup, failPropose, button('Prepare the preview'), (page) => page.getByRole('alert').waitFor()) },
  { name: 'exit-not-sent', scenario: 'exit-open', steps: then(review, failApprove, button('Send to Anthropic'), (page) => page.getByRole('alert').waitFor()) },
  { name: 'exit-answered', scenario: 'exit-answered', steps: (page) => page.getByText('Answered elsewhere').waitFor() },
  { name: 'exit-policy', scenario: 'exit-open', steps: then(button('Asks before anything leaves'), (page) => page.getByRole('dialog').waitFor()) },
  { name: 'exit-policy-forbidden', scenario: 'exit-forbidden', steps: then(button('On this machine only'), (page) => page.getByRole('dialog').waitFor()) },
  { name: 'settings-sending', scenario: 'exit-locked-keys', height: 1100, steps: settings('Sending') },
  { name: 'settings-sending-empty', scenario: 'exit-no-provider', steps: settings('Sending') },
  { name: 'settings-masking', scenario: 'exit-open', height: 1100, steps: settings('Masking') },
  { name: 'settings-provider-errors', scenario: 'exit-open', steps: then(settings('Sending'), button('Add provider'), (page) => page.getByRole('button', { name: 'Save', exact: true }).click(), (page) => page.getByText('Name at least one model.').waitFor()) },
]

const again = (name: string, wanted: RegExp, change: Partial<Shot>): Shot[] => screens.filter((shot) => wanted.test(shot.name)).map((shot) => ({ ...shot, ...change, name: `${name}-${shot.name}` }))

/** Every screen of the exit, in the states and sizes that deserve a look. */
export const exitShots: readonly Shot[] = [
  ...screens,
  ...again('dark', /./, { theme: 'dark' }),
  ...again('480', /setup$|review$|blocked|request|answered|policy|settings/, { width: 480, height: 800 }),
  ...again('800', /review(?!-mask)|settings-masking/, { width: 800, height: 700 }),
  ...again('large-text', /setup$|review$|blocked|settings/, { textScale: 1.6 }),
  ...again('forced-colors', /review-kept|blocked|policy$/, { forcedColors: true }),
  { name: 'exit-making', scenario: 'exit-open', stepMs: 300, steps: then(setup, button('Prepare the preview'), (page) => page.getByText('Looking for names').waitFor()) },
  { name: 'exit-waiting', scenario: 'exit-open', stepMs: 200, steps: then(review, button('Send to Anthropic'), (page) => page.getByText('Waiting for Anthropic').waitFor()) },
  { name: 'exit-expired', scenario: 'exit-expiring', steps: then(review, (page) => page.getByRole('button', { name: 'Prepare again' }).waitFor()) },
]
