import type { Provider, ProviderInput, ProviderPreset } from '../../../src-preload/contract/index.ts'

/** The places an escalation can go to, kept in the data folder without their keys. */
export interface ProviderBook {
  presets(): readonly ProviderPreset[]
  list(): Promise<readonly Provider[]>
  /** Errors: `not-found`. */
  get(id: string): Promise<Provider>
  save(input: ProviderInput): Promise<Provider>
  remove(id: string): Promise<void>
  setKey(id: string, key: string): Promise<Provider>
  clearKey(id: string): Promise<Provider>
  /** The key itself, only for the exit: null where the provider needs none. Errors: `key-missing`, `key-store-locked`, `key-store-unavailable`. */
  keyOf(id: string): Promise<string | null>
}
