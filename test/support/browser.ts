import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import bundledChromium from '@sparticuz/chromium'
import { chromium, type Browser, type LaunchOptions } from 'playwright-core'

const programNames = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome.exe']
const usualPlaces = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe']

/**
 * A headless Chromium: the one that PLAYWRIGHT_CHROMIUM names, the machine's own, or the one that comes as a package
 * (Linux on x64). Its own features that would call out are off, so that a recorded request is the page's.
 */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const quiet = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-domain-reliability', '--no-pings', '--no-first-run']
  return chromium.launch({ executablePath: await browserProgram(), args: quiet, ...options })
}

async function browserProgram(): Promise<string> {
  const named = process.env['PLAYWRIGHT_CHROMIUM']
  if (named) return named
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => programNames.map((name) => join(folder, name)))
  const installed = [...usualPlaces, ...onPath].find((path) => existsSync(path))
  return installed ?? bundledChromium.executablePath()
}
