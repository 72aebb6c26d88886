import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { replaceFile } from '../support/replace-file.ts'
import { AppError } from '../support/errors.ts'
import { createSerialQueue } from '../support/serial-queue.ts'
import type { KeyStore } from './key-store.ts'

/** What Electron's `safeStorage` offers, and all that is used of it. The backend can be asked for on Linux only. */
export interface SystemSecrets {
  isEncryptionAvailable(): boolean
  getSelectedStorageBackend?(): string
  encryptString(plain: string): Buffer
  decryptString(encrypted: Buffer): string
}

/** True where the system really keeps the secret: Linux without a keyring falls back to a password that is the same everywhere. */
export function isTrustworthy(system: SystemSecrets, platform: NodeJS.Platform = process.platform): boolean {
  if (!system.isEncryptionAvailable()) return false
  return platform !== 'linux' || !['basic_text', 'unknown', undefined].includes(system.getSelectedStorageBackend?.())
}

const fileSchema = z.object({ version: z.literal(1), entries: z.record(z.string(), z.base64()) })
const entrySchema = z.object({ name: z.string(), secret: z.string() })
type Entries = z.infer<typeof fileSchema>['entries']

/** Keeps `<folder>/keys.json`: each secret encrypted by the system's own store, together with its name, so that two cannot be exchanged. */
export function createSystemKeyStore(folder: string, system: SystemSecrets): KeyStore {
  const path = join(folder, 'keys.json')
  const steps = createSerialQueue()
  const entryOf = async (name: string): Promise<string | undefined> => {
    const entries = await readEntries(path)
    return Object.hasOwn(entries, name) ? entries[name] : undefined
  }
  const write = (entries: Entries): Promise<void> => replaceFile(path, JSON.stringify({ version: 1, entries }))
  return {
    status: () => ({ storage: 'system', state: system.isEncryptionAvailable() ? 'ready' : 'unavailable' }),
    set: (name, secret) => steps.run(async () => {
      const sealed = guarded(() => system.encryptString(JSON.stringify({ name, secret }))).toString('base64')
      await write({ ...await readEntries(path), [name]: sealed })
    }),
    get: (name) => steps.run(async () => {
      const sealed = await entryOf(name)
      if (sealed === undefined) return null
      const entry = entrySchema.parse(guarded((): unknown => JSON.parse(system.decryptString(Buffer.from(sealed, 'base64')))))
      if (entry.name !== name) throw new AppError('key-store-unavailable')
      return entry.secret
    }),
    has: (name) => steps.run(async () => await entryOf(name) !== undefined),
    delete: (name) => steps.run(async () => {
      await write(Object.fromEntries(Object.entries(await readEntries(path)).filter(([each]) => each !== name)))
    }),
    async unlock() {},
    lock() {},
  }
}

/** Errors: `key-store-unavailable`, whatever the system said: its words may hold what it was given. */
function guarded<T>(step: () => T): T {
  try {
    return step()
  } catch {
    throw new AppError('key-store-unavailable')
  }
}

async function readEntries(path: string): Promise<Entries> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw new AppError('key-store-unavailable')
  }
  const stored = fileSchema.safeParse(jsonOf(text))
  if (stored.success) return stored.data.entries
  await rename(path, path.replace(/\.json$/, `.damaged-${Date.now()}.json`))
  return {}
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
