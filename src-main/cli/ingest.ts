import { existsSync } from 'node:fs'
import { resolve, sep } from 'node:path'
import type { Document, Matter } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { failureMessage } from '../support/failure-messages.ts'
import { callApplication } from './call-application.ts'
import { exitCodes, note, writeJson } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import { lookForMatter } from './find-matter.ts'
import { ingestProgressText } from './ingest-progress-text.ts'
import type { IngestOutput } from './output-schemas.ts'
import { createStatusLine } from './status-line.ts'
import { terminalText } from './terminal-text.ts'
import { untilAborted } from './until-aborted.ts'

interface IngestFlags { readonly matter: string; readonly json?: boolean }
type FileFailure = IngestOutput['failures'][number]

/** As many paths as one call of the contract takes. */
const pathsPerCall = 10_000

export const addIngest: AddCommand = (program, context, run) => {
  program.command('ingest')
    .summary('read files and folders into a matter')
    .description('Reads files and folders into a matter. Adding the same file again changes nothing; an interrupted run goes on where it stopped.')
    .argument('<path...>', 'files and folders')
    .requiredOption('--matter <name or id>', 'the matter; a new name makes a new matter')
    .option('--json', 'write what was done as JSON')
    .action((paths: string[], flags: IngestFlags) => run(async () => {
      await using workplace = await context.openWorkplace()
      const output = await ingest(context, workplace.application, paths.map((path) => resolve(path)), flags.matter)
      if (flags.json) writeJson(context, output)
      report(context, output)
      const nothingWorked = output.added + output.unchanged + output.replaced === 0
      if (output.failures.length === 0) return exitCodes.ok
      return nothingWorked ? exitCodes.failure : exitCodes.partial
    }))
}

async function ingest(context: CliContext, application: ApplicationPort, paths: readonly string[], matterName: string): Promise<IngestOutput> {
  const missing = paths.filter((path) => !existsSync(path))
  const present = paths.filter((path) => !missing.includes(path))
  const matter = await lookForMatter(application, matterName) ?? await callApplication(application, 'matters.create', { name: matterName })
  using status = createStatusLine(context.stderr)
  const unsubscribe = application.subscribe((event) => {
    if (event.name === 'ingest.progress' && event.payload.matterId === matter.id) status.show(ingestProgressText(event.payload))
  })
  try {
    const counts = { added: 0, unchanged: 0, replaced: 0, failed: 0 }
    for (let first = 0; first < present.length; first += pathsPerCall) {
      const batch = await callApplication(application, 'documents.add', { matterId: matter.id, paths: present.slice(first, first + pathsPerCall) })
      for (const key of ['added', 'unchanged', 'replaced', 'failed'] as const) counts[key] += batch[key]
    }
    const progress = await callApplication(application, 'ingest.progress', { matterId: matter.id })
    if (progress.status === 'paused') await callApplication(application, 'ingest.resume', { matterId: matter.id })
    await untilAborted(application.whenIngested(matter.id), context.signal)
    return await summarise(application, matter, present, missing, counts)
  } finally {
    unsubscribe()
  }
}

async function summarise(application: ApplicationPort, matter: Matter, paths: readonly string[], missing: readonly string[], counts: { added: number; unchanged: number; replaced: number; failed: number }): Promise<IngestOutput> {
  const all = await callApplication(application, 'documents.list', { matterId: matter.id })
  const named = all.filter((document) => paths.some((path) => document.origin === path || document.origin.startsWith(path.endsWith(sep) ? path : path + sep)))
  // `origin` is for display; where it does not lead back to the paths, the whole matter is told of rather than nothing.
  const documents = named.length > 0 ? named : all
  const failures = [...missing.map(missingFile), ...documents.flatMap(failedDocument)]
  const unlisted = counts.failed - documents.filter(({ state }) => state === 'failed').length
  const sum = (figure: (document: Document) => number): number => documents.reduce((total, document) => total + figure(document), 0)
  return {
    schema: 'strongroom.ingest/1', matterId: matter.id, matter: matter.name,
    added: counts.added, unchanged: counts.unchanged, replaced: counts.replaced,
    documents: documents.length, pages: sum((document) => document.pageCount), pagesWithoutText: sum((document) => document.pagesWithoutText), passages: sum((document) => document.passageCount),
    failures: unlisted > 0 ? [...failures, { file: `${unlisted} more`, code: 'file-unreadable', message: failureMessage('file-unreadable', {}) }] : failures,
  }
}

const missingFile = (path: string): FileFailure => ({ file: path, code: 'file-missing', message: 'There is no file or folder at this path.' })

function failedDocument({ origin, state, failure }: Document): FileFailure[] {
  if (state !== 'failed') return []
  return [{ file: origin, code: failure?.code ?? 'internal', message: failure?.message ?? failureMessage('internal', {}) }]
}

function report(context: CliContext, output: IngestOutput): void {
  for (const { file, code, message } of output.failures) note(context, `not read: ${terminalText(file)}: ${code}: ${message}`)
  note(context, `${terminalText(output.matter)}: ${output.documents} documents, ${output.pages} pages, ${output.passages} passages (${output.added} added, ${output.replaced} replaced, ${output.unchanged} unchanged, ${output.failures.length} not read)`)
  if (output.pagesWithoutText > 0) note(context, `${output.pagesWithoutText} pages hold no text; they may be scans.`)
}
