import { resolve } from 'node:path'
import { Option, type Command } from 'commander'
import { providerKinds, type Provider, type ProviderInput, type ProviderKind } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { callApplication } from './call-application.ts'
import { exitCodes, writeJson } from './command-context.ts'
import type { AddCommand, CliContext } from './command-context.ts'
import { CommandFailure } from './command-failure.ts'
import { findProvider } from './find-provider.ts'
import type { ProvidersOutput } from './output-schemas.ts'
import { terminalText } from './terminal-text.ts'

interface CommonFlags { readonly json?: boolean }
interface AddFlags extends CommonFlags {
  readonly preset?: string; readonly label?: string; readonly kind?: ProviderKind; readonly url?: string; readonly place?: string; readonly model?: string[]
  readonly private?: boolean; readonly hosting?: string; readonly key: boolean; readonly caFile?: string
}

export const addProviders: AddCommand = (program, context, run) => {
  const providers = program.command('providers').description('Lists and configures the places that an escalation can go to. Keys are typed into stdin and never shown again.')
  const withApplication = (work: (application: ApplicationPort) => Promise<readonly Provider[]>, flags: CommonFlags) => run(async () => {
    await using workplace = await context.openWorkplace()
    const list = await work(workplace.application)
    if (flags.json) writeJson(context, list.map((provider) => ({ schema: 'strongroom.providers/1', ...provider })) satisfies ProvidersOutput)
    else for (const provider of list) context.stdout.write(`${providerText(provider)}\n`)
    return exitCodes.ok
  })

  common(providers.command('list').description('Lists the configured providers.'))
    .action((flags: CommonFlags) => withApplication((application) => callApplication(application, 'providers.list', null), flags))
  common(providers.command('add').description('Configures a provider, from a preset or field by field. Any OpenAI-compatible endpoint, also one on this machine, is of the kind openai-compatible.'))
    .option('--preset <label>', 'start from a preset; the other options change it')
    .option('--label <text>', 'how it is called')
    .addOption(new Option('--kind <kind>', 'which API it speaks').choices(providerKinds))
    .option('--url <address>', 'base address, with HTTPS, or HTTP on this machine: http://127.0.0.1:8080/v1')
    .option('--place <name>', 'Azure: resource name; Bedrock: region')
    .option('--model <name...>', 'names of models; the first is the default')
    .option('--private', 'it is run by your own organisation')
    .option('--hosting <text>', 'where it is hosted, in your words; shown at every approval')
    .option('--no-key', 'it needs no key')
    .option('--ca-file <file>', 'PEM file of the certificate authority of a private endpoint')
    .action((flags: AddFlags) => withApplication(async (application) => [await callApplication(application, 'providers.save', await input(application, flags))], flags))
  common(providers.command('remove').description('Removes a provider and its key.').argument('<id>', 'label or id'))
    .action((id: string, flags: CommonFlags) => withApplication(async (application) => {
      await callApplication(application, 'providers.remove', { id: (await findProvider(application, id)).id })
      return callApplication(application, 'providers.list', null)
    }, flags))
  common(providers.command('set-key').description('Reads a key from stdin and keeps it in this machine’s key store.').argument('<id>', 'label or id'))
    .action((id: string, flags: CommonFlags) => withApplication(async (application) => {
      const provider = await findProvider(application, id)
      return [await callApplication(application, 'providers.setKey', { id: provider.id, key: await firstLine(context) })]
    }, flags))
}

function common(command: Command): Command {
  return command.option('--json', 'write the providers as JSON')
}

async function input(application: ApplicationPort, flags: AddFlags): Promise<ProviderInput> {
  const presets = flags.preset === undefined ? [] : await callApplication(application, 'providers.presets', null)
  const preset = presets.find(({ label }) => label.toLowerCase() === flags.preset?.toLowerCase())
  if (flags.preset !== undefined && !preset) throw new CommandFailure('not-found', `There is no such preset. There are: ${presets.map(({ label }) => label).join(', ')}.`)
  return {
    kind: flags.kind ?? preset?.kind ?? 'openai-compatible',
    label: flags.label ?? preset?.label ?? '',
    baseUrl: flags.url ?? preset?.baseUrl ?? null,
    place: flags.place ?? preset?.place ?? null,
    models: flags.model ?? preset?.models ?? [],
    route: flags.private ? 'private' : (preset?.route ?? 'frontier'),
    hosting: flags.hosting ?? preset?.hosting ?? '',
    needsKey: flags.key && (preset?.needsKey ?? true),
    caFile: flags.caFile === undefined ? (preset?.caFile ?? null) : resolve(flags.caFile),
  }
}

/** A key is a line; what follows it is not read, so that typing it and pressing Enter is enough. */
async function firstLine(context: CliContext): Promise<string> {
  if (context.stderr.isTTY) context.stderr.write('Paste the key and press Enter (it is shown as you type): ')
  let text = ''
  for await (const chunk of context.stdin) {
    text += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    if (text.includes('\n')) break
  }
  return text.split(/\r?\n/)[0] ?? ''
}

function providerText({ id, label, kind, route, models, keyState, baseUrl, hosting }: Provider): string {
  const parts = [id, terminalText(label), kind, route, `key ${keyState}`, ...(baseUrl ? [terminalText(baseUrl)] : []), ...(hosting ? [terminalText(hosting)] : []), models.map((model) => terminalText(model)).join(', ')]
  return parts.join('  ')
}
