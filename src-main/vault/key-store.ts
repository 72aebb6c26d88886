import type { KeyStoreStatus } from '../../src-preload/contract/index.ts'

/** Secrets by name: the system's own store under Electron, a file sealed with a passphrase elsewhere. Only the main process holds one. */
export interface KeyStore {
  status(): KeyStoreStatus
  /** Errors: `key-store-locked`, `key-store-unavailable`. */
  set(name: string, secret: string): Promise<void>
  /** Null when there is none. Errors as `set`. */
  get(name: string): Promise<string | null>
  has(name: string): Promise<boolean>
  delete(name: string): Promise<void>
  /** The first passphrase sets the file up. Errors: `wrong-passphrase`. The system's store needs none and ignores it. */
  unlock(passphrase: string): Promise<void>
  lock(): void
}
