import { Slider } from 'radix-ui'
import type { ReactElement } from 'react'
import type { Settings } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'
import { Segments } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { openOverlay, updateSettings, useApp } from '../frame/app-store.ts'
import { Group, Row } from './settings-row.tsx'
import styles from './settings.module.css'

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

/** How it looks and where everything is kept. */
export function GeneralSettings(): ReactElement {
  const settings = useApp((state) => state.settings)
  const info = useApp((state) => state.info)
  const copyPath = (): void => { if (info !== null) void copyText(info.dataFolder).then((done) => notify(done ? t.settings.pathCopied : t.conversation.copyFailed)) }
  return (
    <>
      <Group title={t.settings.appearance}>
        <Row name={t.settings.theme}>
          <Segments label={t.settings.theme} value={settings.theme} options={themes.map((theme) => ({ value: theme, label: t.settings.themes[theme] }))} onChange={(theme) => { void updateSettings({ theme }) }} />
        </Row>
        <Row name={t.settings.textSize}><TextSize value={settings.textScale} /></Row>
      </Group>
      <Group title={t.settings.storage}>
        <Row name={t.settings.dataFolder} hint={t.settings.dataFolderHint}><Button size="small" disabled={info === null} onClick={copyPath}>{t.settings.copyPath}</Button></Row>
        {info !== null && <div className={styles['row']}><code className={styles['path']}>{info.dataFolder}</code></div>}
      </Group>
      <Group title={t.settings.about}>
        {info !== null && <Row name={t.settings.version(info.version)} hint={`${t.settings.shell[info.shell]} · ${t.settings.machine(info.cores, info.memoryBytes)}`} />}
        <div className={styles['buttons']}>
          <Button size="small" onClick={() => openOverlay('shortcuts')}>{t.settings.shortcuts}</Button>
          <Button size="small" onClick={() => openOverlay('first-run')}>{t.settings.firstRun}</Button>
        </div>
      </Group>
    </>
  )
}
