import { callApplication } from './call-application.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import { describeFailure } from './command-failure.ts'
import { checkMachine } from './machine-checks.ts'
import type { DoctorOutput } from './output-schemas.ts'

type Check = DoctorOutput['checks'][number]

const marks: Record<Check['state'], string> = { ok: 'ok     ', limited: 'limited', missing: 'missing' }

export const addDoctor: AddCommand = (program, context, run) => {
  program.command('doctor')
    .description('Tells what works on this machine, and why not. Exit code 1 when questions cannot be answered here yet.')
    .option('--json', 'write the findings as JSON')
    .action((flags: { readonly json?: boolean }) => run(async () => {
      const checks = [...await checkMachine(context.env), ...await checkApplication(context)]
      const ready = checks.every(({ name, state }) => state !== 'missing' || optional.has(name))
      const output: DoctorOutput = { schema: 'strongroom.doctor/1', version: context.version, platform: `${process.platform}-${process.arch}`, ready, checks }
      if (flags.json) writeJson(context, output)
      else {
        for (const { name, state, detail } of checks) context.stdout.write(`${marks[state]}  ${name.padEnd(22)} ${detail}\n`)
        context.stdout.write(ready ? 'Questions can be answered on this machine.\n' : 'Questions cannot be answered on this machine yet; see what is missing.\n')
      }
      return ready ? exitCodes.ok : exitCodes.failure
    }))
}

/** Without these the rest still works. */
const optional = new Set(['electron', 'python for the mirror', 'name finder'])

/** What only the application knows: weights and settings. That it cannot be opened is a finding, not a failure of the command. */
async function checkApplication(context: CliContext): Promise<Check[]> {
  try {
    await using workplace = await context.openWorkplace()
    const models = await callApplication(workplace.application, 'models.list', null)
    const settings = await callApplication(workplace.application, 'settings.get', null)
    const kinds = { chat: 'chat model', embedding: 'search model', ner: 'name finder' } as const
    const weights = (['chat', 'embedding', 'ner'] as const).map((kind): Check => {
      const ready = models.filter((model) => model.kind === kind && model.state === 'ready')
      const chosen = ready.find(({ selected }) => selected) ?? ready[0]
      return chosen
        ? { name: kinds[kind], state: chosen.fitsMemory ? 'ok' : 'limited', detail: chosen.fitsMemory ? chosen.id : `${chosen.id} may be too large for this machine’s memory` }
        : { name: kinds[kind], state: 'missing', detail: '`strongroom models fetch` gets it; `strongroom models import FILE` takes a file that you have' }
    })
    return [
      { name: 'application', state: 'ok', detail: 'opens' },
      ...weights,
      { name: 'offline switch', state: 'ok', detail: settings.offline ? 'on: nothing is fetched' : 'off: models may be fetched when you ask for one; everything else is refused' },
    ]
  } catch (error) {
    const { code, message } = describeFailure(error)
    if (code === 'data-folder-in-use') return [{ name: 'application', state: 'limited', detail: 'another Strongroom is using the data folder, so models and settings were not looked at' }]
    return [{ name: 'application', state: 'missing', detail: `${code}: ${message}` }]
  }
}
