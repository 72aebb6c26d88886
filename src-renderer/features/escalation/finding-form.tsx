import { useState, type ReactElement } from 'react'
import type { MaskAction } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { formatShare } from '../../ui/format.ts'
import { t } from '../../ui/strings/index.ts'
import { CheckField } from '../../ui/text-field.tsx'
import { changeFinding } from './change-finding.ts'
import type { PlacedFinding } from './findings.ts'
import styles from './forms.module.css'
import { closeOpened } from './review-view-store.ts'
import { useReview } from './review-store.ts'

const actions: readonly MaskAction[] = ['mask', 'generalise', 'keep']

/** What was found, why, and what to do with it. */
export function FindingForm({ placed, places }: { readonly placed: PlacedFinding; readonly places: number }): ReactElement {
  const { finding, text, outgoing } = placed
  const [everywhere, setEverywhere] = useState(true)
  const [remember, setRemember] = useState(false)
  const busy = useReview((state) => state.busy !== null)
  const words = t.escalation
  const choose = (action: MaskAction): void => {
    closeOpened()
    void changeFinding(placed, action, { everywhere, remember })
  }
  return (
    <div className={styles['form']}>
      <p className={styles['category']}>{t.categories[finding.category]}</p>
      <p className={styles['quote']}>{text}</p>
      <p className={styles['reason']}>{words.finding.reason(words.detectors[finding.detector], formatShare(finding.confidence))}</p>
      <p className={styles['sent']}>{finding.action === 'keep' ? words.finding.keep : <>{words.finding.sentAs} <code>{outgoing}</code></>}</p>
      {places > 1 && <CheckField label={words.finding.everywhere(places)} checked={everywhere} onChange={setEverywhere} />}
      <CheckField label={words.finding.remember} checked={remember} onChange={setRemember} />
      <div className={styles['actions']} role="group" aria-label={words.findings.forAll(text)}>
        {actions.map((action) => (
          <Button key={action} size="small" look={finding.action === action ? 'primary' : 'plain'} aria-pressed={finding.action === action} title={words.actionHints[action]} disabled={busy} onClick={() => choose(action)}>{words.actions[action]}</Button>
        ))}
      </div>
    </div>
  )
}
