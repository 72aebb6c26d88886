import { ArrowUp, Ellipsis, Send, Square } from 'lucide-react'
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { t } from '../../ui/strings/index.ts'
import { notify } from '../../ui/toast-store.ts'
import { canEscalate, useExitStatus } from '../escalation/exit-store.ts'
import { openEscalation } from '../escalation/review-store.ts'
import { showView } from '../frame/app-store.ts'
import { useChatModelReady, useModels } from '../models/models-store.ts'
import type { LiveMessage } from './answer-reducer.ts'
import styles from './conversation.module.css'
import { setDraft, useDraft } from './draft-store.ts'
import { ask, stopAnswer, useMessages } from './messages-store.ts'

export const askBoxId = 'ask-box'
const longestQuestion = 4000

/** Puts the caret into the question box; false when it is not on screen. */
export function focusAskBox(): boolean {
  const box = document.getElementById(askBoxId)
  box?.focus()
  return box !== null
}

interface AskBoxProps { readonly matterId: string; readonly running: LiveMessage | null; readonly canAsk: boolean }

/** Where a question is typed: Enter asks, Shift+Enter makes a line. While an answer runs, it can be stopped here. */
export function AskBox({ matterId, running, canAsk }: AskBoxProps): ReactElement {
  const input = useRef<HTMLTextAreaElement>(null)
  const modelReady = useChatModelReady()
  const loading = useModels((state) => state.runtime?.state === 'loading')
  const asking = useMessages((state) => state.asking)
  const [taken, setTaken] = useState(0)
  useEffect(() => { if (taken > 0) input.current?.focus() }, [taken])
  const draft = useDraft(matterId)
  const elsewhere = canEscalate(useExitStatus(matterId))
  const trimmed = draft.trim()
  const send = (): void => {
    if (trimmed === '' || running !== null || asking || !canAsk) return
    setDraft(matterId, '')
    void ask(matterId, trimmed).then((done) => {
      if (!done) setDraft(matterId, trimmed)
      setTaken((count) => count + 1)
    })
  }
  const askElsewhere = (): void => {
    if (trimmed === '') notify(t.escalation.typeFirst)
    else openEscalation(matterId, trimmed)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <div className={styles['askArea']}>
      {!modelReady && <p className={styles['banner']}><span>{t.ask.noModel}</span><Button size="small" onClick={() => showView('models')}>{t.ask.openModels}</Button></p>}
      <form className={styles['askForm']} onSubmit={(event) => { event.preventDefault(); send() }}>
        <div className={styles['askBox']}>
          <textarea
            ref={input} id={askBoxId} className={styles['askInput']} rows={1} value={draft} maxLength={longestQuestion} aria-label={t.ask.label} placeholder={t.ask.placeholder}
            onChange={(event) => setDraft(matterId, event.target.value)} onKeyDown={onKeyDown}
          />
          {elsewhere && running === null && (
            <Menu
              trigger={<IconButton label={t.escalation.menu}><Ellipsis size={16} aria-hidden /></IconButton>}
              items={[{ label: t.escalation.menuItem, icon: <Send size={14} aria-hidden />, onSelect: askElsewhere }]}
            />
          )}
          {running === null
            ? <Button look="primary" type="submit" disabled={trimmed === '' || asking || !canAsk} icon={<ArrowUp size={16} aria-hidden />}>{t.ask.send}</Button>
            : <Button icon={<Square size={12} fill="currentColor" aria-hidden />} onClick={() => { void stopAnswer(matterId, running) }}>{t.ask.stop}</Button>}
        </div>
        <p className={styles['askHint']}>
          <span>{!canAsk ? t.ask.noDocuments : loading ? t.ask.modelLoading : draft.length >= longestQuestion ? t.ask.tooLong : ''}</span>
          <span className={styles['keys']}>{t.ask.hint}</span>
        </p>
      </form>
    </div>
  )
}
