import { ChevronLeft, ChevronRight, ListChecks, Maximize2, Minimize2, ZoomIn, ZoomOut } from 'lucide-react'
import type { ReactElement } from 'react'
import { Button, IconButton } from '../../ui/button.tsx'
import { Segments } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { changeZoom, setExpanded, setMode, setPagesShown, useViewer, type ViewerMode } from './viewer-store.ts'
import styles from './viewer.module.css'

const modes: readonly ViewerMode[] = ['original', 'both', 'text']

interface BarProps {
  readonly page: number
  readonly count: number
  readonly onPage: (page: number) => void
  /** Null where the document has only its text. */
  readonly mode: ViewerMode | null
  readonly onMode: () => void
  /** How many pages are to be looked at; null while that is not known. */
  readonly gaps: number | null
  /** The window is wide enough to give the viewer all of it. */
  readonly canExpand: boolean
}

/** Pages, what is shown of them, and how large. */
export function ViewerBar({ page, count, onPage, mode, onMode, gaps, canExpand }: BarProps): ReactElement {
  const { zoom, expanded, pagesShown } = useViewer()
  const choose = (next: ViewerMode): void => {
    onMode()
    setMode(next)
  }
  return (
    <div className={styles['bar']}>
      <span className={styles['group']}>
        <IconButton label={t.viewer.previousPage} size="small" disabled={page <= 1} onClick={() => onPage(page - 1)}><ChevronLeft size={16} aria-hidden /></IconButton>
        <span className={styles['pageNumber']} aria-live="polite">{t.viewer.pageOf(page, count)}</span>
        <IconButton label={t.viewer.nextPage} size="small" disabled={page >= count} onClick={() => onPage(page + 1)}><ChevronRight size={16} aria-hidden /></IconButton>
        <Button size="small" look="quiet" aria-expanded={pagesShown} icon={<ListChecks size={14} aria-hidden />} onClick={() => setPagesShown(!pagesShown)}>{gaps === null || gaps === 0 ? t.pageCoverage.toggle : t.pageCoverage.problems(gaps)}</Button>
      </span>
      {mode !== null && <Segments label={t.viewer.modes.label} value={mode} onChange={choose} options={modes.map((value) => ({ value, label: t.viewer.modes[value] }))} />}
      <span className={styles['group']}>
        <IconButton label={t.viewer.zoomOut} size="small" onClick={() => changeZoom(-1)}><ZoomOut size={15} aria-hidden /></IconButton>
        <span className={styles['pageNumber']}>{t.settings.textSizeValue(zoom)}</span>
        <IconButton label={t.viewer.zoomIn} size="small" onClick={() => changeZoom(1)}><ZoomIn size={15} aria-hidden /></IconButton>
        {canExpand && <IconButton label={expanded ? t.viewer.smaller : t.viewer.larger} size="small" aria-pressed={expanded} onClick={() => setExpanded(!expanded)}>{expanded ? <Minimize2 size={15} aria-hidden /> : <Maximize2 size={15} aria-hidden />}</IconButton>}
      </span>
    </div>
  )
}
