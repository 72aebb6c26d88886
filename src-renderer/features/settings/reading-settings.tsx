import { useId, type ReactElement } from 'react'
import { t } from '../../ui/strings/index.ts'
import { updateSettings, useApp } from '../frame/app-store.ts'
import { EngineChoice } from './engine-choice.tsx'
import { LanguageChoice } from './language-choice.tsx'
import { Group, Row, Toggle } from './settings-row.tsx'
import styles from './settings.module.css'

/** How scans are recognised, in which languages, and when reading waits. */
export function ReadingSettings(): ReactElement {
  const { ocrEngine, pauseOnBattery } = useApp((state) => state.settings)
  const words = t.reading
  const batteryId = useId()
  return (
    <>
      <Group title={words.title} hint={words.hint}>
        <div className={styles['block']}>
          <EngineChoice label={words.engine} value={ocrEngine} hints={words.engineHints} onChange={(next) => { void updateSettings({ ocrEngine: next }) }} />
        </div>
        <LanguageChoice />
        <div className={styles['block']}><p className={styles['hint']}>{words.appliesTo}</p></div>
      </Group>
      <Group title={words.working}>
        <Row name={words.battery} hint={words.batteryHint} nameId={batteryId}><Toggle labelledBy={batteryId} checked={pauseOnBattery} onChange={(next) => { void updateSettings({ pauseOnBattery: next }) }} /></Row>
      </Group>
    </>
  )
}
