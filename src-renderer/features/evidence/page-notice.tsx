import { Ellipsis, PencilLine, ScanText } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Page } from '../../../src-preload/contract/index.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { t } from '../../ui/strings/index.ts'
import { CoverageIcon } from './coverage-icon.tsx'
import styles from './pages.module.css'

function methodWords(page: Page): string {
  if (page.method === 'ocr') return t.viewer.method.ocr(page.confidence, page.engine === null ? '' : t.pageCoverage.engines[page.engine])
  return t.viewer.method[page.method]
}

interface NoticeProps {
  readonly page: Page
  /** Said where there is no page picture. */
  readonly noOriginal: string | null
  /** What the page and the quoted words are called by the document. */
  readonly places: readonly string[]
  readonly canRecognise: boolean
  readonly onRecognise: () => void
  readonly onType: () => void
}

/** Where a page's text comes from; and, where it is missing or in doubt, what can be done about it. */
export function PageNotice({ page, noOriginal, places, canRecognise, onRecognise, onType }: NoticeProps): ReactElement {
  const { coverage } = page
  const doubtful = coverage === 'waiting' || coverage === 'partly' || coverage === 'suspect-table' || coverage === 'failed'
  const method = [methodWords(page), noOriginal].filter((part) => part !== null).join(' · ')
  const typeLabel = page.text === '' ? t.pageCoverage.type : t.pageCoverage.correct
  const ways: MenuItem[] = [
    ...(canRecognise && (doubtful || page.method === 'ocr') ? [{ label: t.pageCoverage.recognise, icon: <ScanText size={14} aria-hidden />, onSelect: onRecognise }] : []),
    ...(doubtful || page.method === 'ocr' || page.method === 'typed' ? [{ label: typeLabel, icon: <PencilLine size={14} aria-hidden />, onSelect: onType }] : []),
  ]
  return (
    <div className={styles['notice']} data-gap={doubtful}>
      <CoverageIcon coverage={coverage} />
      <div className={styles['said']}>
        <p>{doubtful ? t.pageCoverage.notices[coverage] : coverage === 'empty' ? t.viewer.emptyPage : method}</p>
        {doubtful && page.text !== '' && <p className={styles['method']}>{method}</p>}
        {places.length > 0 && <p className={styles['places']}>{places.map((place) => <span key={place}>{place}</span>)}</p>}
      </div>
      {doubtful
        ? ways.map(({ label, icon, onSelect }) => <Button key={label} size="small" icon={icon} onClick={onSelect}>{label}</Button>)
        : ways.length > 0 && <Menu trigger={<IconButton label={t.pageCoverage.ways} size="small"><Ellipsis size={16} aria-hidden /></IconButton>} items={ways} />}
    </div>
  )
}
