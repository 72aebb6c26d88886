import { resolve } from 'node:path'
import { CommanderError, Option } from 'commander'
import type { RedactionMode, TextPart } from '../egress/redact/redactor.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { fromFailure } from '../support/errors.ts'
import { CommandFailure } from './command-failure.ts'
import { exitCodes, note } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import { answerLines } from './json-lines.ts'
import type { RedactLine } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

interface RedactFlags { readonly mode: RedactionMode; readonly spans?: boolean; readonly jsonl?: boolean }

export const addRedact: AddCommand = (program, context, run) => {
  program.command('redact')
    .summary('mask what identifies people in a text')
    .description('Writes a text with names, addresses, numbers and dates replaced by placeholders such as [PERSON_1]. Nothing is stored. Redaction is not anonymity.')
    .argument('[file]', 'the file to read (text, Markdown, HTML, PDF, DOCX, e-mail); stdin without it')
    .addOption(new Option('--mode <mode>', 'rules: no model; default: rules and the name finder').choices(['rules', 'default', 'deep']).default('default'))
    .option('--spans', 'with --jsonl: write every place that was found')
    .option('--jsonl', 'with --spans: read {"id", "text"} lines from stdin, write one JSON line each')
    .action((file: string | undefined, flags: RedactFlags) => run(async () => {
      if ((flags.spans ?? false) !== (flags.jsonl ?? false)) throw usageError('--spans and --jsonl go together')
      if (flags.jsonl && file !== undefined) throw usageError('with --jsonl the texts come from stdin, not from a file')
      if (flags.mode === 'deep') throw new CommandFailure('not-allowed', 'The deep mode is not available yet; the default mode is the most thorough one.')
      await using workplace = await context.openWorkplace({ scratch: true })
      const { application } = workplace
      if (flags.jsonl) return await answerLines(context, 'strongroom.redact/1', (line) => spansOf(context, application, line, flags.mode), 'text')
      const pages = file === undefined ? [await readStdin(context)] : await pagesOf(context, application, file)
      const { parts, warnings } = await application.redact(pages.map((text, index) => partOf(`page-${index + 1}`, text)), { mode: flags.mode, signal: context.signal })
      const masked = parts.map((part) => part.outgoing).join('\n\n')
      context.stdout.write(file === undefined ? masked : `${masked}\n`)
      for (const warning of warnings) note(context, terminalText(warning))
      return exitCodes.ok
    }))
}

async function spansOf(context: CliContext, application: ApplicationPort, line: { readonly id: string | number; readonly text: string }, mode: RedactionMode): Promise<RedactLine> {
  const { parts: [part] } = await application.redact([partOf('text', line.text)], { mode, signal: context.signal })
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
