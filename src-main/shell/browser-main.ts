import { openConfFile } from '../settings/settings-file.ts'
import { toFailure } from '../support/errors.ts'
import { serveBrowser } from './serve-browser.ts'
import { shellWithoutDialogs } from './shell-port.ts'
import { stopSignal } from './stop-signal.ts'
import { openWorkplace } from './workplace.ts'
import type { CreateApplication } from './workplace.ts'

/** The browser shell as its own process. The launcher reads the `ready` line and opens the browser: here, starting a program is denied. */
export async function runBrowserShell(createApplication: CreateApplication): Promise<never> {
  try {
    await serveBrowser({
      openWorkplace: () => openWorkplace({ shell: shellWithoutDialogs, openJsonFile: openConfFile, createApplication }),
      signal: stopSignal(),
      onReady: (url) => process.stdout.write(`Strongroom is ready: ${url}\n`),
      moreUrls: process.stdin,
    })
    process.exit(0)
  } catch (error) {
    const { code, message } = toFailure(error)
    process.stderr.write(`${code}: ${message}\n`)
    process.exit(1)
  }
}
