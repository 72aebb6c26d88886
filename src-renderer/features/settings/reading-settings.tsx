import { useId, type ReactElement } from 'react'
import { t } from '../../ui/strings/index.ts'
import { CheckField } from '../../ui/text-field.tsx'
import { updateSettings, useApp } from '../frame/app-store.ts'
import { EngineChoice } from './engine-choice.tsx'
import { Group, Row, Toggle } from './settings-row.tsx'
import styles from './settings.module.css'

/** Those whose data come with the app. */
const offered: readonly string[] = ['eng', 'deu', 'fra', 'spa', 'ita', 'nld']
const mostLanguages = 6

/** The languages after one of them was chosen or let go; the last one stays. */
export function withLanguage(languages: readonly string[], language: string, chosen: boolean): string[] {
  const others = languages.filter((each) => each !== language)
  if (chosen) return [...others, language].slice(-mostLanguages)
  return others.length === 0 ? [...languages] : others
}

/** How scans are recognised, in which languages, and when reading waits. */
export function ReadingSettings(): ReactElement {
  const { ocrEngine, ocrLanguages, pauseOnBattery } = useApp((state) => state.settings)
  const words = t.reading
  const batteryId = useId()
  const known = [...offered, ...ocrLanguages.filter((each) => !offered.includes(each))]
  return (
    <>
      <Group title={words.title} hint={words.hint}>
        <div className={styles['block']}>
          <EngineChoice label={words.engine} value={ocrEngine} hints={words.engineHints} onChange={(next) => { void updateSettings({ ocrEngine: next }) }} />
        </div>
        <fieldset className={styles['block']}>
          <legend className={styles['name']}>{words.languages}</legend>
          <p className={styles['hint']}>{words.languagesHint}</p>
          <div className={styles['languages']}>
            {known.map((language) => <CheckField key={language} label={words.languageNames[language] ?? language} checked={ocrLanguages.includes(language)} disabled={ocrLanguages.length === 1 && ocrLanguages.includes(language)} onChange={(chosen) => { void updateSettings({ ocrLanguages: withLanguage(ocrLanguages, language, chosen) }) }} />)}
          </div>
          {ocrLanguages.length === 1 && <p className={styles['hint']}>{words.lastLanguage}</p>}
        </fieldset>
        <div className={styles['block']}><p className={styles['hint']}>{words.appliesTo}</p></div>
      </Group>
      <Group title={words.working}>
        <Row name={words.battery} hint={words.batteryHint} nameId={batteryId}><Toggle labelledBy={batteryId} checked={pauseOnBattery} onChange={(next) => { void updateSettings({ pauseOnBattery: next }) }} /></Row>
      </Group>
    </>
  )
}
