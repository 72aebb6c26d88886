import { create } from 'zustand'
import type { KeyStoreStatus, Provider, ProviderInput, ProviderPreset } from '../../../src-preload/contract/index.ts'
import { attempt, call } from '../../client/bridge.ts'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'

interface ProvidersState {
  /** Null until they were asked for. */
  readonly providers: readonly Provider[] | null
  readonly presets: readonly ProviderPreset[]
  readonly keyStore: KeyStoreStatus | null
}

export const useProviders = create<ProvidersState>(() => ({ providers: null, presets: [], keyStore: null }))

export async function loadProviders(): Promise<void> {
  const [providers, presets, keyStore] = await Promise.all([attempt('providers.list', null), attempt('providers.presets', null), attempt('keys.status', null)])
  useProviders.setState((before) => ({ providers: providers ?? before.providers ?? [], presets: presets ?? before.presets, keyStore: keyStore ?? before.keyStore }))
}

/** True when it was saved; a failure is shown and the form stays. */
export async function saveProvider(input: ProviderInput): Promise<boolean> {
  const saved = await attempt('providers.save', input)
  if (saved === undefined) return false
  notify(t.sending.providers.saved(saved.label))
  await loadProviders()
  return true
}

export async function removeProvider(provider: Provider): Promise<void> {
  if ((await attempt('providers.remove', { id: provider.id })) === undefined) return
  notify(t.sending.providers.removed(provider.label))
  await loadProviders()
}

/** The key goes one way: it is not kept here, and no call gives it back. */
export async function storeKey(provider: Provider, key: string): Promise<boolean> {
  const changed = await attempt('providers.setKey', { id: provider.id, key })
  if (changed === undefined) return false
  notify(t.sending.keys.stored(provider.label))
  await loadProviders()
  return true
}

export async function clearKey(provider: Provider): Promise<void> {
  if ((await attempt('providers.clearKey', { id: provider.id })) === undefined) return
  notify(t.sending.keys.cleared(provider.label))
  await loadProviders()
}

/** Null when they are open, else what to say in the dialog. */
export async function unlockKeys(passphrase: string): Promise<string | null> {
  const outcome = await call('keys.unlock', { passphrase })
  if (!outcome.ok) return outcome.error.message
  useProviders.setState({ keyStore: outcome.value })
  notify(t.sending.keys.unlocked)
  void loadProviders()
  return null
}

export async function lockKeys(): Promise<void> {
  const keyStore = await attempt('keys.lock', null)
  if (keyStore === undefined) return
  useProviders.setState({ keyStore })
  notify(t.sending.keys.locked)
}
