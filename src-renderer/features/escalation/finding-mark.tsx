import type { KeyboardEvent, ReactElement } from 'react'
import { t } from '../../ui/strings/index.ts'
import { findingKey } from './findings.ts'
import { openFinding, useReviewView } from './review-view-store.ts'
import styles from './text.module.css'
import type { Segment } from './text-segments.ts'
import type { Finding } from '../../../src-preload/contract/index.ts'

interface MarkProps { readonly partId: string; readonly segment: Segment; readonly finding: Finding; readonly side: 'original' | 'outgoing'; readonly original: string; readonly outgoing: string; readonly isFirst: boolean }

// An inline box, because a real button cannot break over lines and long addresses do.
/** One finding in the text: what it is and what happens with it, to the eye and in words. Enter or a click opens its choices. */
export function FindingMark({ partId, segment, finding, side, original, outgoing, isFirst }: MarkProps): ReactElement {
  const key = findingKey(partId, finding.start)
  const current = useReviewView((state) => state.currentKey === key)
  // One stop for the Tab key in all the text: the current finding, or the first.
  const reachable = useReviewView((state) => side === 'original' && (state.currentKey === null ? isFirst : state.currentKey === key))
  const category = t.categories[finding.category]
  const state = t.escalation.actionStates[finding.action]
  const open = (): void => openFinding(key, side)
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    open()
  }
  const tag = side === 'original' ? (finding.action === 'mask' ? category : `${category} · ${state}`) : finding.action === 'mask' ? undefined : state
  return (
    <span
      role="button" tabIndex={reachable ? 0 : -1} className={styles['mark']} data-finding={key} data-action={finding.action} data-current={current} data-tag={tag?.toLocaleLowerCase()}
      aria-haspopup="dialog" aria-label={t.escalation.finding.label(original, category, state, outgoing)}
      onClick={open} onKeyDown={onKeyDown} onFocus={() => { if (!current) useReviewView.setState({ currentKey: key }) }}
    >
      {segment.text}
    </span>
  )
}
