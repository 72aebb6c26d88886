import { Command, CommanderError } from 'commander'
import { addAsk } from './ask.ts'
import { exitCodes } from './command-context.ts'
import type { AddCommand, CliContext, ExitCode } from './command-context.ts'
import { describeFailure } from './command-failure.ts'
import { addDoctor } from './doctor.ts'
import { addEscalate } from './escalate.ts'
import { addIngest } from './ingest.ts'
import { addLedger } from './ledger.ts'
import { addCoverage } from './coverage.ts'
import { addMatters } from './matters.ts'
import { addModels } from './models.ts'
import { addProviders } from './providers.ts'
import { addRead } from './read.ts'
import { addRedact } from './redact.ts'
import { addSearch } from './search.ts'
import { addServe } from './serve.ts'

const commands: readonly AddCommand[] = [addIngest, addAsk, addEscalate, addSearch, addRead, addCoverage, addRedact, addMatters, addLedger, addProviders, addModels, addServe, addDoctor]

/** Runs one command line (without `node` and the script) and gives its exit code. Never rejects; failures are one line on stderr. */
export async function runCli(args: readonly string[], context: CliContext): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.ok
  const program = new Command('strongroom')
    .description('Answers questions from documents that must not leave this machine. STRONGROOM_HOME names the data folder.')
    .version(context.version, '--version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => context.stdout.write(text),
      writeErr: (text) => context.stderr.write(text),
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .showHelpAfterError('(--help shows what there is)')
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 wrong usage, 3 partly done, 4 a ledger is broken, 130 stopped. See docs/cli.md.')
  for (const add of commands) add(program, context, async (work) => { exitCode = await work() })
  // Subcommands take over these settings only when they are made, so errors inside them are caught here as well.
  try {
    await program.parseAsync([...args], { from: 'user' })
    return exitCode
  } catch (error) {
    return reportError(error, context)
  }
}

function reportError(error: unknown, context: CliContext): ExitCode {
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return exitCodes.ok
    if (error.code === 'strongroom.usage') context.stderr.write(`error: ${error.message}\n`)
    return exitCodes.usage
  }
  const { code, message } = describeFailure(context.signal.aborted ? context.signal.reason : error)
  context.stderr.write(`${code}: ${message}\n`)
  return code === 'cancelled' ? exitCodes.interrupted : exitCodes.failure
}
