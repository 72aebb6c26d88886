import type { AppEvent, CallName, Provider } from '../../../src-preload/contract/index.ts'
import type { FakeHandlers } from './fake-bridge.ts'
import { newId } from './pause.ts'
import { presets } from './sample-providers.ts'
import type { World } from './scenarios.ts'

type Name = Extract<CallName, `providers.${string}` | `keys.${string}` | `terms.${string}`>

/** Providers, their keys' states and the user's own list, in memory. No key is kept. */
export function fakeKeys(world: World, emit: (event: AppEvent) => void): Pick<FakeHandlers, Name> {
  const change = (id: string, to: (provider: Provider) => Provider): Provider => {
    world.providers = world.providers.map((each) => (each.id === id ? to(each) : each))
    const changed = world.providers.find((each) => each.id === id)
    if (changed === undefined) throw new Error('no such provider')
    emit({ name: 'providers.changed', payload: null })
    return changed
  }
  return {
    'providers.presets': () => [...presets],
    'providers.list': () => world.providers,
    'providers.save': ({ id, ...input }) => {
      if (id !== undefined) return change(id, (before) => ({ ...before, ...input, keyState: input.needsKey ? (before.keyState === 'not-needed' ? 'missing' : before.keyState) : 'not-needed' }))
      const made: Provider = { ...input, id: newId('p'), keyState: input.needsKey ? 'missing' : 'not-needed' }
      world.providers = [...world.providers, made]
      emit({ name: 'providers.changed', payload: null })
      return made
    },
    'providers.remove': ({ id }) => {
      world.providers = world.providers.filter((each) => each.id !== id)
      emit({ name: 'providers.changed', payload: null })
      return null
    },
    'providers.setKey': ({ id }) => change(id, (before) => ({ ...before, keyState: 'set' })),
    'providers.clearKey': ({ id }) => change(id, (before) => ({ ...before, keyState: 'missing' })),
    'keys.status': () => world.keyStore,
    'keys.unlock': () => (world.keyStore = { ...world.keyStore, state: 'ready' }),
    'keys.lock': () => (world.keyStore = { ...world.keyStore, state: 'locked' }),
    'terms.list': ({ matterId }) => world.terms.filter((term) => term.matterId === null || term.matterId === matterId),
    'terms.add': (term) => {
      const made = { ...term, id: newId('t') }
      world.terms = [...world.terms, made]
      return made
    },
    'terms.remove': ({ id }) => {
      world.terms = world.terms.filter((each) => each.id !== id)
      return null
    },
  }
}
