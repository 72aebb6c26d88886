import { CircleAlert, Send } from 'lucide-react'
import { useEffect, type ReactElement } from 'react'
import type { Preview } from '../../../src-preload/contract/index.ts'
import { announce } from '../../ui/announcer.tsx'
import { Button } from '../../ui/button.tsx'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { formatClock } from '../../ui/format.ts'
import { t } from '../../ui/strings/index.ts'
import { hostOf, Route } from './facts-panel.tsx'
import styles from './review.module.css'
import { approve, changeChoices, closeReview, prepare, useReview } from './review-store.ts'
import { useSecondsLeft } from './use-seconds-left.ts'

const lastMinute = 60

/** The only button that sends; it is there only while what is on screen may be sent as it stands. */
export function SendBar({ preview }: { readonly preview: Preview }): ReactElement {
  const words = t.escalation.send
  const busy = useReview((state) => state.busy)
  const failure = useReview((state) => state.failure)
  const choices = useReview((state) => state.choices)
  const seconds = useSecondsLeft(preview.expiresAt)
  // A void approval does not come back; only a new preview can be approved.
  const isVoid = failure?.code === 'approval-void'
  const expired = seconds === 0 || isVoid
  const blocked = preview.blocked.length > 0
  useEffect(() => {
    if (seconds === lastMinute) announce(words.expiringSoon)
    if (seconds === 0) announce(words.expired)
  }, [seconds, words])
  return (
    <footer className={styles['bar']}>
      {failure !== null && (
        <div className={styles['barFailure']} role="alert">
          <p><CircleAlert size={15} aria-hidden /> {failure.message}</p>
          <FailureDetails failure={failure} />
        </div>
      )}
      <div className={styles['barFacts']}>
        <span className={styles['barRoute']}><Route route={preview.provider.route} /> <span>{words.hint(preview.request.bytes, hostOf(preview.request.url))}</span></span>
        <span className={styles['muted']} data-soon={seconds <= lastMinute || isVoid}>{busy === 'revising' ? t.escalation.finding.updating : blocked ? t.escalation.blocked.none : expired ? (isVoid ? words.isVoid : words.expired) : words.expires(formatClock(seconds))}</span>
      </div>
      <div className={styles['barButtons']}>
        <Button look="quiet" disabled={busy === 'sending'} onClick={changeChoices} title={words.lost}>{words.change}</Button>
        <Button disabled={busy === 'sending'} onClick={closeReview}>{t.common.cancel}</Button>
        {expired && choices !== null && <Button look="primary" onClick={() => { void prepare(choices) }}>{words.again}</Button>}
        {!expired && !blocked && <Button look="primary" icon={<Send size={15} aria-hidden />} disabled={busy !== null} onClick={() => { void approve() }}>{busy === 'sending' ? words.sending : words.action(preview.provider.label)}</Button>}
      </div>
    </footer>
  )
}
