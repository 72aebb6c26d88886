import { Laptop } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Matter } from '../../../src-preload/contract/index.ts'
import { Hint } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { t } from '../../ui/strings/index.ts'
import { useIngestProgress } from '../documents/documents-store.ts'
import { needsLook } from '../matters/matters-store.ts'
import { showView } from './app-store.ts'
import styles from './frame.module.css'

function Coverage({ matter }: { readonly matter: Matter }): ReactElement {
  const progress = useIngestProgress(matter.id)
  const look = needsLook(matter)
  const open = (): void => showView('documents')
  if (progress !== null && progress.status === 'running') {
    return <button type="button" className={styles['coverageButton']} onClick={open}>{t.privacy.reading(progress.documentsDone + progress.documentsFailed, progress.documentsTotal)}</button>
  }
  if (matter.documentCount === 0) return <span>{t.privacy.empty}</span>
  return (
    <>
      <button type="button" className={styles['coverageButton']} onClick={open}>{t.privacy.coverage(matter.pageCount - matter.pagesWithoutText, matter.pageCount)}</button>
      {look > 0 && <><span aria-hidden>·</span><button type="button" className={classNames(styles['coverageButton'], styles['look'])} onClick={open}>{t.privacy.needLook(look)}</button></>}
    </>
  )
}

/** Always on screen: where this matter's data may go, and how much of it was read. */
export function StatusLine({ matter }: { readonly matter: Matter | null }): ReactElement {
  return (
    <div className={styles['status']}>
      <Hint text={t.privacy.localHint}><span className={styles['privacy']}><Laptop size={14} aria-hidden />{t.privacy[matter?.dataPolicy ?? 'never']}</span></Hint>
      {matter !== null && <span className={styles['coverage']}><Coverage matter={matter} /></span>}
    </div>
  )
}
