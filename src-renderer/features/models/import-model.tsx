import { useState, type ReactElement } from 'react'
import { attempt, bridge } from '../../client/bridge.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { TextField } from '../../ui/text-field.tsx'
import styles from './models.module.css'
import { importModel } from './models-store.ts'

/** Brings in a model file that is already on this machine or a drive. */
export function ImportModel(): ReactElement {
  const [path, setPath] = useState('')
  const [busy, setBusy] = useState(false)
  const run = async (): Promise<void> => {
    setBusy(true)
    const taken = await importModel(path.trim())
    setBusy(false)
    if (taken) setPath('')
  }
  const choose = async (): Promise<void> => {
    const paths = await attempt('app.pickFiles', { folders: false })
    if (paths?.[0] !== undefined) setPath(paths[0])
  }
  return (
    <form className={classNames(screenStyles['card'], styles['importForm'])} onSubmit={(event) => { event.preventDefault(); void run() }}>
      <h2>{t.models.importTitle}</h2>
      <p className={styles['hint']}>{t.models.importHint}</p>
      <div className={styles['importRow']}>
        <TextField label={t.models.importPath} value={path} onChange={setPath} autoComplete="off" spellCheck={false} />
        {bridge().shell === 'electron' && <Button onClick={() => { void choose() }}>{t.common.choose}</Button>}
        <Button type="submit" disabled={busy || path.trim() === ''}>{busy ? t.models.importing : t.models.importAction}</Button>
      </div>
    </form>
  )
}
