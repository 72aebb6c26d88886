import { OctagonX, TriangleAlert } from 'lucide-react'
import { type ReactElement } from 'react'
import type { Block, Category, Preview } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { openSettings } from '../settings/open-settings.ts'
import styles from './panels.module.css'
import { closeReview } from './review-store.ts'
import { goToPlace, openWords, setFilter, showTab } from './review-view-store.ts'
import { originalRange, type Place } from './text-segments.ts'

const settledInSettings: ReadonlySet<Block['reason']> = new Set(['no-key', 'spend-limit', 'host-not-allowed', 'offline', 'matter-never'])

function BlockedPlace({ preview, place, category }: { readonly preview: Preview; readonly place: Place; readonly category: Category | null }): ReactElement {
  const words = t.escalation.blocked
  const name = category === null ? null : t.categories[category]
  const part = preview.parts.find((each) => each.id === place.partId)
  const label = part?.label ?? place.partId
  const maskIt = (box: DOMRect): void => {
    if (part === undefined) return
    const range = originalRange(part, place)
    openWords(part.original.slice(range.start, range.end), { partId: part.id, ...range }, box, category ?? 'custom')
  }
  return (
    <li className={styles['place']}>
      <button type="button" className={styles['link']} onClick={() => goToPlace(place)} aria-label={`${words.jump(label)}${name === null ? '' : `: ${name}`}`}>{words.place(label, name)}</button>
      <Button size="small" aria-label={`${words.maskIt} ${label}`} onClick={(event) => maskIt(event.currentTarget.getBoundingClientRect())}>{words.maskIt}</Button>
    </li>
  )
}

/** Why nothing can be sent as it stands, with the places. While this is here there is no button that sends. */
export function BlockedNotice({ preview }: { readonly preview: Preview }): ReactElement | null {
  const words = t.escalation.blocked
  if (preview.blocked.length === 0) return null
  const settings = (): void => {
    closeReview()
    openSettings('sending')
  }
  return (
    <section className={styles['blocked']} aria-label={words.title}>
      <h3 className={styles['noticeTitle']}><OctagonX size={17} aria-hidden />{words.title}</h3>
      {preview.blocked.map((block) => (
        <div key={`${block.reason}-${block.message}`}>
          <p>{block.message}</p>
          {block.places.length > 0 && <ul className={styles['placesList']}>{block.places.map((place) => <BlockedPlace key={`${place.partId}:${place.start}`} preview={preview} place={place} category={place.category} />)}</ul>}
          {settledInSettings.has(block.reason) && <Button size="small" onClick={settings}>{words.settings}</Button>}
        </div>
      ))}
    </section>
  )
}

/** What a person should know before sending: what is kept, what is found less well, and what masking is not. */
export function WarningsNotice({ preview, kept }: { readonly preview: Preview; readonly kept: number }): ReactElement {
  const words = t.escalation.warnings
  const showKept = (): void => {
    setFilter({ kind: 'action', action: 'keep' })
    showTab(window.matchMedia('(max-width: 899.5px)').matches ? 'side' : 'text')
  }
  return (
    <section className={styles['warnings']} aria-label={words.title}>
      <TriangleAlert size={16} aria-hidden />
      <ul>
        {kept > 0 && <li>{words.kept(kept)} <button type="button" className={styles['link']} onClick={showKept}>{words.showKept}</button></li>}
        {preview.warnings.map((warning) => <li key={warning}>{warning}</li>)}
        <li>{words.anonymity}</li>
      </ul>
    </section>
  )
}
