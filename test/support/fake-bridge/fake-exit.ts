import type { CallName } from '../../../src-preload/contract/index.ts'

type Name = Extract<CallName, `exit.${string}` | `providers.${string}` | `keys.${string}` | `terms.${string}` | 'matters.setDataPolicy'>

/** The exit over a world in memory. */
export function fakeExit(): Record<Name, () => never> {
  const none = (): never => {
    throw new Error('not in this world')
  }
  return {
    'matters.setDataPolicy': none,
    'exit.status': none, 'exit.propose': none, 'exit.revise': none, 'exit.approve': none, 'exit.withdraw': none,
    'providers.presets': none, 'providers.list': none, 'providers.save': none, 'providers.remove': none, 'providers.setKey': none, 'providers.clearKey': none,
    'keys.status': none, 'keys.unlock': none, 'keys.lock': none,
    'terms.list': none, 'terms.add': none, 'terms.remove': none,
  }
}
