import { useVirtualizer, defaultRangeExtractor } from '@tanstack/react-virtual'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useCallback, useEffect, useId, useMemo, useRef, useState, type KeyboardEvent, type MouseEvent, type ReactElement } from 'react'
import type { Document, Matter } from '../../../src-preload/contract/index.ts'
import { classNames } from '../../ui/class-names.ts'
import { screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { openDocument, useViewer } from '../evidence/viewer-store.ts'
import { withSort, type DocumentFilter, type DocumentSort } from './document-filter.ts'
import { changeFilter, showRows, useDocumentList } from './document-list-store.ts'
import { DocumentRow, type RowActions } from './document-row.tsx'
import styles from './document-row.module.css'
import { useIngestProgress } from './progress-store.ts'
import { selectAllMatching, selectRange, toggleRow } from './select-rows.ts'
import { clearSelection, useSelection } from './selection-store.ts'
import { moveTo } from './selection.ts'
import { useOffsetIn } from './use-offset-in.ts'

const columns: readonly { readonly key: keyof typeof t.documents.columns; readonly sort?: DocumentSort; readonly style: string; readonly number?: boolean }[] = [
  { key: 'name', sort: 'name', style: 'nameCell' }, { key: 'kind', sort: 'kind', style: 'medium' }, { key: 'pages', sort: 'pages', style: 'medium', number: true }, { key: 'coverage', sort: 'gaps', style: 'coverage' },
  { key: 'state', style: 'stateCell' }, { key: 'size', sort: 'size', style: 'wide', number: true }, { key: 'added', sort: 'added', style: 'wide', number: true },
]
const rowHeightPx = 45
const headerHeightPx = 36

function Header({ filter }: { readonly filter: DocumentFilter }): ReactElement {
  const words = t.documents
  return (
    <div role="row" aria-rowindex={1} className={classNames(styles['row'], styles['header'])}>
      <div role="columnheader" className={styles['check']}><span className="visually-hidden">{words.columns.select}</span></div>
      {columns.map(({ key, sort, style, number }) => {
        const sorted = sort !== undefined && filter.sort === sort
        return (
          <div key={key} role="columnheader" className={classNames(styles[style], number === true && styles['number'])} {...(sorted ? { 'aria-sort': filter.descending ? 'descending' as const : 'ascending' as const } : {})}>
            {sort === undefined ? words.columns[key] : (
              <button type="button" className={styles['sort']} title={words.sortOf(words.sorts[sort])} onClick={() => { void changeFilter((before) => withSort(before, sort)) }}>
                {words.columns[key]}{sorted && (filter.descending ? <ArrowDown size={12} aria-hidden /> : <ArrowUp size={12} aria-hidden />)}
              </button>
            )}
          </div>
        )
      })}
      <div role="columnheader" className={styles['actions']}><span className="visually-hidden">{words.columns.actions}</span></div>
    </div>
  )
}

interface GridProps {
  readonly matter: Matter
  readonly scroller: HTMLElement | null
  readonly onRemove: (documents: readonly Document[]) => void
  readonly onUnlock: (document: Document) => void
  readonly onRecognise: (document: Document) => void
}

/** The documents as a grid of which only the rows on screen exist; arrows walk, Space selects, Enter opens, Delete removes. */
export function DocumentGrid({ matter, scroller, onRemove, onUnlock, onRecognise }: GridProps): ReactElement {
  const total = useDocumentList((state) => state.counts?.total ?? 0)
  const rows = useDocumentList((state) => state.rows)
  const filter = useDocumentList((state) => state.filter)
  const chosen = useSelection((state) => state.chosen)
  const openId = useViewer((state) => state.target?.documentId ?? null)
  const current = useIngestProgress(matter.id)?.current ?? null
  const hintId = useId()
  const [list, setList] = useState<HTMLElement | null>(null)
  const [active, setActive] = useState(0)
  const focusWanted = useRef(false)
  const hasFocus = useRef(false)
  const scrollMargin = useOffsetIn(scroller, list)
  const at = Math.min(active, Math.max(0, total - 1))
  // Nothing here is memoised by a compiler, which is what the rule warns of.
  // oxlint-disable-next-line react/incompatible-library
  const virtualizer = useVirtualizer({
    count: total, getScrollElement: () => scroller, estimateSize: () => rowHeightPx, overscan: 12, scrollMargin, scrollPaddingStart: headerHeightPx + 4, scrollPaddingEnd: 64,
    getItemKey: (index) => rows.get(index)?.id ?? index,
    // The row with the focus stays, wherever the list is scrolled to: else the focus would be lost with it.
    rangeExtractor: (range) => [...new Set([at, ...defaultRangeExtractor(range)])].filter((index) => index < range.count).sort((a, b) => a - b),
  })
  const items = virtualizer.getVirtualItems()
  const visible = items.filter((item) => item.index !== at || items.length === 1)
  const first = visible[0]?.index ?? 0
  const last = visible.at(-1)?.index ?? 0
  useEffect(() => { showRows(first, last) }, [first, last, total, filter])
  useEffect(() => { setActive(0) }, [filter])
  const margin = useRef(0)
  useEffect(() => { margin.current = scrollMargin }, [scrollMargin])
  // Other documents begin with their first one.
  useEffect(() => { if (scroller !== null && margin.current > 0) scroller.scrollTop = Math.min(scroller.scrollTop, margin.current - headerHeightPx) }, [filter, scroller])
  useEffect(() => {
    // A row that is loaded takes the place of the one that stood for it, and would take the focus with it.
    const lost = hasFocus.current && document.activeElement === document.body
    if (!focusWanted.current && !lost) return
    focusWanted.current = false
    list?.querySelector<HTMLElement>(`[data-index="${at}"]`)?.focus({ preventScroll: true })
  })

  const go = useCallback((index: number) => {
    focusWanted.current = true
    setActive(index)
    virtualizer.scrollToIndex(index)
  }, [virtualizer])
  const onToggle = useCallback((index: number, { shiftKey }: { readonly shiftKey: boolean }) => {
    if (shiftKey) void selectRange(index, index)
    else toggleRow(index)
    focusWanted.current = true
    setActive(index)
  }, [])
  const onActive = useCallback((index: number, event: MouseEvent) => {
    if (event.target instanceof Element && event.target.closest('button, summary, input, a') !== null) {
      setActive(index)
      return
    }
    if (event.shiftKey) void selectRange(index, index)
    else if (event.ctrlKey || event.metaKey) toggleRow(index)
    focusWanted.current = true
    setActive(index)
  }, [])
  const actions = useMemo<RowActions>(() => ({ onToggle, onActive, onRemove, onUnlock, onRecognise }), [onToggle, onActive, onRemove, onUnlock, onRecognise])

  const onKeyDown = (event: KeyboardEvent): void => {
    // While documents are read, a row may be at another place by now than where it got the focus.
    const held = event.target instanceof Element ? event.target.closest('[data-index]')?.getAttribute('data-index') : null
    const at = held === null || held === undefined ? active : Number(held)
    const inside = event.target instanceof Element && event.target.closest('button, summary') !== null
    const document = rows.get(at)
    const perPage = Math.max(1, Math.floor((scroller?.clientHeight ?? 400) / rowHeightPx) - 2)
    const target = event.altKey ? null : moveTo(event.key, at, total, perPage)
    if (target !== null) {
      if (event.shiftKey) void selectRange(at, target)
      go(target)
    } else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) void selectAllMatching()
    else if (event.key === ' ' && !inside) toggleRow(at)
    else if (event.key === 'Enter' && !inside && document?.state === 'committed') openDocument(document.id, document.name)
    else if ((event.key === 'Delete' || (event.key === 'Backspace' && event.metaKey)) && document !== undefined) onRemove(chosen.size > 0 ? [...chosen.values()] : [document])
    else if (event.key === 'Escape' && chosen.size > 0) clearSelection()
    else return
    event.preventDefault()
  }

  return (
    <>
      <p id={hintId} className="visually-hidden">{t.documents.selection.hint}</p>
      {/* The rows have the focus, one at a time; the grid itself only hears their keys. */}
      {/* oxlint-disable-next-line jsx-a11y/interactive-supports-focus */}
      <div
        className={classNames(screenStyles['card'], styles['grid'])} role="grid" aria-label={t.documents.tableLabel} aria-describedby={hintId} aria-rowcount={total + 1} aria-multiselectable
        onKeyDown={onKeyDown} onFocus={() => { hasFocus.current = true }} onBlur={(event) => { hasFocus.current = event.currentTarget.contains(event.relatedTarget) }}
      >
        <div role="rowgroup" className={styles['head']}><Header filter={filter} /></div>
        <div ref={setList} role="rowgroup" className={styles['body']} style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const document = rows.get(item.index)
            return (
              // The keys of the grid do the same as the pointer here.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
              <div
                key={item.key} ref={virtualizer.measureElement} data-index={item.index} role="row" aria-rowindex={item.index + 2} aria-selected={document !== undefined && chosen.has(document.id)} aria-current={document !== undefined && document.id === openId ? 'true' : undefined}
                tabIndex={item.index === at ? 0 : -1} className={styles['row']} style={{ transform: `translateY(${item.start - scrollMargin}px)` }} onClick={(event) => onActive(item.index, event)}
              >
                {document === undefined
                  ? <div role="gridcell" className={styles['placeholder']}>{t.documents.loadingRow}</div>
                  : <DocumentRow document={document} index={item.index} selected={chosen.has(document.id)} active={item.index === at} current={current?.documentId === document.id ? current : null} actions={actions} />}
              </div>
            )
          })}
        </div>
      </div>
    </>
  )
}
