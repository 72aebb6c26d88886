import { InvalidArgumentError } from 'commander'
import type { DataPolicy } from '../../src-preload/contract/index.ts'
import { callApplication } from './call-application.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand } from './command-context.ts'
import { findMatter } from './find-matter.ts'
import type { MattersOutput } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

export const addMatters: AddCommand = (program, context, run) => {
  const matters = program.command('matters')
    .description('Lists the matters, with their ids.')
    .option('--json', 'write the list as JSON')
    .action((flags: { readonly json?: boolean }) => run(async () => {
      await using workplace = await context.openWorkplace()
      const list = await callApplication(workplace.application, 'matters.list', null)
      if (flags.json) {
        writeJson(context, list.map(({ id, name, createdAt, documentCount, pageCount, pagesWithoutText, documentsFailed, dataPolicy }) => (
          { schema: 'strongroom.matters/1', id, name, createdAt, documents: documentCount, pages: pageCount, pagesWithoutText, documentsFailed, dataPolicy }
        )) satisfies MattersOutput)
        return exitCodes.ok
      }
      for (const { id, name, documentCount, pageCount } of list) context.stdout.write(`${id}  ${terminalText(name)}  (${documentCount} documents, ${pageCount} pages)\n`)
      if (list.length === 0) context.stderr.write('There is no matter yet. `strongroom ingest PATH --matter NAME` makes one.\n')
      return exitCodes.ok
    }))
  matters.command('set-policy')
    .description('Says whether anything of a matter may be sent: never, or ask (after redaction, review and approval, once for each request).')
    .argument('<matter>', 'name or id')
    .argument('<policy>', 'never or ask', (value: string) => {
      if (value !== 'never' && value !== 'ask') throw new InvalidArgumentError('It is never or ask.')
      return value
    })
    .action((matter: string, dataPolicy: DataPolicy) => run(async () => {
      await using workplace = await context.openWorkplace()
      const { id: matterId } = await findMatter(workplace.application, matter)
      await callApplication(workplace.application, 'matters.setDataPolicy', { matterId, dataPolicy })
      return exitCodes.ok
    }))
}
