import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { startBrowserShell } from './browser-shell-server.ts'
import { builtFolder } from './built-files.ts'
import type { Workplace } from './workplace.ts'

export interface ServeOptions {
  readonly openWorkplace: () => Promise<Workplace>
  /** Serving ends, and everything is closed, when this aborts. */
  readonly signal: AbortSignal
  /** Called once with the address to open. */
  readonly onReady: (url: string) => void
  /** Asked for another address, because each works once: the stream's every line makes one. */
  readonly moreUrls?: AsyncIterable<unknown>
  readonly port?: number
  readonly pageFolder?: string
}

/** Serves the app to this machine's own browser until told to stop. */
export async function serveBrowser({ openWorkplace, signal, onReady, moreUrls, port, pageFolder = builtFolder('renderer') }: ServeOptions): Promise<void> {
  await using workplace = await openWorkplace()
  const uploadsFolder = join(workplace.dataFolder, 'uploads')
  // Uploads that a crash left behind: nobody else holds this folder now.
  await rm(uploadsFolder, { recursive: true, force: true })
  await using shell = await startBrowserShell({ application: workplace.application, log: workplace.log, pageFolder, uploadsFolder, ...(port === undefined ? {} : { port }) })
  onReady(shell.openUrl())
  void announceMore(shell.openUrl, onReady, moreUrls)
  if (!signal.aborted) await once(signal, 'abort')
}

async function announceMore(openUrl: () => string, onReady: (url: string) => void, asked: AsyncIterable<unknown> | undefined): Promise<void> {
  if (asked) for await (const _line of asked) onReady(openUrl())
}
