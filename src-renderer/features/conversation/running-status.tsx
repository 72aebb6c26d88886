import type { ReactElement } from 'react'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { t } from '../../ui/strings/index.ts'
import type { LiveMessage } from './answer-reducer.ts'
import styles from './conversation.module.css'

/** What is happening between Enter and the last word, in plain words. */
export function RunningStatus({ message }: { readonly message: LiveMessage }): ReactElement {
  const { prefill, sentTo } = message
  if (message.partialText !== '') return <p className={styles['status']}>{sentTo === null ? `${t.conversation.writing} ${t.conversation.checking}` : t.escalation.writing(sentTo.providerLabel)}</p>
  if (prefill !== null && prefill.tokensTotal > 0) {
    const share = prefill.tokensDone / prefill.tokensTotal
    const text = t.conversation.reading(share)
    return (
      <div className={styles['status']}>
        <p className={styles['statusText']} title={t.conversation.readingHint(prefill.tokensDone, prefill.tokensTotal)}>{text}</p>
        <ProgressBar label={text} share={share} />
      </div>
    )
  }
  const text = sentTo !== null ? t.escalation.waiting(sentTo.providerLabel) : message.evidenceMs === null && message.evidence.length === 0 ? t.conversation.searching : t.conversation.waiting
  return (
    <div className={styles['status']}>
      <p className={styles['statusText']}>{text}</p>
      <ProgressBar label={text} share={null} />
    </div>
  )
}
