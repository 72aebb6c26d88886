import { resolve } from 'node:path'
import { fromFailure } from '../support/errors.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand } from './command-context.ts'
import type { ReadOutput } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

export const addRead: AddCommand = (program, context, run) => {
  program.command('read')
    .summary('show the pages of one file as they would be read')
    .description('Shows the pages of one file as ingestion would read them. Nothing is stored.')
    .argument('<file>', 'the file to read')
    .option('--json', 'write the pages as JSON')
    .action((file: string, flags: { readonly json?: boolean }) => run(async () => {
      await using workplace = await context.openWorkplace({ scratch: true })
      const outcome = await workplace.application.readFile(resolve(file), context.signal)
      if (!outcome.ok) throw fromFailure(outcome.error)
      const { mediaType, pages, warnings } = outcome.value
      if (flags.json) {
        const plainPages = pages.map(({ page, label, text, method, confidence }) => ({ page, label, text, method, confidence }))
        writeJson(context, { schema: 'strongroom.read/1', file, mediaType, pages: plainPages, warnings: [...warnings] } satisfies ReadOutput)
        return exitCodes.ok
      }
      for (const { page, label, text } of pages) context.stdout.write(`── page ${page}${label ? ` (${terminalText(label)})` : ''} ──\n${terminalText(text, 'lines')}\n`)
      for (const warning of warnings) context.stderr.write(`${terminalText(warning)}\n`)
      return exitCodes.ok
    }))
}
