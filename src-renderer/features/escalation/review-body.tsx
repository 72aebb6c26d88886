import { Highlighter } from 'lucide-react'
import { Tabs } from 'radix-ui'
import { useEffect, useMemo, useState, type ReactElement } from 'react'
import type { Preview } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { useNarrow } from '../../ui/use-media-query.ts'
import { FactsPanel } from './facts-panel.tsx'
import { filterFindings, placedFindings } from './findings.ts'
import { FindingsPanel } from './findings-panel.tsx'
import { MaskForm } from './mask-form.tsx'
import { BlockedNotice, WarningsNotice } from './notices.tsx'
import panels from './panels.module.css'
import { PartView } from './part-view.tsx'
import { RequestTab } from './request-tab.tsx'
import styles from './review.module.css'
import { ReviewPopover } from './review-popover.tsx'
import { useReview } from './review-store.ts'
import { resetView, showTab, useReviewView, type ReviewTab } from './review-view-store.ts'
import { SelectionButton } from './selection-button.tsx'
import { SendBar } from './send-bar.tsx'
import { blockedPlaces } from './text-segments.ts'
import { useReviewKeys } from './use-review-keys.ts'
import { Ways } from './ways.tsx'

const tabs: readonly ReviewTab[] = ['text', 'request', 'side']
const nowhere: [] = []

/** Words that nothing found can be typed here, which is the keyboard's way to select text. */
function MaskMore({ preview }: { readonly preview: Preview }): ReactElement {
  const [open, setOpen] = useState(false)
  return (
    <section className={panels['card']} aria-label={t.escalation.more.title}>
      <Button size="small" icon={<Highlighter size={14} aria-hidden />} aria-expanded={open} onClick={() => setOpen(!open)}>{t.escalation.more.title}</Button>
      {open && <MaskForm preview={preview} onDone={() => setOpen(false)} />}
    </section>
  )
}

/** The review: the text before and after, what was found, where it goes, the exact request, and the way out. */
export function ReviewBody({ preview }: { readonly preview: Preview }): ReactElement {
  const narrow = useNarrow()
  const chosenTab = useReviewView((state) => state.tab)
  const filter = useReviewView((state) => state.filter)
  const busy = useReview((state) => state.busy)
  const tab = chosenTab === 'side' && !narrow ? 'text' : chosenTab
  const all = useMemo(() => placedFindings(preview), [preview])
  const shown = useMemo(() => filterFindings(all, filter), [all, filter])
  const kept = useMemo(() => all.filter((each) => each.finding.action === 'keep').length, [all])
  const places = useMemo(() => new Map(preview.parts.map((part) => [part.id, blockedPlaces(preview.blocked, part.id)])), [preview])
  useEffect(() => resetView, [preview.mode])
  const words = t.escalation
  useReviewKeys(all, shown)
  useEffect(() => { document.querySelector<HTMLElement>('[data-review-text]')?.focus({ preventScroll: true }) }, [])
  const side = (
    <>
      <FactsPanel preview={preview} />
      <MaskMore preview={preview} />
      <FindingsPanel all={all} shown={shown} />
    </>
  )
  const firstPart = preview.parts.find((part) => part.findings.length > 0)?.id
  return (
    <div className={styles['review']} aria-busy={busy === 'revising'}>
      <Tabs.Root className={styles['tabs']} value={tab} onValueChange={(next) => { const found = tabs.find((each) => each === next); if (found !== undefined) showTab(found) }} activationMode="manual">
        <div className={styles['tools']}>
          <Ways />
          <Tabs.List className={styles['tabList']} aria-label={words.tabs.label}>
            <Tabs.Trigger className={styles['tab']} value="text">{words.tabs.text}</Tabs.Trigger>
            {narrow && <Tabs.Trigger className={styles['tab']} value="side">{words.tabs.side(all.length)}</Tabs.Trigger>}
            <Tabs.Trigger className={styles['tab']} value="request">{words.tabs.request}</Tabs.Trigger>
          </Tabs.List>
        </div>
        <Tabs.Content value="text" className={styles['panel']} tabIndex={-1}>
          <div className={styles['scroll']} data-review-text tabIndex={0} role="region" aria-label={words.tabs.text}>
            <div className={styles['parts']}>
              <BlockedNotice preview={preview} />
              <WarningsNotice preview={preview} kept={kept} />
              {preview.parts.map((part) => <PartView key={part.id} part={part} places={places.get(part.id) ?? nowhere} firstFinding={part.id === firstPart ? Math.min(...part.findings.map((each) => each.start)) : null} />)}
            </div>
          </div>
          {!narrow && <aside className={styles['side']} aria-label={words.findings.title}>{side}</aside>}
        </Tabs.Content>
        {narrow && <Tabs.Content value="side" className={styles['panel']} tabIndex={-1}><div className={styles['scroll']}><div className={styles['parts']}>{side}</div></div></Tabs.Content>}
        <Tabs.Content value="request" className={styles['panel']} tabIndex={-1}><div className={styles['scroll']}><RequestTab request={preview.request} /></div></Tabs.Content>
      </Tabs.Root>
      <SendBar preview={preview} />
      <ReviewPopover preview={preview} findings={all} />
      <SelectionButton />
    </div>
  )
}
