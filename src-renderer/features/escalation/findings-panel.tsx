import { ChevronDown, ChevronUp } from 'lucide-react'
import { memo, useMemo, type ReactElement } from 'react'
import { categories, type MaskAction } from '../../../src-preload/contract/index.ts'
import { IconButton } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { SelectField, type Option } from '../../ui/text-field.tsx'
import { changeFinding } from './change-finding.ts'
import { countBy, groupByEntity, neighbourFinding, type EntityGroup, type FindingFilter, type PlacedFinding } from './findings.ts'
import styles from './panels.module.css'
import { useReview } from './review-store.ts'
import { goToFinding, setFilter, useReviewView } from './review-view-store.ts'

const actions: readonly MaskAction[] = ['mask', 'generalise', 'keep']

const filterValue = (filter: FindingFilter): string => (filter.kind === 'all' ? 'all' : filter.kind === 'action' ? `action:${filter.action}` : `category:${filter.category}`)

function filterOf(value: string): FindingFilter {
  const [kind, rest] = value.split(':')
  const action = actions.find((each) => each === rest)
  const category = categories.find((each) => each === rest)
  if (kind === 'action' && action !== undefined) return { kind: 'action', action }
  return kind === 'category' && category !== undefined ? { kind: 'category', category } : { kind: 'all' }
}

const EntityRow = memo(function EntityRow({ group, busy }: { readonly group: EntityGroup; readonly busy: boolean }): ReactElement {
  const words = t.escalation.findings
  const [first] = group.places
  const go = (): void => {
    const at = group.places.findIndex((place) => place.key === useReviewView.getState().currentKey)
    const next = group.places[(at + 1) % group.places.length]
    if (next !== undefined) goToFinding(next.key)
  }
  const options: Option<MaskAction | 'mixed'>[] = [...(group.action === null ? [{ value: 'mixed' as const, label: words.mixed }] : []), ...actions.map((value) => ({ value, label: t.escalation.actions[value] }))]
  return (
    <li className={styles['entity']} data-action={group.action ?? 'mixed'}>
      <button type="button" className={styles['entityGo']} onClick={go} title={group.forms > 1 ? words.also(group.forms - 1) : undefined}>
        <span className={styles['entityText']}>{group.text}</span>
        <span className={styles['entityFacts']}>{t.categories[group.category]}{group.places.length > 1 && ` · ${words.times(group.places.length)}`}</span>
      </button>
      <SelectField
        label={words.forAll(group.text)} labelHidden size="small" disabled={busy} value={group.action ?? 'mixed'} options={options}
        onChange={(action) => { if (action !== 'mixed' && first !== undefined) void changeFinding(first, action) }}
      />
    </li>
  )
})

interface PanelProps { readonly all: readonly PlacedFinding[]; readonly shown: readonly PlacedFinding[] }

/** Everything that was found, by person and thing; one choice holds for all of its places. */
export function FindingsPanel({ all, shown }: PanelProps): ReactElement {
  const words = t.escalation.findings
  const filter = useReviewView((state) => state.filter)
  const currentKey = useReviewView((state) => state.currentKey)
  const busy = useReview((state) => state.busy !== null)
  const groups = useMemo(() => groupByEntity(shown), [shown])
  const entities = useMemo(() => groupByEntity(all).length, [all])
  const options = useMemo(() => {
    const byAction = countBy(all, (finding) => finding.action)
    const byCategory = countBy(all, (finding) => finding.category)
    return [
      { value: 'all', label: words.option(words.all, all.length) },
      { group: words.states, options: actions.map((action) => ({ value: `action:${action}`, label: words.option(words.state[action], byAction.get(action) ?? 0) })) },
      { group: words.categories, options: [...byCategory].map(([category, count]) => ({ value: `category:${category}`, label: words.option(t.categories[category], count) })) },
    ]
  }, [all, words])
  const walk = (step: 1 | -1): void => {
    const next = neighbourFinding(all, shown, currentKey, step)
    if (next !== null) goToFinding(next.key)
  }
  const at = shown.findIndex((each) => each.key === currentKey)
  if (all.length === 0) return <section className={styles['card']} aria-label={words.title}><h3 className={styles['title']}>{words.title}</h3><p className={styles['muted']}>{words.empty}</p></section>
  return (
    <section className={styles['card']} aria-label={words.title}>
      <h3 className={styles['title']}>{words.title}</h3>
      <p className={styles['muted']}>{words.count(all.length, entities)}</p>
      <div className={styles['walk']}>
        <SelectField label={words.filter} labelHidden size="small" value={filterValue(filter)} options={options} onChange={(value) => setFilter(filterOf(value))} />
        <span className={styles['position']}>{at === -1 ? '' : words.position(at + 1, shown.length)}</span>
        <IconButton label={words.previous} shortcut="P" size="small" disabled={shown.length === 0} onClick={() => walk(-1)}><ChevronUp size={16} aria-hidden /></IconButton>
        <IconButton label={words.next} shortcut="N" size="small" disabled={shown.length === 0} onClick={() => walk(1)}><ChevronDown size={16} aria-hidden /></IconButton>
      </div>
      {groups.length === 0 ? <p className={styles['muted']}>{words.none}</p> : <ul className={styles['entities']}>{groups.map((group) => <EntityRow key={group.entity} group={group} busy={busy} />)}</ul>}
      <p className={styles['keys']}>{t.escalation.finding.keys}</p>
    </section>
  )
}
