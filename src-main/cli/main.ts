import { createRequire } from 'node:module'
import { openConfFile } from '../settings/settings-file.ts'
import { shellWithoutDialogs } from '../shell/shell-port.ts'
import { stopSignal } from '../shell/stop-signal.ts'
import { openWorkplace } from '../shell/workplace.ts'
import type { CreateApplication } from '../shell/workplace.ts'
import { runCli } from './run-cli.ts'

/** The command line on the real machine. Ends the process: a native thread that stays behind must not keep a script waiting. */
export async function runCommandLine(args: readonly string[], createApplication: CreateApplication): Promise<never> {
  // `strongroom search … | head` closes our output early; that is its reader's right and no failure.
  process.stdout.on('error', () => process.exit(0))
  const exitCode = await runCli(args, {
    version: version(),
    // A window could send the key to any provider chosen there.
    openWorkplace: (options) => openWorkplace({ ...options, shell: { ...shellWithoutDialogs, ...(args[0] !== 'serve' && { runKey: process.env['STRONGROOM_KEY'] || null, onBattery: () => null }) }, openJsonFile: openConfFile, createApplication }),
    stdout: process.stdout,
    stderr: process.stderr,
    stdin: process.stdin,
    signal: stopSignal(),
    env: process.env,
  })
  await new Promise((resolve) => process.stdout.write('', resolve))
  process.exit(exitCode)
}

/** From out/main as from src-main/cli, the checkout's or the package's own manifest is two folders up. */
function version(): string {
  const manifest = createRequire(import.meta.url)('../../package.json') as { readonly version: string }
  return manifest.version
}
