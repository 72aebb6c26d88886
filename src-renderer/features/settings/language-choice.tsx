import type { ReactElement } from 'react'
import type { ModelStatus } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { CheckField } from '../../ui/text-field.tsx'
import { showView, updateSettings, useApp } from '../frame/app-store.ts'
import { useModels } from '../models/models-store.ts'
import { scanLanguages } from './scan-languages.ts'
import styles from './settings.module.css'

const mostLanguages = 6

/** The languages after one of them was chosen or let go; the last one stays, and more than six are not taken. */
export function withLanguage(languages: readonly string[], language: string, chosen: boolean): string[] {
  const others = languages.filter((each) => each !== language)
  if (chosen) return others.length >= mostLanguages ? [...languages] : [...others, language]
  return others.length === 0 ? [...languages] : others
}

interface FieldsProps { readonly chosen: readonly string[]; readonly models: readonly ModelStatus[]; readonly onChange: (languages: string[]) => void }

/** In which languages scans are expected: those that come with the app and those that were fetched; and where there are more. */
export function LanguageFields({ chosen, models, onChange }: FieldsProps): ReactElement {
  const words = t.reading
  const { choices, fetchable } = scanLanguages(models, chosen, (language) => words.languageNames[language] ?? null)
  const full = chosen.length >= mostLanguages
  return (
    <fieldset className={styles['block']}>
      <legend className={styles['name']}>{words.languages}</legend>
      <p className={styles['hint']}>{words.languagesHint}</p>
      <div className={styles['languages']}>
        {choices.map(({ language, label, missing }) => {
          const checked = chosen.includes(language)
          return <CheckField key={language} label={missing ? words.languageMissing(label) : label} checked={checked} disabled={checked ? chosen.length === 1 : full} onChange={(next) => onChange(withLanguage(chosen, language, next))} />
        })}
      </div>
      {chosen.length === 1 && <p className={styles['hint']}>{words.lastLanguage}</p>}
      {full && <p className={styles['hint']}>{words.enoughLanguages}</p>}
      {fetchable.length > 0 && (
        <div className={styles['more']}>
          <p className={styles['hint']}>{words.moreLanguages(fetchable)}</p>
          <Button size="small" onClick={() => showView('models')}>{t.ask.openModels}</Button>
        </div>
      )}
    </fieldset>
  )
}

/** The same as the settings have it. */
export function LanguageChoice(): ReactElement {
  const chosen = useApp((state) => state.settings.ocrLanguages)
  const models = useModels((state) => state.models)
  return <LanguageFields chosen={chosen} models={models} onChange={(ocrLanguages) => { void updateSettings({ ocrLanguages }) }} />
}
