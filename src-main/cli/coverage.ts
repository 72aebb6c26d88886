import type { CoverageGap } from '../../src-preload/contract/index.ts'
import { callApplication } from './call-application.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand } from './command-context.ts'
import { coverageName, coverageWords } from './coverage-words.ts'
import { findMatter } from './find-matter.ts'
import type { CoverageOutput } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

const gapsPerCall = 1_000

export const addCoverage: AddCommand = (program, context, run) => {
  program.command('coverage')
    .summary('say how far the pages of a matter were read')
    .description('Says how many pages of a matter were read and how, and lists each page that was not read or whose text is in doubt.')
    .requiredOption('--matter <matter>', 'name or id')
    .option('--json', 'write it as JSON')
    .action((flags: { readonly matter: string; readonly json?: boolean }) => run(async () => {
      await using workplace = await context.openWorkplace()
      const { id: matterId, name: matter } = await findMatter(workplace.application, flags.matter)
      const gaps: CoverageGap[] = []
      const ask = (offset: number) => callApplication(workplace.application, 'documents.coverage', { matterId, documentId: null, offset, limit: gapsPerCall })
      const { gapsTotal, gaps: first, ...report } = await ask(0)
      gaps.push(...first)
      while (gaps.length < gapsTotal) {
        const { gaps: more } = await ask(gaps.length)
        if (more.length === 0) break
        gaps.push(...more)
      }
      const documents = await callApplication(workplace.application, 'documents.list', { matterId })
      const failures = documents.flatMap(({ origin, failure }) => (failure ? [{ file: origin, code: failure.code, message: failure.message }] : []))
      if (flags.json) {
        writeJson(context, { schema: 'strongroom.coverage/1', matterId, matter, ...report, gaps, failures } satisfies CoverageOutput)
        return exitCodes.ok
      }
      context.stdout.write(`${coverageWords(report.byCoverage)}\n`)
      for (const { documentName, page, pageLabel, coverage } of gaps) context.stdout.write(`${terminalText(documentName)}, page ${page}${pageLabel === null ? '' : ` (${terminalText(pageLabel)})`}: ${coverageName(coverage)}\n`)
      for (const { file, message } of failures) context.stdout.write(`${terminalText(file)}: ${message}\n`)
      return exitCodes.ok
    }))
}
