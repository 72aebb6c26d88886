import { CircleAlert, Cpu, WifiOff } from 'lucide-react'
import type { ReactElement } from 'react'
import type { ModelKind, RuntimeStatus } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { Screen, screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { updateSettings, useApp } from '../frame/app-store.ts'
import { ImportModel } from './import-model.tsx'
import { ModelRow } from './model-row.tsx'
import styles from './models.module.css'
import { useModels } from './models-store.ts'

function RuntimeLine({ runtime, label }: { readonly runtime: RuntimeStatus; readonly label: string | null }): ReactElement {
  const words = t.models.runtime
  if (runtime.state === 'failed') {
    return (
      <div className={classNames(screenStyles['card'], styles['runtime'])}>
        <span className={styles['runtimeTitle']}><CircleAlert size={16} aria-hidden />{words.failed}</span>
        {runtime.failure !== null && <div>{runtime.failure.message}<FailureDetails failure={runtime.failure} /></div>}
      </div>
    )
  }
  const state = { none: words.none, loading: words.loading, ready: `${words.ready}: ${label ?? runtime.modelId ?? ''}` }[runtime.state]
  const facts = runtime.state === 'ready' ? [
    runtime.contextTokens === null ? '' : words.context(runtime.contextTokens),
    runtime.prefillTokensPerSecond === null ? '' : words.reads(runtime.prefillTokensPerSecond),
    runtime.decodeTokensPerSecond === null ? words.unmeasured : words.writes(runtime.decodeTokensPerSecond),
  ].filter((fact) => fact !== '') : []
  return (
    <section className={classNames(screenStyles['card'], styles['runtime'])} aria-label={words.title}>
      <span className={styles['runtimeTitle']}><Cpu size={16} aria-hidden />{state}</span>
      {facts.map((fact) => <span key={fact} className={screenStyles['muted']}>{fact}</span>)}
    </section>
  )
}

function Section({ kind }: { readonly kind: ModelKind }): ReactElement {
  const models = useModels((state) => state.models)
  const rows = models.filter((model) => model.kind === kind)
  return (
    <section className={styles['section']} aria-label={t.models[kind]}>
      <div className={styles['sectionHead']}>
        <h2>{t.models[kind]}</h2>
        <p className={styles['hint']}>{t.models[`${kind}Hint`]}</p>
      </div>
      <ul className={classNames(screenStyles['card'], styles['list'])}>
        {rows.map((model) => <ModelRow key={model.id} model={model} />)}
        {rows.length === 0 && <li className={styles['model']}>{t.models.empty}</li>}
      </ul>
    </section>
  )
}

/** The models on this machine and those that could be. */
export function ModelsScreen(): ReactElement {
  const loaded = useModels((state) => state.loaded)
  const models = useModels((state) => state.models)
  const runtime = useModels((state) => state.runtime)
  const offline = useApp((state) => state.settings.offline)
  const label = models.find((model) => model.id === runtime?.modelId)?.label ?? null
  return (
    <Screen title={t.models.title} intro={t.models.intro}>
      {!loaded && <p className={screenStyles['muted']}>{t.common.loading}</p>}
      {runtime !== null && <RuntimeLine runtime={runtime} label={label} />}
      {offline && (
        <section className={classNames(screenStyles['card'], styles['notice'])} aria-label={t.models.offlineTitle}>
          <WifiOff size={18} aria-hidden />
          <div><h2>{t.models.offlineTitle}</h2><p className={styles['hint']}>{t.models.offlineText}</p></div>
          <Button size="small" onClick={() => { void updateSettings({ offline: false }) }}>{t.models.allow}</Button>
        </section>
      )}
      {loaded && <><Section kind="chat" /><Section kind="embedding" />{(['ner', 'ocr'] as const).filter((kind) => models.some((model) => model.kind === kind)).map((kind) => <Section key={kind} kind={kind} />)}</>}
      <ImportModel />
    </Screen>
  )
}
