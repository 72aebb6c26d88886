import type { KeyStore } from './key-store.ts'
import { createSealedKeyStore } from './sealed-key-store.ts'
import { createSystemKeyStore, isTrustworthy, type SystemSecrets } from './system-key-store.ts'

export interface KeyStoreOptions {
  /** The data folder. */
  readonly folder: string
  /** Electron's `safeStorage`, after the app is ready; null everywhere else. */
  readonly system: SystemSecrets | null
  /** Of a script, which nobody can ask: `STRONGROOM_PASSPHRASE`. */
  readonly passphrase?: string | null
}

/** The system's own store where there is one to trust, a file sealed with a passphrase where not. The two do not share keys. */
export function openKeyStore({ folder, system, passphrase = null }: KeyStoreOptions): KeyStore {
  if (system && isTrustworthy(system)) return createSystemKeyStore(folder, system)
  return createSealedKeyStore({ folder, passphrase })
}
