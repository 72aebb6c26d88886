import type { Provider } from '../../src-preload/contract/index.ts'
import type { ApplicationPort } from '../rpc/handlers.ts'
import { callApplication } from './call-application.ts'
import { CommandFailure } from './command-failure.ts'

/** By id, else by label; capitals do not count. Errors: `not-found`, `conflict` when several have the label. */
export async function findProvider(application: ApplicationPort, labelOrId: string): Promise<Provider> {
  const providers = await callApplication(application, 'providers.list', null)
  const byId = providers.find(({ id }) => id === labelOrId)
  const named = byId ? [byId] : providers.filter(({ label }) => label.toLowerCase() === labelOrId.trim().toLowerCase())
  if (named.length > 1) throw new CommandFailure('conflict', 'Several providers have this label. Use the id that `strongroom providers list` shows.')
  if (!named[0]) throw new CommandFailure('not-found', 'No provider has this label or id. `strongroom providers list` shows them; `strongroom providers add` makes one.')
  return named[0]
}
