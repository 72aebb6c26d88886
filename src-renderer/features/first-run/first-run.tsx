import { Check, Info } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { DialogActions } from '../../ui/dialog.tsx'
import dialogStyles from '../../ui/dialog.module.css'
import { t } from '../../ui/strings/index.ts'
import { useReturnFocus } from '../../ui/use-return-focus.ts'
import { goToAskBox } from '../frame/commands.ts'
import { openOverlay, showView, updateSettings, useApp } from '../frame/app-store.ts'
import { selectMatter, useMatters } from '../matters/matters-store.ts'
import { useModels } from '../models/models-store.ts'
import styles from './first-run.module.css'

const steps = 3

function finish(): void {
  openOverlay(null)
  void updateSettings({ firstRunDone: true })
}

function DataStep(): ReactElement {
  const folder = useApp((state) => state.info?.dataFolder)
  return (
    <>
      <p className={styles['text']}>{t.firstRun.dataText}</p>
      {folder !== undefined && <code className={styles['path']}>{folder}</code>}
      <ul className={styles['points']}>{t.firstRun.dataPoints.map((point) => <li key={point}><Check size={15} aria-hidden />{point}</li>)}</ul>
    </>
  )
}

function ModelStep(): ReactElement {
  const model = useModels((state) => state.models.find((each) => each.kind === 'chat' && each.state === 'ready' && each.selected) ?? state.models.find((each) => each.kind === 'chat' && each.state === 'ready'))
  return (
    <>
      <p className={styles['text']}>{t.firstRun.modelText}</p>
      <p className={classNames(styles['note'], model !== undefined && styles['ready'])}>
        {model === undefined ? <Info size={15} aria-hidden /> : <Check size={15} aria-hidden />}
        <span>{model === undefined ? t.firstRun.modelAbsent : t.firstRun.modelReady(model.label)}</span>
      </p>
    </>
  )
}

function TryStep(): ReactElement {
  const matter = useMatters((state) => state.matters[0])
  return <p className={styles['text']}>{matter === undefined ? t.firstRun.tryTextEmpty : t.firstRun.tryText(matter.name)}</p>
}

function LastActions(): ReactElement {
  const matter = useMatters((state) => state.matters[0])
  if (matter === undefined) return <Button look="primary" data-main onClick={() => { finish(); openOverlay('new-matter') }}>{t.firstRun.create}</Button>
  return (
    <>
      <Button onClick={() => { finish(); openOverlay('new-matter') }}>{t.firstRun.own}</Button>
      <Button look="primary" data-main onClick={() => { finish(); selectMatter(matter.id); goToAskBox() }}>{t.firstRun.open}</Button>
    </>
  )
}

/** The way on has the focus, not the way out. */
function focusMain(event: Event): void {
  if (!(event.target instanceof HTMLElement)) return
  const main = event.target.querySelector<HTMLElement>('[data-main]')
  if (main === null) return
  event.preventDefault()
  main.focus()
}

const titles = [t.firstRun.dataTitle, t.firstRun.modelTitle, t.firstRun.tryTitle]

/** Three short steps at the first start; each can be skipped, none asks for anything. */
export function FirstRun(): ReactElement {
  const open = useApp((state) => state.overlay === 'first-run')
  const returnFocus = useReturnFocus(open)
  const [step, setStep] = useState(0)
  useEffect(() => { if (open) setStep(0) }, [open])
  const content = useRef<HTMLDivElement>(null)
  // The button that was pressed may be gone with its step, and the focus with it.
  useEffect(() => { content.current?.querySelector<HTMLElement>('[data-main]')?.focus() }, [step])
  const toModels = (): void => {
    finish()
    showView('models')
  }
  return (
    <Radix.Root open={open} onOpenChange={(next) => { if (!next) finish() }}>
      <Radix.Portal>
        <div className={dialogStyles['overlay']} />
        <Radix.Content ref={content} aria-modal onCloseAutoFocus={returnFocus} className={dialogStyles['content']} aria-describedby={undefined} onOpenAutoFocus={focusMain}>
          <p className={styles['step']} aria-live="polite">{t.firstRun.step(step + 1, steps)}</p>
          <Radix.Title className={styles['title']}>{titles[step]}</Radix.Title>
          {step === 0 && <DataStep />}
          {step === 1 && <ModelStep />}
          {step === 2 && <TryStep />}
          <DialogActions>
            {step < steps - 1 && <Button look="quiet" onClick={finish}>{t.firstRun.skipAll}</Button>}
            <span className={styles['spread']} />
            {step > 0 && <Button onClick={() => setStep(step - 1)}>{t.common.back}</Button>}
            {step === 1 && <Button onClick={toModels}>{t.firstRun.modelAction}</Button>}
            {step < steps - 1 ? <Button look="primary" data-main onClick={() => setStep(step + 1)}>{t.common.next}</Button> : <LastActions />}
          </DialogActions>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
