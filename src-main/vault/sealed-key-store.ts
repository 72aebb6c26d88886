import { globSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { KeyStoreStatus } from '../../src-preload/contract/index.ts'
import { replaceFile } from '../support/replace-file.ts'
import { AppError } from '../support/errors.ts'
import { createSerialQueue } from '../support/serial-queue.ts'
import type { KeyStore } from './key-store.ts'
import { deriveKey, newRecipe, parseSealedFile, sealFile, type KeyRecipe, type SealedFile, type Secrets } from './sealed-file.ts'

export interface SealedKeyStoreOptions {
  readonly folder: string
  /** Used by itself, once, when the store is first needed (`STRONGROOM_PASSPHRASE`). */
  readonly passphrase?: string | null
  /** Cost of a new file; 2^17 unless a test says otherwise. */
  readonly log2N?: number
}

/**
 * Keeps `<folder>/keys.sealed`. Only the derived key is held, in one buffer, until `lock`; secrets are opened when asked for.
 * A damaged file is set aside as `keys.sealed.damaged-<time>` and never written over; one that cannot be read, or is of a
 * newer version, makes the store unavailable.
 */
export function createSealedKeyStore({ folder, passphrase = null, log2N }: SealedKeyStoreOptions): KeyStore {
  const path = join(folder, 'keys.sealed')
  const steps = createSerialQueue()
  let own = passphrase
  let key: Buffer | null = null
  let locks = 0
  removeUnfinished(folder)
  let file = readOrSetAside(path)

  const state = (): KeyStoreStatus['state'] => {
    if (file === 'unavailable') return 'unavailable'
    if (key || own !== null) return 'ready'
    return file === null ? 'not-set-up' : 'locked'
  }
  const forget = (): void => {
    key?.fill(0)
    key = null
  }
  /** In one step with the look at the key: a `lock` in between would have zeroed it, and zeros seal as well as any key. */
  const change = async (edit: (secrets: Secrets) => Secrets): Promise<void> => {
    const { secrets, withKey, recipe } = opened()
    await keep(sealFile(edit(secrets), withKey, recipe))
  }
  const keep = async (bytes: Buffer): Promise<void> => {
    const next = parseSealedFile(bytes)
    if (typeof next === 'string') throw new AppError('internal')
    await replaceFile(path, bytes)
    file = next
  }
  const unlock = async (given: string): Promise<void> => {
    if (file === 'unavailable') throw new AppError('key-store-unavailable')
    const recipe = file?.recipe ?? newRecipe(log2N)
    const locksBefore = locks
    const derived = await deriveKey(given, recipe)
    try {
      if (file === null) await keep(sealFile({}, derived, recipe))
      else if (!file.open(derived)) throw new AppError('wrong-passphrase')
      if (locks !== locksBefore) throw new AppError('key-store-locked')
    } catch (error) {
      derived.fill(0)
      throw error
    }
    forget()
    key = derived
  }
  const unlockByItself = async (): Promise<void> => {
    if (!key && own !== null) await unlock(own)
  }
  const opened = (): { readonly secrets: Secrets; readonly withKey: Buffer; readonly recipe: KeyRecipe } => {
    if (file === 'unavailable') throw new AppError('key-store-unavailable')
    if (!key || !file) throw new AppError('key-store-locked')
    const secrets = file.open(key)
    if (!secrets) throw new AppError('key-store-unavailable')
    return { secrets, withKey: key, recipe: file.recipe }
  }

  return {
    status: () => ({ storage: 'sealed-file', state: state() }),
    set: (name, secret) => steps.run(async () => {
      await unlockByItself()
      await change((secrets) => ({ ...secrets, [name]: secret }))
    }),
    get: (name) => steps.run(async () => {
      if (file === null) return null
      await unlockByItself()
      const { secrets } = opened()
      return Object.hasOwn(secrets, name) ? secrets[name] ?? null : null
    }),
    has: async (name) => file !== null && file !== 'unavailable' && file.names.includes(name),
    delete: (name) => steps.run(async () => {
      await unlockByItself()
      await change((secrets) => Object.fromEntries(Object.entries(secrets).filter(([each]) => each !== name)))
    }),
    unlock: (given) => steps.run(() => unlock(given)),
    lock() {
      locks++
      own = null
      forget()
    },
  }
}

/** Null when there is no file. Read once: one process holds the data folder. */
function readOrSetAside(path: string): SealedFile | 'unavailable' | null {
  let bytes: Buffer
  try {
    bytes = readFileSync(path)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? null : 'unavailable'
  }
  const parsed = parseSealedFile(bytes)
  if (parsed === 'newer') return 'unavailable'
  if (parsed !== 'damaged') return parsed
  try {
    renameSync(path, `${path}.damaged-${Date.now()}`)
    return null
  } catch {
    return 'unavailable'
  }
}

/** What a process was writing when it was killed: sealed too, but with keys that may have been deleted since. */
function removeUnfinished(folder: string): void {
  for (const name of globSync('keys.sealed.*.new', { cwd: folder })) rmSync(join(folder, name), { force: true })
}
