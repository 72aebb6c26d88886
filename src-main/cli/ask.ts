import { Option } from 'commander'
import type { Answer } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { AppError } from '../support/errors.ts'
import { answerOutput, answerText } from './answer-output.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import { findMatter } from './find-matter.ts'
import { answerLines } from './json-lines.ts'
import type { AskOutput } from './output-schemas.ts'
import { createStatusLine } from './status-line.ts'
import { requireQuestion } from './require-question.ts'

interface AskFlags { readonly matter: string; readonly json?: boolean; readonly jsonl?: boolean }

export const addAsk: AddCommand = (program, context, run) => {
  program.command('ask')
    .summary('answer a question from a matter’s documents, with checked quotes')
    .description('Answers a question from a matter’s documents, with checked quotes. Nothing is stored: no chat, no question.')
    .argument('[question]', 'the question; left out with --jsonl')
    .requiredOption('--matter <name or id>', 'the matter to ask')
    .option('--json', 'write the answer, its sentences and citations as JSON')
    .addOption(new Option('--jsonl', 'read {"id", "question"} lines from stdin, write one JSON line each').conflicts('json'))
    .action((question: string | undefined, flags: AskFlags) => run(async () => {
      const text = requireQuestion(question, flags.jsonl)
      await using workplace = await context.openWorkplace()
      const { application } = workplace
      const { id: matterId } = await findMatter(application, flags.matter)
      if (flags.jsonl) return await answerLines(context, 'strongroom.ask/1', async (line) => ({ id: line.id, ...askOutput(line.text, await ask(context, application, matterId, line.text)) }))
      const answer = await ask(context, application, matterId, text)
      if (flags.json) writeJson(context, askOutput(text, answer))
      else context.stdout.write(answerText(answer))
      return exitCodes.ok
    }))
}

/** Shows on stderr what is going on, and gives the checked answer. */
async function ask(context: CliContext, application: ApplicationPort, matterId: string, question: string): Promise<Answer> {
  using status = createStatusLine(context.stderr)
  let characters = 0
  status.show('Looking for passages')
  for await (const event of application.answer(matterId, question, context.signal)) {
    if (event.kind === 'evidence') status.show(`${event.hits.length} passages found; the model is reading them`)
    if (event.kind === 'prefill') status.show(`The model has read ${event.tokensDone} of ${event.tokensTotal} tokens`)
    if (event.kind === 'text') {
      characters += event.delta.length
      status.show(`Writing: ${characters} characters`)
    }
    if (event.kind === 'stopped') throw new AppError('cancelled')
    if (event.kind === 'done') return event.answer
  }
  // The port promises `done` or `stopped`.
  throw new AppError('internal')
}

function askOutput(question: string, answer: Answer): AskOutput {
  return { schema: 'strongroom.ask/1', ...answerOutput(question, answer) }
}
