import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { ModelProgress, ModelStatus } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { AppError, fromFailure } from '../support/errors.ts'
import { callApplication } from './call-application.ts'
import { exitCodes, note, writeJson } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import { CommandFailure } from './command-failure.ts'
import { durationText } from './ingest-progress-text.ts'
import type { ModelsOutput } from './output-schemas.ts'
import { createStatusLine } from './status-line.ts'
import { terminalText } from './terminal-text.ts'
import { untilAborted } from './until-aborted.ts'

interface ModelFlags { readonly json?: boolean; readonly online?: boolean }

export const addModels: AddCommand = (program, context, run) => {
  const models = program.command('models').description('Lists, fetches, imports and verifies models.')
  const withApplication = (work: (application: ApplicationPort) => Promise<readonly ModelStatus[]>, flags: ModelFlags) => run(async () => {
    await using workplace = await context.openWorkplace({ online: flags.online === true })
    const statuses = await work(workplace.application)
    if (flags.json) writeJson(context, statuses.map((status) => ({ schema: 'strongroom.models/1', ...status })) satisfies ModelsOutput)
    else for (const status of statuses) context.stdout.write(`${modelText(status)}\n`)
    return statuses.some(({ state }) => state === 'damaged') ? exitCodes.failure : exitCodes.ok
  })
  const list = (application: ApplicationPort) => callApplication(application, 'models.list', null)

  jsonOption(models.command('list').description('Lists the models of the catalogue and those on this machine.'))
    .action((flags: ModelFlags) => withApplication(list, flags))
  jsonOption(models.command('fetch').description('Fetches models, checks them and keeps them; an interrupted fetch goes on where it stopped.').argument('[id...]', 'which; the chosen chat model and the search model, where missing, when left out'))
    .option('--online', 'allow the download although Strongroom is set to stay offline; the setting stays as it is')
    .action((ids: string[], flags: ModelFlags) => withApplication(async (application) => {
      const wanted = ids.length > 0 ? ids : chosenModels(await list(application))
      for (const id of wanted) await fetchModel(context, application, id)
      return (await list(application)).filter(({ id }) => wanted.includes(id))
    }, flags))
  jsonOption(models.command('import').description('Takes a GGUF file that you have.').argument('<file>', 'the GGUF file'))
    .action((file: string, flags: ModelFlags) => withApplication(async (application) => [await untilAborted(callApplication(application, 'models.import', { path: resolve(file) }), context.signal)], flags))
  jsonOption(models.command('verify').description('Compares the files with the catalogue’s SHA-256.').argument('[id...]', 'which; all that are here when left out'))
    .action((ids: string[], flags: ModelFlags) => withApplication(async (application) => {
      const wanted = ids.length > 0 ? ids : (await list(application)).filter(({ state }) => state === 'ready' || state === 'damaged').map(({ id }) => id)
      const verified: ModelStatus[] = []
      for (const id of wanted) verified.push(await untilAborted(callApplication(application, 'models.verify', { id }), context.signal))
      return verified
    }, flags))
}

/** The chat model that is chosen, and the search model, which answering always needs. */
function chosenModels(models: readonly ModelStatus[]): string[] {
  return models.filter(({ selected, kind }) => selected || kind === 'embedding').map(({ id }) => id)
}

function jsonOption(command: Command): Command {
  return command.option('--json', 'write the models as JSON')
}

/** Starts the fetch where it is not running, shows its progress, and waits until the model is there. Errors: those of the fetch. */
async function fetchModel(context: CliContext, application: ApplicationPort, id: string): Promise<void> {
  using status = createStatusLine(context.stderr)
  if ((await modelStatus(application, id)).state === 'ready') return
  const settled = Promise.withResolvers<void>()
  const look = async (): Promise<void> => {
    const { state, failure } = await modelStatus(application, id)
    if (failure) throw fromFailure(failure)
    if (state === 'ready') settled.resolve()
    else if (state !== 'fetching' && state !== 'verifying') throw new AppError('download-interrupted')
  }
  const unsubscribe = application.subscribe((event) => {
    if (event.name === 'models.progress' && event.payload.id === id) status.show(progressText(event.payload))
    if (event.name === 'models.changed') look().catch(settled.reject)
  })
  // It may be refused before anyone waits for it.
  settled.promise.catch(() => {})
  try {
    await untilAborted(callApplication(application, 'models.fetch', { id }), context.signal)
    // The call may end with the fetch or before it; `models.changed` tells of the rest.
    await look()
    await untilAborted(settled.promise, context.signal)
  } catch (error) {
    if (context.signal.aborted) {
      await callApplication(application, 'models.cancelFetch', { id }).catch(() => null)
      note(context, 'Stopped. What arrived is kept; the next fetch goes on from there.')
    }
    throw error
  } finally {
    unsubscribe()
  }
}

async function modelStatus(application: ApplicationPort, id: string): Promise<ModelStatus> {
  const model = (await callApplication(application, 'models.list', null)).find((known) => known.id === id)
  if (!model) throw new CommandFailure('not-found', 'The catalogue has no model with this id. `strongroom models list` shows them.')
  return model
}

function progressText({ id, state, source, bytesDone, bytesTotal, bytesPerSecond, secondsLeft }: ModelProgress): string {
  const parts = [`${id} ${state}`, `${megabytes(bytesDone)} of ${megabytes(bytesTotal)}`]
  if (source) parts.push(`from ${source}`)
  if (bytesPerSecond !== null) parts.push(`${megabytes(bytesPerSecond)}/s`)
  if (secondsLeft !== null) parts.push(`about ${durationText(secondsLeft)} left`)
  return parts.join(' · ')
}

function modelText({ id, kind, state, bytes, licence, selected, fitsMemory }: ModelStatus): string {
  return `${selected ? '*' : ' '} ${terminalText(id).padEnd(40)} ${kind.padEnd(9)} ${state.padEnd(9)} ${megabytes(bytes).padStart(8)}  ${terminalText(licence)}${fitsMemory ? '' : '  (too large for this machine’s memory)'}`
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0)} MB`
