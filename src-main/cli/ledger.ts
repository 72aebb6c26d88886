import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { CommanderError, InvalidArgumentError, Option, type Command } from 'commander'
import { hopKinds, type Hop, type HopKind, leftMachine } from '../../src-preload/contract/index.ts'
import { verdictWords } from '../ledger/report-words.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { callApplication } from './call-application.ts'
import { exitCodes, note, writeJson } from './command-context.ts'
import type { AddCommand, CliContext, ExitCode } from './command-context.ts'
import { findMatter } from './find-matter.ts'
import type { LedgerOutput, LedgerVerdictOutput } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

interface WhoseFlags { readonly matter?: string; readonly app?: boolean; readonly json?: boolean }
interface ListFlags extends WhoseFlags { readonly kind?: readonly HopKind[]; readonly left?: boolean; readonly stayed?: boolean; readonly limit: number; readonly before?: number }
interface ExportFlags extends WhoseFlags { readonly format: 'jsonl' | 'html'; readonly output?: string }

export const addLedger: AddCommand = (program, context, run) => {
  const ledger = program.command('ledger').description('Shows, verifies and exports what went where: of one matter, or the app’s own rows.')
  const onLedger = <F extends WhoseFlags>(work: (application: ApplicationPort, matterId: string | null, flags: F) => Promise<ExitCode>) => (flags: F) => run(async () => {
    if ((flags.matter === undefined) === (flags.app !== true)) throw new CommanderError(exitCodes.usage, 'strongroom.usage', 'say --matter NAME, or --app for downloads and erased matters')
    await using workplace = await context.openWorkplace()
    const { application } = workplace
    return work(application, flags.matter === undefined ? null : (await findMatter(application, flags.matter)).id, flags)
  })

  whose(ledger.command('list').description('Lists rows, newest first.'))
    .addOption(new Option('--kind <kind...>', 'only these kinds of step').choices([...hopKinds]))
    .option('--left', 'only what left this machine or arrived at it')
    .addOption(new Option('--stayed', 'only what stayed here').conflicts('left'))
    .option('--limit <number>', 'how many rows, 1 to 1000', wholeNumber(1000), 100)
    .option('--before <row>', 'go on before this row', wholeNumber(Number.MAX_SAFE_INTEGER))
    .option('--json', 'write the rows as JSON')
    .action(onLedger<ListFlags>(async (application, matterId, { kind, left, stayed, limit, before, json }) => {
      const hops = await callApplication(application, 'ledger.list', { matterId, filter: {
        limit, ...(kind ? { kinds: [...kind] } : {}), ...(left || stayed ? { leftMachine: left === true } : {}), ...(before === undefined ? {} : { beforeId: before }),
      } })
      if (json) writeJson(context, hops.map((hop) => ({ schema: 'strongroom.ledger/1', ...hop })) satisfies LedgerOutput)
      else for (const hop of hops) context.stdout.write(`${hopText(hop)}\n`)
      if (hops.length === 0) note(context, 'No row fits.')
      return exitCodes.ok
    }))

  whose(ledger.command('verify').description('Recomputes every row and compares it with the head that is kept apart. Ends with 4 when the ledger is broken.'))
    .option('--json', 'write the verdict as JSON')
    .action(onLedger<WhoseFlags>(async (application, matterId, { json }) => {
      const verdict = await callApplication(application, 'ledger.verify', { matterId })
      if (json) writeJson(context, { schema: 'strongroom.ledger-verdict/1', ...verdict } satisfies LedgerVerdictOutput)
      else context.stdout.write(`${verdictWords(verdict)}\n${verdict.state === 'intact' ? `Hash of the last row: ${verdict.head}\n` : ''}`)
      return verdict.state === 'intact' ? exitCodes.ok : exitCodes.broken
    }))

  whose(ledger.command('export').description('Writes every row with its hashes as JSON Lines, or a report for a client file as one HTML page.'))
    .addOption(new Option('--format <format>', 'jsonl or html').choices(['jsonl', 'html']).default('jsonl'))
    .option('-o, --output <file>', 'write to this file instead of stdout; a file that is there is not overwritten')
    .action(onLedger<ExportFlags>(async (application, matterId, { format, output }) => {
      const { text } = await callApplication(application, 'ledger.export', { matterId, format })
      if (output === undefined) context.stdout.write(text)
      else await saveNew(context, resolve(output), text)
      return exitCodes.ok
    }))
}

function whose(command: Command): Command {
  return command.option('--matter <name or id>', 'the ledger of this matter').addOption(new Option('--app', 'the app’s own ledger: downloads, erased matters').conflicts('matter'))
}

async function saveNew(context: CliContext, path: string, text: string): Promise<void> {
  try {
    await writeFile(path, text, { flag: 'wx', mode: 0o600 })
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') throw new CommanderError(exitCodes.usage, 'strongroom.usage', 'that file is there already; name another one')
    throw error
  }
  note(context, `Written to ${terminalText(path)}`)
}

function hopText(hop: Hop): string {
  const { id, at, kind, destination, bytes, items, sha256, detail } = hop
  return `${id}  ${at}  ${leftMachine(hop) ? '→' : ' '} ${kind.padEnd(12)}  ${terminalText(destination)}  ${bytes} bytes, ${items} items  ${sha256.slice(0, 12)}${detail === null ? '' : `  ${terminalText(detail)}`}`
}

function wholeNumber(most: number): (given: string) => number {
  return (given) => {
    const value = Number(given)
    if (!Number.isInteger(value) || value < 1 || value > most) throw new InvalidArgumentError('It must be a whole number, 1 or more.')
    return value
  }
}
