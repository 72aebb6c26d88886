import { InvalidArgumentError, Option } from 'commander'
import type { Hit } from '../../src-preload/contract/index.ts'
import { callApplication } from './call-application.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand } from './command-context.ts'
import { findMatter } from './find-matter.ts'
import { answerLines } from './json-lines.ts'
import type { SearchLine, SearchOutput } from './output-schemas.ts'
import { requireQuestion } from './require-question.ts'
import { terminalText } from './terminal-text.ts'

interface SearchFlags { readonly matter: string; readonly k: number; readonly json?: boolean; readonly jsonl?: boolean }

export const addSearch: AddCommand = (program, context, run) => {
  program.command('search')
    .summary('find the passages that answer a question best')
    .description('Finds the passages that answer a question best, best first. No chat model is needed.')
    .argument('[query]', 'what to look for; left out with --jsonl')
    .requiredOption('--matter <name or id>', 'the matter to search')
    .option('-k <number>', 'how many passages, 1 to 50', parseCount, 10)
    .option('--json', 'write the passages as JSON')
    .addOption(new Option('--jsonl', 'read {"id", "query"} lines from stdin, write one JSON line each').conflicts('json'))
    .action((query: string | undefined, flags: SearchFlags) => run(async () => {
      const text = requireQuestion(query, flags.jsonl)
      await using workplace = await context.openWorkplace()
      const { application } = workplace
      const { id: matterId } = await findMatter(application, flags.matter)
      const search = (query: string) => callApplication(application, 'search.run', { matterId, query, k: flags.k })
      if (flags.jsonl) {
        return await answerLines(context, 'strongroom.search/1', async (line) => {
          const { hits, tookMs } = await search(line.text)
          return { schema: 'strongroom.search/1', id: line.id, query: line.text, hits: hits.map(plainHit), tookMs } satisfies SearchLine
        })
      }
      const { hits } = await search(text)
      if (flags.json) writeJson(context, hits.map((hit) => ({ schema: 'strongroom.search/1', ...plainHit(hit) })) satisfies SearchOutput)
      else context.stdout.write(hits.map(hitText).join('\n'))
      if (hits.length === 0) context.stderr.write('No passage of this matter was found.\n')
      return exitCodes.ok
    }))
}

function plainHit({ documentName, documentId, page, start, end, score, text }: Hit) {
  return { file: documentName, documentId, page, start, end, score, text }
}

function hitText({ documentName, page, score, text }: Hit): string {
  return `${terminalText(documentName)}, page ${page} (${score.toFixed(2)})\n${terminalText(text, 'lines')}\n`
}

function parseCount(given: string): number {
  const count = Number(given)
  if (!Number.isInteger(count) || count < 1 || count > 50) throw new InvalidArgumentError('It must be a whole number from 1 to 50.')
  return count
}
