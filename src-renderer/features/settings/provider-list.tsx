import { KeyRound, Plus } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { Provider } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { t } from '../../ui/strings/index.ts'
import { Route } from '../escalation/facts-panel.tsx'
import { KeyDialog, PassphraseDialog } from './key-dialogs.tsx'
import { ProviderDialog } from './provider-dialog.tsx'
import { clearKey, removeProvider, useProviders } from './providers-store.ts'
import { Group } from './settings-row.tsx'
import styles from './settings.module.css'

interface RowProps { readonly provider: Provider; readonly onEdit: () => void; readonly onKey: () => void; readonly onClear: () => void; readonly onRemove: () => void }

function ProviderRow({ provider, onEdit, onKey, onClear, onRemove }: RowProps): ReactElement {
  const { providers: words, keys } = t.sending
  const facts = [t.sending.form.kinds[provider.kind], provider.baseUrl ?? words.builtIn, words.models(provider.models.length), provider.hosting.trim() === '' ? words.hostingUnknown : words.hosting(provider.hosting)]
  return (
    <li className={styles['provider']}>
      <div className={styles['label']}>
        <h3 className={styles['providerName']}>{provider.label} <Route route={provider.route} /></h3>
        <p className={styles['hint']}>{facts.join(' · ')}</p>
        <p className={styles['keyState']} data-state={provider.keyState}><KeyRound size={13} aria-hidden />{keys.states[provider.keyState]}</p>
      </div>
      <div className={styles['control']}>
        {provider.keyState !== 'not-needed' && <Button size="small" aria-label={provider.keyState === 'set' ? keys.replaceOf(provider.label) : keys.enterOf(provider.label)} onClick={onKey}>{provider.keyState === 'set' ? keys.replace : keys.enter}</Button>}
        {provider.keyState === 'set' && <Button size="small" look="quiet" aria-label={keys.clearOf(provider.label)} onClick={onClear}>{keys.clear}</Button>}
        <Button size="small" look="quiet" aria-label={words.editOf(provider.label)} onClick={onEdit}>{words.edit}</Button>
        <Button size="small" look="quiet" aria-label={words.removeOf(provider.label)} onClick={onRemove}>{words.remove}</Button>
      </div>
    </li>
  )
}

type Open = { readonly kind: 'add' } | { readonly kind: 'edit' | 'key' | 'clear' | 'remove'; readonly provider: Provider }

/** The places a question can be escalated to. */
export function ProviderList(): ReactElement {
  const { providers: words, keys } = t.sending
  const providers = useProviders((state) => state.providers)
  const storeState = useProviders((state) => state.keyStore?.state)
  const [open, setOpen] = useState<Open | null>(null)
  const close = (): void => setOpen(null)
  const add = <Button size="small" icon={<Plus size={14} aria-hidden />} onClick={() => setOpen({ kind: 'add' })}>{words.add}</Button>
  const about = (kind: Open['kind']): Provider | null => (open !== null && open.kind === kind && open.kind !== 'add' ? open.provider : null)
  // A sealed file has to be open before a key can go into it.
  const sealed = storeState === 'locked' || storeState === 'not-set-up'
  return (
    <Group title={words.title} hint={words.hint} actions={providers !== null && providers.length > 0 ? add : undefined}>
      {providers === null && <p className={styles['row']} role="status">{t.common.loading}</p>}
      {providers?.length === 0 && <EmptyState level={3} title={words.emptyTitle} text={words.emptyText}>{add}</EmptyState>}
      {providers !== null && providers.length > 0 && (
        <ul>
          {providers.map((provider) => (
            <ProviderRow
              key={provider.id} provider={provider} onEdit={() => setOpen({ kind: 'edit', provider })} onKey={() => setOpen({ kind: 'key', provider })}
              onClear={() => setOpen({ kind: 'clear', provider })} onRemove={() => setOpen({ kind: 'remove', provider })}
            />
          ))}
        </ul>
      )}
      <ProviderDialog open={open?.kind === 'add' || open?.kind === 'edit'} provider={about('edit')} onClose={close} />
      <PassphraseDialog open={open?.kind === 'key' && sealed} setUp={storeState === 'not-set-up'} onClose={close} onDone={() => undefined} />
      <KeyDialog provider={sealed ? null : about('key')} onClose={close} />
      <ConfirmDialog open={about('clear') !== null} onClose={close} onConfirm={() => { const provider = about('clear'); if (provider !== null) void clearKey(provider) }} title={keys.clearTitle(about('clear')?.label ?? '')} hint={keys.clearHint} action={keys.clear} />
      <ConfirmDialog open={about('remove') !== null} onClose={close} onConfirm={() => { const provider = about('remove'); if (provider !== null) void removeProvider(provider) }} title={words.removeTitle(about('remove')?.label ?? '')} hint={words.removeHint} action={words.removeAction} />
    </Group>
  )
}
