import { resolve } from 'node:path'
import { Option } from 'commander'
import { type OcrEngine, ocrEngineSchema } from '../../src-preload/contract/index.ts'
import type { WholeFile } from '../ingest/read-whole-file.ts'
import { fromFailure } from '../support/errors.ts'
import { countCoverage } from '../store/coverage-facts.ts'
import { coverageWords } from './coverage-words.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import type { ReadChild, ReadFileOutput, ReadOutput } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

interface ReadFlags { readonly json?: boolean; readonly engine?: OcrEngine; readonly languages?: string }

export const addRead: AddCommand = (program, context, run) => {
  program.command('read')
    .summary('show the pages of one file as they would be read')
    .description('Shows the pages of one file, and of the files inside it, as ingestion would read them. Nothing is stored. STRONGROOM_FILE_PASSWORD opens a protected file.')
    .argument('<file>', 'the file to read')
    .option('--json', 'write the pages as JSON')
    .addOption(new Option('--engine <engine>', 'what recognises scans').choices(ocrEngineSchema.options))
    .option('--languages <list>', 'languages of scans, such as eng,deu')
    .action((file: string, flags: ReadFlags) => run(async () => {
      await using workplace = await context.openWorkplace({ scratch: true })
      const outcome = await workplace.application.readFile(resolve(file), {
        signal: context.signal, password: context.env['STRONGROOM_FILE_PASSWORD'] || null,
        ...(flags.engine && { engine: flags.engine }), ...(flags.languages && { languages: flags.languages.split(',').map((each) => each.trim()) }),
      })
      if (!outcome.ok) throw fromFailure(outcome.error)
      if (flags.json) writeJson(context, { schema: 'strongroom.read/1', file, ...toOutput(outcome.value) } satisfies ReadOutput)
      else writePages(context, outcome.value, '')
      return exitCodes.ok
    }))
}

function toOutput({ mediaType, language, pages, warnings, children }: WholeFile): ReadFileOutput {
  return {
    mediaType, language,
    pages: pages.map(({ page, label, text, method, confidence, coverage, engine, headings, places, tables }) => ({ page, label, text, method, confidence, coverage, engine, headings, places, tables })),
    warnings: [...warnings], coverage: countCoverage(pages).counts,
    children: children.map(({ name, bytes, read }): ReadChild => (read.ok ? { name, bytes, ...toOutput(read.value) } : { name, bytes, error: { code: read.error.code, message: read.error.message } })),
  }
}

function writePages(context: CliContext, { pages, warnings, children }: WholeFile, within: string): void {
  for (const { page, label, text } of pages) context.stdout.write(`── ${within}page ${page}${label ? ` (${terminalText(label)})` : ''} ──\n${terminalText(text, 'lines')}\n`)
  context.stderr.write(`${within}${coverageWords(countCoverage(pages).counts)}\n`)
  for (const warning of warnings) context.stderr.write(`${within}${terminalText(warning)}\n`)
  for (const { name, read } of children) {
    const place = `${within}${terminalText(name)}: `
    if (read.ok) writePages(context, read.value, place)
    else context.stderr.write(`${place}${read.error.message}\n`)
  }
}
