import { Check, CircleAlert, Download, HardDrive, LoaderCircle } from 'lucide-react'
import { useState, type ReactElement } from 'react'
import type { ModelProgress, ModelStatus } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { formatBytes, formatSecondsLeft } from '../../ui/format.ts'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { t } from '../../ui/strings/index.ts'
import { useApp } from '../frame/app-store.ts'
import styles from './models.module.css'
import { cancelFetch, fetchModel, removeModel, selectModel, useModels, verifyModel } from './models-store.ts'

function StateBadge({ model }: { readonly model: ModelStatus }): ReactElement {
  const busy = model.state === 'fetching' || model.state === 'verifying'
  const icon = model.state === 'ready' ? <HardDrive size={12} aria-hidden /> : model.state === 'damaged' ? <CircleAlert size={12} aria-hidden /> : busy ? <LoaderCircle size={12} aria-hidden /> : null
  return <span className={classNames(styles['badge'], model.state === 'damaged' && styles['badgeBad'])}>{icon}{t.models.states[model.state]}</span>
}

function FetchProgress({ model, progress }: { readonly model: ModelStatus; readonly progress: ModelProgress | undefined }): ReactElement {
  const done = progress?.bytesDone ?? model.bytesDone
  const total = progress !== undefined && progress.bytesTotal > 0 ? progress.bytesTotal : model.bytes
  const label = `${t.models.states[model.state]}: ${model.label}`
  const { bytesPerSecond = null, secondsLeft = null, source = null } = progress ?? {}
  const facts = [
    bytesPerSecond === null ? '' : t.models.perSecond(bytesPerSecond),
    secondsLeft === null ? '' : formatSecondsLeft(secondsLeft),
    source === null ? '' : t.models.sources[source],
  ].filter((fact) => fact !== '')
  return (
    <div className={styles['progress']}>
      <ProgressBar label={label} share={total > 0 ? done / total : null} valueText={t.models.of(done, total)} />
      <p className={styles['facts']}>
        <span>{model.state === 'verifying' ? t.models.states.verifying : t.models.of(done, total)}</span>
        {facts.map((fact) => <span key={fact}>{fact}</span>)}
      </p>
    </div>
  )
}

function Actions({ model, onRemove }: { readonly model: ModelStatus; readonly onRemove: () => void }): ReactElement {
  const offline = useApp((state) => state.settings.offline)
  const named = (action: string): { 'aria-label': string } => ({ 'aria-label': t.models.actionOn(action, model.label) })
  const { state } = model
  return (
    <div className={styles['actions']}>
      {(state === 'absent' || state === 'partial' || state === 'damaged') && (
        <Button size="small" icon={<Download size={14} aria-hidden />} disabled={offline} onClick={() => { void fetchModel(model.id) }} {...named(state === 'partial' ? t.models.resumeFetch : t.models.fetch)}>
          {state === 'partial' ? t.models.resumeFetch : t.models.fetch}
        </Button>
      )}
      {state === 'fetching' && <Button size="small" onClick={() => { void cancelFetch(model.id) }} {...named(t.models.cancelFetch)}>{t.models.cancelFetch}</Button>}
      {state === 'ready' && !model.selected && <Button size="small" onClick={() => { void selectModel(model.id) }} {...named(t.models.select)}>{t.models.select}</Button>}
      {(state === 'ready' || state === 'damaged') && <Button size="small" look="quiet" onClick={() => { void verifyModel(model) }} {...named(t.models.verify)}>{t.models.verify}</Button>}
      {(state === 'ready' || state === 'damaged' || state === 'partial') && <Button size="small" look="quiet" onClick={onRemove} {...named(t.models.remove)}>{t.models.remove}</Button>}
    </div>
  )
}

/** A model: what it is, whether it fits this machine, and what can be done with it. */
export function ModelRow({ model }: { readonly model: ModelStatus }): ReactElement {
  const progress = useModels((state) => state.progress[model.id])
  const [removing, setRemoving] = useState(false)
  return (
    <li className={styles['model']}>
      <div>
        <div className={styles['nameLine']}>
          <h3 className={styles['name']}>{model.label}</h3>
          <StateBadge model={model} />
          {model.selected && <span className={classNames(styles['badge'], styles['badgeOn'])}><Check size={12} aria-hidden />{t.models.selected}</span>}
        </div>
        <p className={styles['facts']}>
          <span>{formatBytes(model.bytes)}</span>
          <span>{t.models.memory(model.memoryBytes)}</span>
          {model.fitsMemory ? <span>{t.models.fits}</span> : <span className={styles['notFit']}>{t.models.fitsNot}</span>}
        </p>
        <p className={styles['facts']}>
          {model.kind === 'chat' && model.contextTokens > 0 && <span>{t.models.context(model.contextTokens)}</span>}
          <span>{model.licence}</span>
          <span>{t.models.provenance[model.provenance]}</span>
        </p>
      </div>
      <Actions model={model} onRemove={() => setRemoving(true)} />
      {(model.state === 'fetching' || model.state === 'verifying') && <FetchProgress model={model} progress={progress} />}
      {model.failure !== null && <div className={styles['failure']}>{model.failure.message}<FailureDetails failure={model.failure} /></div>}
      <ConfirmDialog
        open={removing} onClose={() => setRemoving(false)} onConfirm={() => { void removeModel(model) }}
        title={t.models.removeTitle(model.label)} hint={t.models.removeHint(model.bytes)} action={t.models.removeAction}
      />
    </li>
  )
}
