import { ToggleGroup } from 'radix-ui'
import type { ReactElement } from 'react'
import type { EscalationMode } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import styles from './review.module.css'
import { switchWay, useReview } from './review-store.ts'

const modes: readonly EscalationMode[] = ['passages', 'question-only']

/** Both ways to ask with what each would send; choosing the other one loses nothing of the first. */
export function Ways(): ReactElement {
  const mode = useReview((state) => state.choices?.mode ?? 'passages')
  const previews = useReview((state) => state.previews)
  const failures = useReview((state) => state.wayFailures)
  const busy = useReview((state) => state.busy !== null)
  const words = t.escalation.ways
  const choose = (next: string): void => {
    const chosen = modes.find((each) => each === next)
    if (chosen !== undefined) switchWay(chosen)
  }
  return (
    <ToggleGroup.Root type="single" className={styles['ways']} aria-label={words.label} value={mode} onValueChange={choose} disabled={busy}>
      {modes.map((each) => {
        const preview = previews[each]
        return (
          <ToggleGroup.Item key={each} className={styles['way']} value={each}>
            <span>{t.escalation.setup.modes[each]}</span>
            <span className={styles['waySize']}>{preview !== undefined ? words.size(preview.request.bytes) : failures[each] === undefined ? words.measuring : words.failed}</span>
          </ToggleGroup.Item>
        )
      })}
    </ToggleGroup.Root>
  )
}
