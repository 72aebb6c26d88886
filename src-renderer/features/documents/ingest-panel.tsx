import { Pause, Play, X } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { IngestProgress } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import styles from './documents.module.css'
import { showView } from '../frame/app-store.ts'
import { controlIngest, useAdding } from './progress-store.ts'

/** Share of the work done, 0–1: finished documents, and the running one by its passages or pages. */
export function ingestShare(progress: IngestProgress): number | null {
  if (progress.documentsTotal === 0) return null
  const { current } = progress
  const passagesTotal = current?.passagesTotal ?? 0
  const parts = current !== null && passagesTotal > 0 ? current.passagesDone / passagesTotal : 0
  return Math.min(1, (progress.documentsDone + progress.documentsFailed + parts) / progress.documentsTotal)
}

/** Reading is done, and pages wait that nothing recognises: what is missing, and where it is had. */
function Stuck({ progress }: { readonly progress: IngestProgress }): ReactElement {
  return (
    <section className={classNames(screenStyles['card'], styles['progress'])} aria-label={t.ingest.label}>
      <div className={styles['progressHead']}>
        <h2 className={styles['progressTitle']}>{t.ingest.stuckTitle(progress.pagesWaiting)}</h2>
        <Button size="small" onClick={() => showView('models')}>{t.ask.openModels}</Button>
        <Button size="small" icon={<Play size={13} aria-hidden />} onClick={() => { void controlIngest(progress.matterId, 'resume') }}>{t.ingest.stuckGoOn}</Button>
      </div>
      <p className={styles['pausedHint']}>{t.ingest.stuckHint}</p>
    </section>
  )
}

/** How reading goes, with a way to pause and to stop. */
export function IngestPanel({ progress }: { readonly progress: IngestProgress }): ReactElement | null {
  const [asking, setAsking] = useState(false)
  const adding = useAdding((state) => (state.adding?.matterId === progress.matterId ? state.adding : null))
  if (progress.status === 'idle' && adding === null) return progress.pagesWaiting > 0 ? <Stuck progress={progress} /> : null
  const done = progress.documentsDone + progress.documentsFailed
  // All that has a text is there; what is left are the pages that only have a picture.
  const title = done === progress.documentsTotal && progress.pagesWaiting > 0 ? t.ingest.recognising(progress.pagesWaiting) : t.ingest.title(done, progress.documentsTotal)
  const paused = progress.status === 'paused'
  const pausedBy = progress.pausedBy ?? 'person'
  const facts = [
    adding === null ? '' : t.documents.addingOf(adding.done, adding.total),
    t.ingest.pages(progress.pagesDone),
    t.ingest.passages(progress.passagesDone, progress.passagesTotal),
    paused || progress.passagesPerSecond === null ? '' : t.ingest.rate(progress.passagesPerSecond),
    progress.pagesWaiting === 0 || done === progress.documentsTotal ? '' : t.ingest.recognising(progress.pagesWaiting),
    paused || progress.recognisedPerMinute === null ? '' : t.ingest.recognisedPerMinute(progress.recognisedPerMinute),
    paused || adding !== null || progress.secondsLeft === null ? '' : t.ingest.left(progress.secondsLeft),
    progress.documentsFailed > 0 ? t.ingest.failed(progress.documentsFailed) : '',
  ].filter((fact) => fact !== '')
  return (
    <section className={classNames(screenStyles['card'], styles['progress'])} aria-label={t.ingest.label}>
      <div className={styles['progressHead']}>
        <h2 className={styles['progressTitle']}>{paused ? t.ingest.pausedBy[pausedBy] : title}</h2>
        {paused
          ? <Button size="small" icon={<Play size={13} aria-hidden />} onClick={() => { void controlIngest(progress.matterId, 'resume') }}>{t.ingest.resume}</Button>
          : <Button size="small" icon={<Pause size={13} aria-hidden />} onClick={() => { void controlIngest(progress.matterId, 'pause') }}>{t.ingest.pause}</Button>}
        <Button size="small" icon={<X size={13} aria-hidden />} onClick={() => setAsking(true)}>{t.ingest.cancel}</Button>
      </div>
      <ProgressBar label={t.ingest.label} share={ingestShare(progress)} valueText={title} />
      {paused && <p className={styles['pausedHint']}>{t.ingest.pausedHint[pausedBy]}</p>}
      <p className={styles['facts']}>{paused && <span>{title}</span>}{facts.map((fact) => <span key={fact}>{fact}</span>)}</p>
      {progress.current !== null && <p className={styles['current']}><bdi title={progress.current.name}>{progress.current.name}</bdi><span>{t.ingest.current(progress.current.pagesDone, progress.current.pagesTotal)}</span></p>}
      <ConfirmDialog
        open={asking} onClose={() => setAsking(false)} onConfirm={() => { void controlIngest(progress.matterId, 'cancel') }}
        title={t.ingest.cancelTitle} hint={t.ingest.cancelHint} action={t.ingest.cancelAction} cancel={t.ingest.keep}
      />
    </section>
  )
}
