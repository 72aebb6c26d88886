import type { ProviderBook } from '../egress/providers/provider-book.ts'
import type { EventBus } from '../support/event-bus.ts'
import type { KeyStore } from '../vault/key-store.ts'
import type { CallHandlers } from './handlers.ts'

type Name = Extract<keyof CallHandlers, `providers.${string}` | `keys.${string}`>

export interface ProviderCallsOptions {
  readonly book: ProviderBook
  readonly keys: KeyStore
  readonly events: EventBus
}

/** The calls of the providers' settings. Keys come in here and go out by no call. */
export function providerCalls({ book, keys, events }: ProviderCallsOptions): Pick<CallHandlers, Name> {
  const changed = <T>(value: T): T => {
    events.emit('providers.changed', null)
    return value
  }
  return {
    'providers.presets': async () => [...book.presets()],
    'providers.list': async () => [...await book.list()],
    'providers.save': async (input) => changed(await book.save(input)),
    async 'providers.remove'({ id }) {
      await book.remove(id)
      return changed(null)
    },
    'providers.setKey': async ({ id, key }) => changed(await book.setKey(id, key)),
    'providers.clearKey': async ({ id }) => changed(await book.clearKey(id)),
    'keys.status': async () => keys.status(),
    async 'keys.unlock'({ passphrase }) {
      await keys.unlock(passphrase)
      return changed(keys.status())
    },
    async 'keys.lock'() {
      keys.lock()
      return changed(keys.status())
    },
  }
}
