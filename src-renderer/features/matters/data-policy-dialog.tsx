import { Laptop, Lock, Send } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { DataPolicy, Matter } from '../../../src-preload/contract/index.ts'
import { ChoiceCards } from '../../ui/choice-cards.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { t } from '../../ui/strings/index.ts'
import { useExitStatus } from '../escalation/exit-store.ts'
import { openOverlay, useApp } from '../frame/app-store.ts'
import styles from './data-policy.module.css'
import { setDataPolicy } from './matters-store.ts'

/** What holds now, in words, and who decided it. */
export function ExitStatusNote({ matterId }: { readonly matterId: string }): ReactElement | null {
  const status = useExitStatus(matterId)
  if (status === null) return null
  const outside = status.decidedBy === 'environment' || status.decidedBy === 'administrator'
  return (
    <div className={styles['status']} data-state={status.state}>
      {outside ? <Lock size={15} aria-hidden /> : status.state === 'available' ? <Send size={15} aria-hidden /> : <Laptop size={15} aria-hidden />}
      <p><strong>{t.policy.now}:</strong> {status.message}{status.decidedBy !== null && status.decidedBy !== 'matter' && <span className={styles['who']}> {t.policy.decidedBy[status.decidedBy]}</span>}</p>
    </div>
  )
}

/** Whether questions of a matter may be escalated. Opening it asks once more; closing it does not. */
export function DataPolicyDialog({ matter }: { readonly matter: Matter | null }): ReactElement | null {
  const open = useApp((state) => state.overlay === 'data-policy')
  const [confirming, setConfirming] = useState(false)
  const status = useExitStatus(matter?.id ?? null)
  if (matter === null) return null
  const close = (): void => {
    setConfirming(false)
    openOverlay(null)
  }
  const choose = (policy: DataPolicy): void => {
    if (policy === matter.dataPolicy) return
    if (policy === 'ask') setConfirming(true)
    else void setDataPolicy(matter.id, policy)
  }
  const choices = (['never', 'ask'] as const).map((value) => ({ value, label: t.policy.options[value], hint: t.policy.hints[value], icon: value === 'never' ? <Laptop size={15} aria-hidden /> : <Send size={15} aria-hidden /> }))
  return (
    <>
      <Dialog open={open && !confirming} onClose={close} title={t.policy.title} description={t.policy.of(matter.name)}>
        <div className={styles['body']}>
          <ChoiceCards label={t.policy.of(matter.name)} value={matter.dataPolicy} choices={choices} onChange={choose} disabled={status?.state === 'forbidden-by-policy'} />
          <ExitStatusNote matterId={matter.id} />
        </div>
      </Dialog>
      <ConfirmDialog
        open={open && confirming} onClose={() => setConfirming(false)} onConfirm={() => { void setDataPolicy(matter.id, 'ask') }}
        title={t.policy.confirmTitle(matter.name)} hint={t.policy.confirmHint} action={t.policy.confirmAction}
      />
    </>
  )
}
