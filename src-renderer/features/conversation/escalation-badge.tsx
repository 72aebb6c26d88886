import { Building2, Globe } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Escalation } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import type { LiveMessage } from './answer-reducer.ts'
import styles from './conversation.module.css'

/** What is known when it is over, also when it failed. */
function figures(escalation: Escalation): string[] {
  const words = t.escalation.badge
  const { costUsd, inputTokens, outputTokens, bytesSent, bytesReceived } = escalation
  return [
    costUsd === null ? words.costUnknown : words.cost(costUsd),
    ...(inputTokens === null || outputTokens === null ? [] : [words.tokens(inputTokens, outputTokens)]),
    words.bytes(bytesSent, bytesReceived),
  ]
}

/** Where an answer came from when it was not made here: who, which model, at what cost. */
export function EscalationBadge({ message }: { readonly message: LiveMessage }): ReactElement | null {
  const { sentTo, escalation } = message
  if (sentTo === null) return null
  const words = t.escalation.badge
  const Icon = sentTo.route === 'private' ? Building2 : Globe
  const facts = escalation === null ? [sentTo.model] : [escalation.model, escalation.host, words.modes[escalation.mode], ...(message.state === 'running' ? [] : figures(escalation))]
  return (
    <div className={styles['badge']} data-route={sentTo.route}>
      <p className={styles['badgeTitle']}><Icon size={14} aria-hidden />{message.state === 'done' ? `${words.title}: ${sentTo.providerLabel}` : words.sentTo(sentTo.providerLabel)}</p>
      <ul className={styles['badgeFacts']}>{facts.map((fact) => <li key={fact}>{fact}</li>)}</ul>
      {message.state === 'done' && <p className={styles['badgeNote']}>{words.names}</p>}
    </div>
  )
}
