import type { Browser, BrowserContextOptions } from 'playwright-core'
import type { SettingsPatch } from '../../src-preload/contract/index.ts'
import { launchBrowser } from './browser.ts'
import { startBuiltApp, type BuiltApp } from './built-app.ts'
import { temporaryHome, type TemporaryHome } from './temporary-home.ts'
import { openWindow, type WatchedWindow } from './watched-page.ts'

/** A watched window on the built app, with the data folder, the app and the browser that it stands on. */
export interface Visit extends WatchedWindow {
  readonly home: TemporaryHome
  readonly app: BuiltApp
  readonly browser: Browser
  /** One more window on the same app, for the caller to close. */
  openSecond(): Promise<WatchedWindow>
}

/** Starts all of it; what has been started is ended again in the other order, also when the next thing does not start. */
export async function startVisit({ settings = {}, prepare, window = {} }: {
  readonly settings?: SettingsPatch
  /** Called before the app starts. */
  readonly prepare?: (home: TemporaryHome) => void
  readonly window?: BrowserContextOptions
} = {}): Promise<Visit> {
  await using started = new AsyncDisposableStack()
  const home = started.use(temporaryHome(settings))
  prepare?.(home)
  const app = started.use(await startBuiltApp(home))
  const browser = started.use(await launchBrowser())
  const first = started.use(await openWindow(browser, app, window))
  const kept = started.move()
  return { ...first, home, app, browser, openSecond: () => openWindow(browser, app, window), [Symbol.asyncDispose]: () => kept.disposeAsync() }
}
