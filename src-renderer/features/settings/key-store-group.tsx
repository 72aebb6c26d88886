import { LockKeyhole, LockKeyholeOpen } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { PassphraseDialog } from './key-dialogs.tsx'
import { lockKeys, useProviders } from './providers-store.ts'
import { Group, Row } from './settings-row.tsx'
import styles from './settings.module.css'

/** Where keys are kept and whether they can be used. */
export function KeyStoreGroup(): ReactElement | null {
  const status = useProviders((state) => state.keyStore)
  const [open, setOpen] = useState(false)
  if (status === null) return null
  const words = t.sending.keys
  const { storage, state } = status
  const close = (): void => setOpen(false)
  return (
    <Group title={words.title}>
      <Row name={words.storage[storage]} hint={words.storeHints[state]}>
        <span className={styles['storeState']} data-state={state}>{state === 'ready' ? <LockKeyholeOpen size={14} aria-hidden /> : <LockKeyhole size={14} aria-hidden />}{words.store[state]}</span>
        {storage === 'sealed-file' && state === 'ready' && <Button size="small" onClick={() => { void lockKeys() }}>{words.lock}</Button>}
        {storage === 'sealed-file' && state === 'locked' && <Button size="small" onClick={() => setOpen(true)}>{words.unlock}</Button>}
        {storage === 'sealed-file' && state === 'not-set-up' && <Button size="small" onClick={() => setOpen(true)}>{words.setUp}</Button>}
      </Row>
      <PassphraseDialog open={open} setUp={state === 'not-set-up'} onClose={close} onDone={close} />
    </Group>
  )
}
