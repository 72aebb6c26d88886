import { Laptop, Send, WifiOff } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Matter } from '../../../src-preload/contract/index.ts'
import { Hint } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { t } from '../../ui/strings/index.ts'
import { useIngestProgress } from '../documents/progress-store.ts'
import { showFailed, showGaps } from '../documents/show-gaps.ts'
import { useExitStatus } from '../escalation/exit-store.ts'
import { needsLook } from '../matters/matters-store.ts'
import { openOverlay, showView } from './app-store.ts'
import styles from './frame.module.css'

function Coverage({ matter }: { readonly matter: Matter }): ReactElement {
  const progress = useIngestProgress(matter.id)
  const look = needsLook(matter)
  const open = (): void => showView('documents')
  if (progress !== null && progress.status === 'running') {
    return <button type="button" className={styles['coverageButton']} onClick={open}>{t.privacy.reading(progress.documentsDone + progress.documentsFailed, progress.documentsTotal)}</button>
  }
  if (matter.documentCount === 0) return <span>{t.privacy.empty}</span>
  const read = t.privacy.coverage(matter.pageCount - matter.pagesWithoutText, matter.pageCount)
  return (
    <>
      <button type="button" className={classNames(styles['coverageButton'], styles['read'])} title={read} onClick={open}>{read}</button>
      {look > 0 && <><span aria-hidden>·</span><button type="button" className={classNames(styles['coverageButton'], styles['look'])} onClick={matter.pagesWithoutText > 0 ? showGaps : showFailed}>{t.privacy.needLook(look)}</button></>}
    </>
  )
}

/** What may leave the matter; a click shows why and lets it be changed. */
function Policy({ matter }: { readonly matter: Matter }): ReactElement {
  const status = useExitStatus(matter.id)
  const state = status === null || status.state === 'available' ? matter.dataPolicy : status.state
  const Icon = state === 'ask' || state === 'no-provider' ? Send : state === 'offline' ? WifiOff : Laptop
  const hint = status === null ? t.policy.hints[matter.dataPolicy] : status.message
  return (
    <Hint text={hint}>
      <button type="button" className={styles['privacy']} data-state={state} aria-haspopup="dialog" onClick={() => openOverlay('data-policy')}>
        <Icon size={14} aria-hidden />{t.policy.pill[state]}
      </button>
    </Hint>
  )
}

/** Always on screen: where this matter's data may go, and how much of it was read. */
export function StatusLine({ matter }: { readonly matter: Matter | null }): ReactElement {
  return (
    <div className={styles['status']}>
      {matter === null ? <span className={styles['privacy']}><Laptop size={14} aria-hidden />{t.policy.pill.never}</span> : <Policy matter={matter} />}
      {matter !== null && <span className={styles['coverage']}><Coverage matter={matter} /></span>}
    </div>
  )
}
