import { InvalidArgumentError } from 'commander'
import { serveBrowser } from '../shell/serve-browser.ts'
import { exitCodes, note } from './command-context.ts'
import type { AddCommand } from './command-context.ts'

export const addServe: AddCommand = (program, context, run) => {
  program.command('serve')
    .summary('serve the app to this machine’s own browser')
    .description('Serves the app to this machine’s own browser, on 127.0.0.1 only. The address that is written works once; press Enter for another.')
    .option('--port <number>', 'a fixed port, for an SSH tunnel; a random one when left out', parsePort)
    .action((flags: { readonly port?: number }) => run(async () => {
      await serveBrowser({
        openWorkplace: context.openWorkplace,
        signal: context.signal,
        onReady: (url) => {
          context.stdout.write(`Strongroom is ready: ${url}\n`)
          note(context, 'Press Ctrl-C to stop.')
        },
        moreUrls: context.stdin,
        ...(flags.port === undefined ? {} : { port: flags.port }),
      })
      return exitCodes.ok
    }))
}

function parsePort(given: string): number {
  const port = Number(given)
  if (!Number.isInteger(port) || port < 1024 || port > 65_535) throw new InvalidArgumentError('It must be a number from 1024 to 65535.')
  return port
}
