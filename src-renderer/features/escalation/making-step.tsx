import { CircleAlert } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button } from '../../ui/button.tsx'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { t } from '../../ui/strings/index.ts'
import styles from './review.module.css'
import { changeChoices, closeReview, prepare, switchWay, useReview } from './review-store.ts'

/** What is done on this machine before there is anything to review; it can be given up at any time. */
export function MakingStep(): ReactElement {
  const progress = useReview((state) => state.progress)
  const choices = useReview((state) => state.choices)
  const other = choices?.mode === 'passages' ? 'question-only' : 'passages'
  const hasOther = useReview((state) => state.previews[other] !== undefined)
  const wayFailure = useReview((state) => (choices === null ? undefined : state.wayFailures[choices.mode]))
  const words = t.escalation.making
  const stage = progress === null ? words.starting : words.stages[progress.stage]
  return (
    <div className={styles['step']}>
      <h3 className={styles['stepTitle']}>{words.title}</h3>
      <p className={styles['muted']}>{words.hint}</p>
      {wayFailure === undefined
        ? <><p role="status">{stage}</p><ProgressBar label={stage} share={progress?.done ?? null} /></>
        : <p className={styles['failure']} role="alert">{wayFailure.message}</p>}
      <div className={styles['buttons']}>
        {hasOther && <Button onClick={() => switchWay(other)}>{t.escalation.ways.backTo(t.escalation.setup.modes[other])}</Button>}
        <Button onClick={closeReview}>{t.common.cancel}</Button>
      </div>
    </div>
  )
}

/** There is no preview, so there is nothing that could be sent. */
export function FailedStep(): ReactElement {
  const failure = useReview((state) => state.failure)
  const choices = useReview((state) => state.choices)
  const words = t.escalation.failed
  return (
    <div className={styles['step']}>
      <h3 className={styles['stepTitle']}><CircleAlert size={18} aria-hidden />{words.title}</h3>
      <p role="alert">{failure?.message ?? t.failure.unexpected}</p>
      <p className={styles['muted']}>{words.nothingSent}</p>
      {failure !== null && <FailureDetails failure={failure} />}
      <div className={styles['buttons']}>
        <Button onClick={closeReview}>{t.common.cancel}</Button>
        <Button onClick={changeChoices}>{words.back}</Button>
        {choices !== null && <Button look="primary" onClick={() => { void prepare(choices) }}>{t.common.retry}</Button>}
      </div>
    </div>
  )
}
