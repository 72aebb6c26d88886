import { X } from 'lucide-react'
import { useEffect, useRef, useState, type ReactElement } from 'react'
import { mediaTypeSchema, type MediaType } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { CheckField, SelectField } from '../../ui/text-field.tsx'
import { coverageOrder, everything, gapCoverages, quickViewOf, quickViews, withQuickView, withSort, type DocumentFilter, type DocumentSort, type QuickView } from './document-filter.ts'
import { changeFilter, useDocumentList } from './document-list-store.ts'
import styles from './documents.module.css'

const typingMs = 180
const sorts: readonly DocumentSort[] = ['added', 'name', 'kind', 'pages', 'size', 'gaps']

/** The name is asked for when the typing rests. */
function Search({ filter }: { readonly filter: DocumentFilter }): ReactElement {
  const [text, setText] = useState(filter.name)
  const applied = useRef(filter.name)
  useEffect(() => {
    // Cleared from elsewhere, "Show all documents" for one.
    if (filter.name !== applied.current) setText(filter.name)
    applied.current = filter.name
  }, [filter.name])
  useEffect(() => {
    if (text === applied.current) return undefined
    const timer = setTimeout(() => {
      applied.current = text
      void changeFilter((before) => ({ ...before, name: text }))
    }, typingMs)
    return () => clearTimeout(timer)
  }, [text])
  return <input className={styles['search']} type="search" value={text} maxLength={200} onChange={(event) => setText(event.target.value)} placeholder={t.documents.search} aria-label={t.documents.search} />
}

const gapsValue = 'gaps'

function coverageValue(filter: DocumentFilter): string {
  const [first, ...rest] = filter.coverages
  if (first === undefined) return ''
  return rest.length === 0 ? first : gapsValue
}

function CoverageSelect({ filter }: { readonly filter: DocumentFilter }): ReactElement {
  const choose = (value: string): void => {
    const one = coverageOrder.find((each) => each === value)
    void changeFilter((before) => ({ ...before, coverages: value === gapsValue ? gapCoverages : one === undefined ? [] : [one] }))
  }
  const options = [{ value: '', label: t.coverage.any }, { value: gapsValue, label: t.coverage.gaps }, ...coverageOrder.map((value) => ({ value: value as string, label: t.coverage.names[value] }))]
  return <SelectField label={t.coverage.filter} labelHidden size="small" value={coverageValue(filter)} options={options} onChange={choose} />
}

function KindSelect({ filter }: { readonly filter: DocumentFilter }): ReactElement {
  const value: MediaType | '' = filter.mediaTypes[0] ?? ''
  const options = [{ value: '' as MediaType | '', label: t.documents.kindAny }, ...mediaTypeSchema.options.map((kind) => ({ value: kind as MediaType | '', label: t.documents.kinds[kind] }))]
  return <SelectField label={t.documents.kindFilter} labelHidden size="small" value={value} options={options} onChange={(kind) => { void changeFilter((before) => ({ ...before, mediaTypes: kind === '' ? [] : [kind] })) }} />
}

/** Where the head of the list does not fit, it is sorted from here. */
function SortSelect({ filter }: { readonly filter: DocumentFilter }): ReactElement {
  return (
    <div className={styles['sortSelect']}>
      <SelectField label={t.documents.sortBy} labelHidden size="small" value={filter.sort} options={sorts.map((value) => ({ value, label: `${t.documents.sortBy}: ${t.documents.sorts[value]}` }))} onChange={(sort) => { void changeFilter((before) => withSort(before, sort)) }} />
      <CheckField label={t.documents.descending} checked={filter.descending} onChange={(descending) => { void changeFilter((before) => ({ ...before, descending })) }} />
    </div>
  )
}

/** What the list shows: a part of a name, a view, pages in some state, a kind, older versions. */
export function DocumentToolbar(): ReactElement {
  const filter = useDocumentList((state) => state.filter)
  const counts = useDocumentList((state) => state.counts)
  const words = t.documents
  const numbers: Readonly<Record<QuickView, number | null>> = { all: counts?.all ?? null, gaps: counts?.withGaps ?? null, failed: counts?.failed ?? null, reading: null }
  const options = quickViews.map((value) => ({ value, label: numbers[value] === null ? words.views[value] : words.counted(words.views[value], numbers[value] ?? 0) }))
  const { relation } = filter
  return (
    <div className={styles['toolbar']}>
      <div className={styles['toolbarRow']}>
        <Segments label={words.show} value={quickViewOf(filter)} onChange={(view) => { void changeFilter((before) => withQuickView(before, view)) }} options={options} />
        <Search filter={filter} />
      </div>
      <div className={styles['toolbarRow']}>
        <CoverageSelect filter={filter} />
        <KindSelect filter={filter} />
        <CheckField label={words.superseded} checked={filter.withSuperseded} onChange={(withSuperseded) => { void changeFilter((before) => ({ ...before, withSuperseded })) }} />
        <SortSelect filter={filter} />
        <span className={styles['space']} />
        {counts !== null && <span className={styles['count']} role="status">{words.shown(counts.total, Math.max(counts.all, counts.total))}</span>}
      </div>
      {relation !== null && (
        <p className={styles['relation']}>
          <span>{words.relation[relation.kind](relation.name)}</span>
          <Button size="small" icon={<X size={13} aria-hidden />} onClick={() => { void changeFilter((before) => ({ ...everything, sort: before.sort, descending: before.descending })) }}>{words.relation.clear}</Button>
        </p>
      )}
    </div>
  )
}
