import { runCli } from '../../src-main/cli/run-cli.ts'
import type { ExitCode } from '../../src-main/cli/command-context.ts'
import { silentLog } from '../../src-main/support/log.ts'
import type { FakeApplication } from './fake-application.ts'

export interface CommandRun { readonly exitCode: ExitCode; readonly stdout: string; readonly stderr: string }
export interface CommandOptions { readonly stdin?: string; readonly signal?: AbortSignal; readonly env?: NodeJS.ProcessEnv; readonly terminal?: boolean; readonly onOutput?: (stdout: string) => void; readonly onOpen?: (online: boolean) => void; readonly openFails?: Error }

/** Runs one command line against a scripted application, with everything that it writes. */
export async function runCommand(args: readonly string[], application: FakeApplication, options: CommandOptions = {}): Promise<CommandRun> {
  let stdout = ''
  let stderr = ''
  const terminal = options.terminal ?? false
  const exitCode = await runCli(args, {
    version: '1.2.3',
    openWorkplace: async ({ online = false } = {}) => {
      options.onOpen?.(online)
      if (options.openFails) throw options.openFails
      return { application, log: silentLog, dataFolder: options.env?.['STRONGROOM_HOME'] ?? '', [Symbol.asyncDispose]: () => application[Symbol.asyncDispose]() }
    },
    stdout: { write: (text) => { stdout += text; options.onOutput?.(stdout) }, isTTY: terminal },
    stderr: { write: (text) => { stderr += text }, isTTY: terminal },
    stdin: (async function* () { yield options.stdin ?? '' })(),
    signal: options.signal ?? new AbortController().signal,
    env: options.env ?? {},
  })
  return { exitCode, stdout, stderr }
}
