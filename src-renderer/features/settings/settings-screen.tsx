import { Slider, Switch } from 'radix-ui'
import { useId, type ReactElement, type ReactNode } from 'react'
import type { Settings } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { copyText } from '../../ui/copy-text.ts'
import { Screen, screenStyles, Segments } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { openOverlay, updateSettings, useApp } from '../frame/app-store.ts'
import styles from './settings.module.css'

interface RowProps { readonly name: string; readonly hint?: string; readonly nameId?: string; readonly children: ReactNode }

function Row({ name, hint, nameId, children }: RowProps): ReactElement {
  return (
    <div className={styles['row']}>
      <div className={styles['label']}>
        <p id={nameId} className={styles['name']}>{name}</p>
        {hint !== undefined && <p className={styles['hint']}>{hint}</p>}
      </div>
      <div className={styles['control']}>{children}</div>
    </div>
  )
}

function TextSize({ value }: { readonly value: number }): ReactElement {
  return (
    <>
      <Slider.Root className={styles['slider']} min={0.8} max={1.6} step={0.05} value={[value]} onValueChange={([next]) => { if (next !== undefined) void updateSettings({ textScale: Math.round(next * 100) / 100 }) }}>
        <Slider.Track className={styles['track']}><Slider.Range className={styles['range']} /></Slider.Track>
        <Slider.Thumb className={styles['thumb']} aria-label={t.settings.textSize} aria-valuetext={t.settings.textSizeValue(value)} />
      </Slider.Root>
      <span className={styles['value']}>{t.settings.textSizeValue(value)}</span>
    </>
  )
}

const themes: readonly Settings['theme'][] = ['system', 'light', 'dark']

/** How it looks, whether it may download, and where everything is kept. */
export function SettingsScreen(): ReactElement {
  const settings = useApp((state) => state.settings)
  const info = useApp((state) => state.info)
  const offlineId = useId()
  const copyPath = (): void => { if (info !== null) void copyText(info.dataFolder).then((done) => notify(done ? t.settings.pathCopied : t.conversation.copyFailed)) }
  const card = classNames(screenStyles['card'], styles['group'])
  return (
    <Screen title={t.settings.title}>
      <h2 className={styles['groupTitle']}>{t.settings.appearance}</h2>
      <div className={card}>
        <Row name={t.settings.theme}>
          <Segments label={t.settings.theme} value={settings.theme} options={themes.map((theme) => ({ value: theme, label: t.settings.themes[theme] }))} onChange={(theme) => { void updateSettings({ theme }) }} />
        </Row>
        <Row name={t.settings.textSize}><TextSize value={settings.textScale} /></Row>
      </div>
      <h2 className={styles['groupTitle']}>{t.settings.network}</h2>
      <div className={card}>
        <Row name={t.settings.offline} hint={t.settings.offlineHint} nameId={offlineId}>
          <Switch.Root className={styles['switch']} checked={settings.offline} onCheckedChange={(offline) => { void updateSettings({ offline }) }} aria-labelledby={offlineId}><Switch.Thumb className={styles['switchThumb']} /></Switch.Root>
        </Row>
      </div>
      <h2 className={styles['groupTitle']}>{t.settings.storage}</h2>
      <div className={card}>
        <Row name={t.settings.dataFolder} hint={t.settings.dataFolderHint}><Button size="small" disabled={info === null} onClick={copyPath}>{t.settings.copyPath}</Button></Row>
        {info !== null && <div className={styles['row']}><code className={styles['path']}>{info.dataFolder}</code></div>}
      </div>
      <h2 className={styles['groupTitle']}>{t.settings.about}</h2>
      <div className={card}>
        {info !== null && (
          <div className={styles['row']}>
            <div className={styles['label']}>
              <p className={styles['name']}>{t.settings.version(info.version)}</p>
              <p className={styles['hint']}>{t.settings.shell[info.shell]} · {t.settings.machine(info.cores, info.memoryBytes)}</p>
            </div>
          </div>
        )}
        <div className={styles['buttons']}>
          <Button size="small" onClick={() => openOverlay('shortcuts')}>{t.settings.shortcuts}</Button>
          <Button size="small" onClick={() => openOverlay('first-run')}>{t.settings.firstRun}</Button>
        </div>
      </div>
    </Screen>
  )
}
