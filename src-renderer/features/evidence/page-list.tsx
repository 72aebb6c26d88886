import { useVirtualizer } from '@tanstack/react-virtual'
import { ScanText } from 'lucide-react'
import { useEffect, useMemo, useState, type ReactElement } from 'react'
import type { CoverageCounts, CoverageGap, PageCoverage } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Segments } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { SelectField } from '../../ui/text-field.tsx'
import { coverageParts, gapCoverages } from '../documents/document-filter.ts'
import { useApp } from '../frame/app-store.ts'
import { CoverageIcon } from './coverage-icon.tsx'
import styles from './pages.module.css'
import type { DocumentCoverage } from './use-coverage.ts'
import { usePage } from './use-page.ts'

/** At the usual text size. */
const rowHeightPx = 32
/** Pages that only pass by are not asked about. */
const restMs = 120

interface RowProps { readonly matterId: string; readonly documentId: string; readonly page: number; readonly gap: CoverageGap | undefined; readonly sole: PageCoverage | null; readonly current: boolean; readonly onOpen: (page: number) => void }

function words(coverage: PageCoverage, confidence: number, typed: boolean): string {
  const name = typed ? t.pageCoverage.typed : t.coverage.names[coverage]
  return coverage === 'ocr' || coverage === 'partly' ? `${name}, ${t.pageCoverage.sure(confidence)}` : name
}

function RowButton({ page, label, coverage, text, current, onOpen }: { readonly page: number; readonly label: string | null; readonly coverage: PageCoverage | null; readonly text: string; readonly current: boolean; readonly onOpen: (page: number) => void }): ReactElement {
  return (
    <button type="button" className={styles['page']} data-gap={coverage !== null && gapCoverages.includes(coverage)} aria-current={current ? 'page' : undefined} onClick={() => onOpen(page)}>
      <span className={styles['number']}><span className="visually-hidden">{t.pageCoverage.numberPrefix}</span>{page}</span>
      {coverage !== null && <CoverageIcon coverage={coverage} />}
      <span className={styles['word']}>{text}</span>
      {label !== null && <span className={styles['label']}>{label}</span>}
    </button>
  )
}

/** Pages that were read are known one by one, so each asks for its own when it comes to rest on screen. */
function AskingRow({ matterId, documentId, page, current, onOpen }: RowProps): ReactElement {
  const stored = usePage(matterId, documentId, page)
  const ready = stored.state === 'ready' ? stored.page : null
  return <RowButton page={page} label={ready?.label ?? null} coverage={ready?.coverage ?? null} text={ready === null ? t.documents.loadingRow : words(ready.coverage, ready.confidence, ready.method === 'typed')} current={current} onOpen={onOpen} />
}

function Row(props: RowProps): ReactElement {
  const { page, gap, sole, current, onOpen } = props
  const [rested, setRested] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setRested(true), restMs)
    return () => clearTimeout(timer)
  }, [])
  if (gap !== undefined) return <RowButton page={page} label={gap.pageLabel} coverage={gap.coverage} text={words(gap.coverage, gap.confidence, false)} current={current} onOpen={onOpen} />
  if (rested && sole === null) return <AskingRow {...props} />
  return <RowButton page={page} label={null} coverage={sole} text={sole === null ? t.documents.loadingRow : t.coverage.names[sole]} current={current} onOpen={onOpen} />
}

/** The one way in which every page that is not a gap was read; null where there are several, or where it was by recognition, which has a confidence. */
function soleCoverage(counts: CoverageCounts): PageCoverage | null {
  const read = coverageParts(counts).filter(({ kind }) => !gapCoverages.includes(kind))
  const [only, ...others] = read
  return only !== undefined && others.length === 0 && only.kind !== 'ocr' ? only.kind : null
}

interface ListProps {
  readonly matterId: string
  readonly documentId: string
  readonly coverage: DocumentCoverage
  readonly page: number
  readonly canRecognise: boolean
  readonly onOpen: (page: number) => void
  readonly onRecognise: () => void
}

/** Every page of a document and how it was read; all of them, or only those to look at. */
export function PageList({ matterId, documentId, coverage, page, canRecognise, onOpen, onRecognise }: ListProps): ReactElement {
  const [filter, setFilter] = useState<'all' | 'gaps'>(coverage.gaps.length > 0 ? 'gaps' : 'all')
  const [kind, setKind] = useState<PageCoverage | ''>('')
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const heightPx = Math.round(rowHeightPx * useApp((state) => state.settings.textScale))
  const gaps = useMemo(() => new Map(coverage.gaps.map((gap) => [gap.page, gap])), [coverage])
  const shown = coverage.gaps.filter((gap) => kind === '' || gap.coverage === kind)
  const count = filter === 'all' ? coverage.pages : shown.length
  const pageAt = (index: number): number => (filter === 'all' ? index + 1 : (shown[index]?.page ?? 1))
  // oxlint-disable-next-line react/incompatible-library -- nothing here is memoised by a compiler
  const virtualizer = useVirtualizer({ count, getScrollElement: () => scroller, estimateSize: () => heightPx, overscan: 6, getItemKey: pageAt })
  useEffect(() => virtualizer.measure(), [virtualizer, heightPx])
  const kinds = coverageParts(coverage.counts).filter((part) => gapCoverages.includes(part.kind))
  const sole = soleCoverage(coverage.counts)
  return (
    <section className={styles['panel']} aria-label={t.pageCoverage.title}>
      <p className={styles['summary']}>{t.coverage.summary(coverageParts(coverage.counts).map((part) => t.coverage.counted[part.kind](part.pages)))}</p>
      <div className={styles['tools']}>
        <Segments label={t.pageCoverage.label} value={filter} onChange={setFilter} options={[{ value: 'gaps', label: t.pageCoverage.problems(coverage.gaps.length) }, { value: 'all', label: t.pageCoverage.all(coverage.pages) }]} />
        {filter === 'gaps' && kinds.length > 1 && <SelectField label={t.coverage.filter} labelHidden size="small" value={kind} onChange={setKind} options={[{ value: '' as PageCoverage | '', label: t.coverage.any }, ...kinds.map((part) => ({ value: part.kind as PageCoverage | '', label: t.coverage.counted[part.kind](part.pages) }))]} />}
        {canRecognise && coverage.gaps.length > 0 && <Button size="small" icon={<ScanText size={13} aria-hidden />} onClick={onRecognise}>{t.pageCoverage.recogniseAll(coverage.gaps.length)}</Button>}
      </div>
      {count === 0 ? <p className={styles['nothing']}>{t.pageCoverage.nothingToLook}</p> : (
        <div ref={setScroller} className={styles['list']}>
          <ul style={{ height: virtualizer.getTotalSize() }} aria-label={t.pageCoverage.list}>
            {virtualizer.getVirtualItems().map((item) => {
              const number = pageAt(item.index)
              return (
                <li key={item.key} aria-setsize={count} aria-posinset={item.index + 1} style={{ transform: `translateY(${item.start}px)`, height: heightPx }}>
                  <Row matterId={matterId} documentId={documentId} page={number} gap={gaps.get(number)} sole={sole} current={number === page} onOpen={onOpen} />
                </li>
              )
            })}
          </ul>
        </div>
      )}
    </section>
  )
}
