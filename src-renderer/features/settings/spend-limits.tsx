import { useState, type ReactElement } from 'react'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { TextField } from '../../ui/text-field.tsx'
import { updateSettings, useApp } from '../frame/app-store.ts'
import { Group } from './settings-row.tsx'
import { parseLimit } from './provider-form.ts'
import styles from './settings.module.css'

type Which = 'spendPerDayUsd' | 'spendPerMatterUsd'

function Limit({ which, label }: { readonly which: Which; readonly label: string }): ReactElement {
  const saved = useApp((state) => state.settings[which])
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? (saved === null ? '' : String(saved))
  const parsed = parseLimit(shown)
  const words = t.sending.spend
  const submit = (): void => {
    if (parsed === undefined) return
    void updateSettings({ [which]: parsed }).then(() => {
      setText(null)
      announce(words.saved)
    })
  }
  return (
    <form className={styles['limit']} onSubmit={(event) => { event.preventDefault(); submit() }}>
      <TextField label={label} inputMode="decimal" value={shown} onChange={setText} placeholder={words.none} autoComplete="off" error={parsed === undefined ? words.invalid : undefined} hint={`${t.sending.spend.noneHint}`} />
      {text !== null && parsed !== saved && <Button size="small" type="submit" disabled={parsed === undefined}>{t.sending.form.save}</Button>}
    </form>
  )
}

/** How much may be spent in a day and for a matter. */
export function SpendLimits(): ReactElement {
  const words = t.sending.spend
  return (
    <Group title={words.title} hint={words.hint}>
      <div className={styles['limits']}>
        <Limit which="spendPerDayUsd" label={words.perDay} />
        <Limit which="spendPerMatterUsd" label={words.perMatter} />
      </div>
    </Group>
  )
}
