import { Popover } from 'radix-ui'
import { useMemo, type ReactElement } from 'react'
import type { Preview } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import { FindingForm } from './finding-form.tsx'
import type { PlacedFinding } from './findings.ts'
import styles from './forms.module.css'
import { MaskForm } from './mask-form.tsx'
import { closeOpened, markElement, useReviewView } from './review-view-store.ts'

/** The small form beside a finding or a selection. There is one for the whole text, so that two hundred findings cost nothing. */
export function ReviewPopover({ preview, findings }: { readonly preview: Preview; readonly findings: readonly PlacedFinding[] }): ReactElement | null {
  const opened = useReviewView((state) => state.opened)
  const anchor = useMemo(() => ({
    current: { getBoundingClientRect: () => (opened?.kind === 'words' ? opened.box : opened === null ? new DOMRect() : (markElement(opened.key, opened.side)?.getBoundingClientRect() ?? new DOMRect())) },
  }), [opened])
  const placed = useMemo(() => (opened?.kind === 'finding' ? findings.find((each) => each.key === opened.key) : undefined), [opened, findings])
  if (opened === null || (opened.kind === 'finding' && placed === undefined)) return null
  const returnFocus = (event: Event): void => {
    event.preventDefault()
    const { currentKey } = useReviewView.getState()
    if (opened.kind === 'finding' && currentKey !== null) markElement(currentKey)?.focus({ preventScroll: true })
    else document.querySelector<HTMLElement>('[data-review-text]')?.focus({ preventScroll: true })
  }
  const focusFirst = (event: Event): void => {
    event.preventDefault()
    if (!(event.target instanceof HTMLElement)) return
    const first = event.target.querySelector<HTMLElement>(opened.kind === 'finding' ? '[aria-pressed="true"]' : 'input')
    ;(first ?? event.target).focus()
  }
  return (
    <Popover.Root open onOpenChange={(open) => { if (!open) closeOpened() }}>
      <Popover.Anchor virtualRef={anchor} />
      <Popover.Portal>
        <Popover.Content
          key={opened.kind === 'finding' ? opened.key : opened.words} className={styles['popover']} align="start" sideOffset={6} collisionPadding={12} tabIndex={-1}
          aria-label={placed === undefined ? t.escalation.more.title : t.categories[placed.finding.category]} onOpenAutoFocus={focusFirst} onCloseAutoFocus={returnFocus}
        >
          {placed !== undefined && <FindingForm placed={placed} places={findings.filter((each) => each.finding.entity === placed.finding.entity).length} />}
          {opened.kind === 'words' && <MaskForm preview={preview} initialWords={opened.words} initialPlace={opened.place} initialCategory={opened.category} onDone={closeOpened} />}
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  )
}
