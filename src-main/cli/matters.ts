import { callApplication } from './call-application.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand } from './command-context.ts'
import type { MattersOutput } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

export const addMatters: AddCommand = (program, context, run) => {
  program.command('matters')
    .description('Lists the matters, with their ids.')
    .option('--json', 'write the list as JSON')
    .action((flags: { readonly json?: boolean }) => run(async () => {
      await using workplace = await context.openWorkplace()
      const matters = await callApplication(workplace.application, 'matters.list', null)
      if (flags.json) {
        writeJson(context, matters.map(({ id, name, createdAt, documentCount, pageCount, pagesWithoutText, documentsFailed }) => (
          { schema: 'strongroom.matters/1', id, name, createdAt, documents: documentCount, pages: pageCount, pagesWithoutText, documentsFailed }
        )) satisfies MattersOutput)
        return exitCodes.ok
      }
      for (const { id, name, documentCount, pageCount } of matters) context.stdout.write(`${id}  ${terminalText(name)}  (${documentCount} documents, ${pageCount} pages)\n`)
      if (matters.length === 0) context.stderr.write('There is no matter yet. `strongroom ingest PATH --matter NAME` makes one.\n')
      return exitCodes.ok
    }))
}
