import type { ReactElement } from 'react'
import type { OcrEngine } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { ChoiceCards } from '../../ui/choice-cards.tsx'
import { t } from '../../ui/strings/index.ts'
import { showView } from '../frame/app-store.ts'
import { useOcrModelReady } from '../models/models-store.ts'
import styles from './settings.module.css'

const engines: readonly OcrEngine[] = ['tesseract', 'pp-ocr']

interface EngineProps { readonly label: string; readonly value: OcrEngine; readonly hints: Readonly<Record<OcrEngine, string>>; readonly onChange: (engine: OcrEngine) => void }

/** Which engine recognises pages. One of the two comes with the app; the other one's model must be on this machine first. */
export function EngineChoice({ label, value, hints, onChange }: EngineProps): ReactElement {
  const ready = useOcrModelReady()
  const missing = (engine: OcrEngine): boolean => engine === 'pp-ocr' && !ready
  const choices = engines.map((engine) => ({ value: engine, label: t.pageCoverage.engines[engine], hint: missing(engine) ? t.reading.modelMissing : hints[engine], disabled: missing(engine) }))
  return (
    <div className={styles['engines']}>
      <ChoiceCards label={label} value={value} onChange={onChange} choices={choices} />
      {!ready && <Button size="small" onClick={() => showView('models')}>{t.ask.openModels}</Button>}
    </div>
  )
}
