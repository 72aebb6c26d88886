import { extname, resolve } from 'node:path'
import type { RedactionPolicy, Term } from '../../src-preload/contract/index.ts'
import type { FileRedaction, RedactFileOptions } from '../egress/redact-files/redact-file.ts'
import type { RedactionMode } from '../egress/redact/redactor.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { AppError } from '../support/errors.ts'
import { exitCodes, note, writeJson } from './command-context.ts'
import type { CliContext, ExitCode } from './command-context.ts'
import { CommandFailure } from './command-failure.ts'
import type { RedactCopyOutput } from './output-schemas.ts'
import { copyReportLines } from './redact-report.ts'
import { createStatusLine } from './status-line.ts'
import { terminalText } from './terminal-text.ts'

const steps = { copying: 'Copying', recognising: 'Reading scanned pages', searching: 'Looking for names and numbers' } as const
const formats: Readonly<Record<string, RedactFileOptions['format']>> = { '.docx': 'docx', '.pdf': 'pdf', '.txt': 'text', '.md': 'text' }

/** What the copy's name asks for; null for a name that no copy can have. */
export function formatOf(out: string): RedactFileOptions['format'] | null {
  return formats[extname(out).toLowerCase()] ?? null
}

export interface CopyChoices { readonly out: string; readonly format: RedactFileOptions['format']; readonly mode: RedactionMode; readonly policy: RedactionPolicy; readonly terms: readonly Term[]; readonly keepPictures: boolean; readonly json: boolean }

/** `redact FILE --out COPY`: writes the copy and says what became of the file. */
export async function redactToFile(context: CliContext, application: ApplicationPort, file: string, { out, json, ...choices }: CopyChoices): Promise<ExitCode> {
  const report = await attempt(context, application, file, out, choices)
  const output: RedactCopyOutput = { schema: 'strongroom.redact.copy/1', file, out, ...report, pagesLeftOut: [...report.pagesLeftOut], warnings: [...report.warnings], verified: true }
  if (json) writeJson(context, output)
  else for (const line of copyReportLines(report, out)) note(context, terminalText(line))
  return exitCodes.ok
}

async function attempt(context: CliContext, application: ApplicationPort, file: string, out: string, choices: Omit<CopyChoices, 'out' | 'json'>): Promise<FileRedaction> {
  using status = createStatusLine(context.stderr)
  try {
    return await application.redactFile(resolve(file), {
      ...choices, to: resolve(out), signal: context.signal,
      onProgress: (step, done) => status.show(`${steps[step]} ${Math.round(done * 100)} %`),
    })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    if (error.code === 'conflict') throw new CommandFailure('conflict', 'There is a file of that name already, and it was left as it is. Choose another name for the copy.')
    if (error.code === 'format-mismatch') throw new CommandFailure('format-mismatch', 'The copy is of the same kind as the file: a PDF becomes a .pdf, a Word document a .docx. The masked text alone of any file goes into a .txt.')
    const left = error.facts['valuesLeft']
    if (error.code === 'detector-failed' && typeof left === 'number') throw new CommandFailure('detector-failed', `The copy was read again and still held ${left === 1 ? 'one masked value' : `${left} masked values`}, so it was not kept. Nothing was written; a copy as .txt may work.`)
    throw error
  }
}
