import { resolve } from 'node:path'
import { CommanderError, InvalidArgumentError, Option } from 'commander'
import { z } from 'zod'
import { categories, categorySchema, type Category } from '../../src-preload/contract/index.ts'
import type { Redaction, RedactionMode, TextPart } from '../egress/redact/redactor.ts'
import type { ApplicationPort, RedactPartsOptions } from '../rpc/handlers.ts'
import { fromFailure } from '../support/errors.ts'
import { CommandFailure } from './command-failure.ts'
import { exitCodes, note } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import { answerLines } from './json-lines.ts'
import type { RedactLine } from './output-schemas.ts'
import { policyOf, termsOf, type ChoiceFlags } from './redact-choices.ts'
import { formatOf, redactToFile } from './redact-copy.ts'
import { createStatusLine } from './status-line.ts'
import { terminalText } from './terminal-text.ts'

type Choices = Required<Omit<RedactPartsOptions, 'onProgress'>>
interface RedactFlags extends ChoiceFlags { readonly mode: RedactionMode; readonly spans?: boolean; readonly jsonl?: boolean; readonly out?: string; readonly json?: boolean; readonly keepPictures?: boolean }

/** Several with commas between them, or the option again. */
const categoryOption = (name: string, about: string): Option => new Option(`${name} <categories>`, about).argParser((value: string, before: readonly Category[] = []) => {
  const chosen = z.array(categorySchema).safeParse(value.split(',').map((category) => category.trim()))
  if (!chosen.success) throw new InvalidArgumentError(`There are the kinds ${categories.join(', ')}.`)
  return [...before, ...chosen.data]
})

export const addRedact: AddCommand = (program, context, run) => {
  program.command('redact')
    .summary('mask what identifies people in a text or a file')
    .description('Writes a text with names, addresses, numbers and dates replaced by placeholders such as [PERSON_1]; with --out, a redacted copy of a PDF or Word document. Nothing is stored. Redaction is not anonymity.')
    .argument('[file]', 'the file to read (text, Markdown, HTML, PDF, DOCX, e-mail); stdin without it')
    .addOption(new Option('--mode <mode>', 'rules: no model; default: rules and the name finder; deep: also asks the chat model what is left').choices(['rules', 'default', 'deep']).default('default'))
    .option('-o, --out <copy>', 'write a copy: a .pdf of a PDF, a .docx of a Word document, a .txt of anything')
    .option('--json', 'with --out: write what became of the file to stdout')
    .option('--keep-pictures', 'with --out: keep pictures and scanned pages, which cannot be searched')
    .option('--terms <list>', 'a file with names of your own, one a line; after a tab a category, after another an action')
    .option('--matter <name>', 'use the list of this matter and the list for all matters')
    .addOption(categoryOption('--mask', 'mask these kinds only (such as person,email)'))
    .addOption(categoryOption('--keep', 'do not mask these kinds'))
    .option('--spans', 'with --jsonl: write every place that was found')
    .option('--jsonl', 'with --spans: read {"id", "text"} lines from stdin, write one JSON line each')
    .action((file: string | undefined, flags: RedactFlags) => run(async () => {
      if ((flags.spans ?? false) !== (flags.jsonl ?? false)) throw usageError('--spans and --jsonl go together')
      if (flags.jsonl && file !== undefined) throw usageError('with --jsonl the texts come from stdin, not from a file')
      if (flags.out !== undefined && file === undefined) throw usageError('--out needs the file that is to be copied')
      if (flags.out === undefined && (flags.json || flags.keepPictures)) throw usageError('--json and --keep-pictures go with --out')
      const format = flags.out === undefined ? null : formatOf(flags.out)
      if (flags.out !== undefined && format === null) throw usageError('a copy is a .pdf, a .docx, a .txt or a .md')
      const policy = policyOf(flags)
      await using workplace = await context.openWorkplace({ scratch: flags.matter === undefined })
      const { application } = workplace
      const how: Choices = { mode: flags.mode, policy, terms: await termsOf(application, flags), signal: context.signal }
      if (file !== undefined && flags.out !== undefined && format !== null) return await redactToFile(context, application, file, { ...how, out: flags.out, format, keepPictures: flags.keepPictures ?? false, json: flags.json ?? false })
      if (flags.jsonl) return await answerLines(context, 'strongroom.redact/1', (line) => spansOf(application, line, how), 'text')
      const pages = file === undefined ? [await readStdin(context)] : await pagesOf(context, application, file)
      const { parts, warnings } = await maskPages(context, application, pages, how)
      const masked = parts.map((part) => part.outgoing).join('\n\n')
      context.stdout.write(file === undefined ? masked : `${masked}\n`)
      for (const warning of warnings) note(context, terminalText(warning))
      return exitCodes.ok
    }))
}

async function maskPages(context: CliContext, application: ApplicationPort, pages: readonly string[], how: Choices): Promise<Redaction> {
  using status = createStatusLine(context.stderr)
  // Only the deep mode takes long enough to be waited for.
  const onProgress = how.mode === 'deep' ? (done: number): void => status.show(`Asking the model what is left ${Math.round(done * 100)} %`) : null
  return await application.redact(pages.map((text, index) => partOf(`page-${index + 1}`, text)), { ...how, ...(onProgress && { onProgress }) })
}

async function spansOf(application: ApplicationPort, line: { readonly id: string | number; readonly text: string }, how: Choices): Promise<RedactLine> {
  const { parts: [part] } = await application.redact([partOf('text', line.text)], how)
  const spans = (part?.findings ?? []).map(({ start, end, category, entity, confidence, detector, action }) => ({ start, end, category, entity, confidence, detector, action }))
  return { schema: 'strongroom.redact/1', id: line.id, spans, text: part?.outgoing ?? '' }
}

async function pagesOf(context: CliContext, application: ApplicationPort, file: string): Promise<readonly string[]> {
  const outcome = await application.readFile(resolve(file), { signal: context.signal })
  if (!outcome.ok) throw fromFailure(outcome.error)
  for (const warning of outcome.value.warnings) note(context, terminalText(warning))
  return outcome.value.pages.map((page) => page.text)
}

/** Bytes that are not UTF-8 are refused: a wrong guess would hide names from the search for them. */
async function readStdin(context: CliContext): Promise<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false })
  let text = ''
  try {
    for await (const chunk of context.stdin) text += typeof chunk === 'string' ? chunk : decoder.decode(chunk, { stream: true })
    return text + decoder.decode()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new CommandFailure('invalid-request', 'What came on stdin is not UTF-8 text, so nothing was masked.')
  }
}

function partOf(id: string, text: string): TextPart {
  return { id, kind: 'excerpt', label: id, text }
}

function usageError(message: string): CommanderError {
  return new CommanderError(exitCodes.usage, 'strongroom.usage', message)
}
