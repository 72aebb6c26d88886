import { isAbsolute, join } from 'node:path'
import type { Provider, ProviderInput } from '../../../src-preload/contract/index.ts'
import { AppError } from '../../support/errors.ts'
import { newId } from '../../support/ids.ts'
import { createSerialQueue } from '../../support/serial-queue.ts'
import type { KeyStore } from '../../vault/key-store.ts'
import type { ProviderBook } from './provider-book.ts'
import { checkAddress, hostOf } from './provider-endpoint.ts'
import { providerPresets } from './provider-presets.ts'
import { readProviders, writeProviders, type StoredProvider } from './stored-providers.ts'

export interface ProviderBookOptions {
  readonly folder: string
  readonly keys: KeyStore
  /** A key for whichever provider this one run asks for (the command line's `STRONGROOM_KEY`). Never stored. */
  readonly runKey?: string | null
}

/** Keeps `<folder>/providers.json`. Changes are made one after the other. Errors: as the port, and the disk's own. */
export function createProviderBook({ folder, keys, runKey = null }: ProviderBookOptions): ProviderBook {
  const path = join(folder, 'providers.json')
  const changes = createSerialQueue()
  let known: Promise<readonly StoredProvider[]> | null = null

  const all = (): Promise<readonly StoredProvider[]> => {
    // A disk that could not be read is asked again.
    known ??= readProviders(path).catch((error: unknown) => { known = null; throw error })
    return known
  }
  const keep = async (providers: readonly StoredProvider[]): Promise<void> => {
    await writeProviders(path, providers)
    known = Promise.resolve(providers)
  }
  const find = async (id: string): Promise<StoredProvider> => {
    const found = (await all()).find((each) => each.id === id)
    if (!found) throw new AppError('not-found')
    return found
  }
  const withKeyState = async (stored: StoredProvider): Promise<Provider> => {
    const hasKey = stored.needsKey && (runKey !== null || await keys.has(keyName(stored)))
    return { ...stored, keyState: stored.needsKey ? (hasKey ? 'set' : 'missing') : 'not-needed' }
  }
  const forgetKey = async (stored: StoredProvider): Promise<void> => {
    if (await keys.has(keyName(stored))) await keys.delete(keyName(stored))
  }

  return {
    presets: () => providerPresets,
    list: async () => Promise.all((await all()).map(withKeyState)),
    get: async (id) => withKeyState(await find(id)),
    save: (input) => changes.run(async () => {
      const next = checked(input)
      const before = input.id === undefined ? null : await find(input.id)
      // First, so that a locked store leaves both as they were.
      if (before && (keyName(before) !== keyName(next) || !next.needsKey)) await forgetKey(before)
      const providers = await all()
      await keep(before ? providers.map((each) => (each.id === next.id ? next : each)) : [...providers, next])
      return withKeyState(next)
    }),
    remove: (id) => changes.run(async () => {
      await forgetKey(await find(id))
      await keep((await all()).filter((each) => each.id !== id))
    }),
    setKey: (id, key) => changes.run(async () => {
      const stored = await find(id)
      if (!stored.needsKey) throw new AppError('invalid-request', { field: 'key' })
      checkKey(key)
      await keys.set(keyName(stored), key)
      return withKeyState(stored)
    }),
    clearKey: (id) => changes.run(async () => {
      const stored = await find(id)
      await forgetKey(stored)
      return withKeyState(stored)
    }),
    async keyOf(id) {
      const stored = await find(id)
      if (!stored.needsKey) return null
      const key = runKey ?? await keys.get(keyName(stored))
      if (key === null) throw new AppError('key-missing')
      checkKey(key)
      return key
    },
  }
}

/** A key is one line of visible ASCII everywhere; anything else could only break the header it goes into. Errors: `invalid-request`. */
function checkKey(key: string): void {
  if (!/^[\x21-\x7e]{1,4096}$/.test(key)) throw new AppError('invalid-request', { field: 'key' })
}

/** A key is kept for one provider at one address, and to another it does not follow, whoever changes the form or the file. */
function keyName(stored: StoredProvider): string {
  return `${stored.id} ${stored.kind} ${hostOf(stored)}`
}

/** Errors: `invalid-request` for an address that may not be one. */
function checked(input: ProviderInput): StoredProvider {
  const { id = newId('p'), ...form } = input
  checkAddress(form)
  if (form.caFile !== null && !isAbsolute(form.caFile)) throw new AppError('invalid-request', { field: 'caFile' })
  return { ...form, id }
}
