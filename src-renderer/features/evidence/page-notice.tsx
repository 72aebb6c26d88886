import { PencilLine, ScanText } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Page } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { CoverageIcon } from './coverage-icon.tsx'
import styles from './pages.module.css'

function methodWords(page: Page): string {
  if (page.method === 'ocr') return t.viewer.method.ocr(page.confidence, page.engine === null ? '' : t.pageCoverage.engines[page.engine])
  return t.viewer.method[page.method]
}

interface NoticeProps { readonly page: Page; readonly canRecognise: boolean; readonly onRecognise: () => void; readonly onType: () => void }

/** Where a page's text comes from; and, where it is missing or in doubt, what can be done about it. */
export function PageNotice({ page, canRecognise, onRecognise, onType }: NoticeProps): ReactElement {
  const { coverage } = page
  const doubtful = coverage === 'waiting' || coverage === 'partly' || coverage === 'suspect-table' || coverage === 'failed'
  const mayType = doubtful || page.method === 'ocr' || page.method === 'typed'
  return (
    <div className={styles['notice']} data-gap={doubtful}>
      <CoverageIcon coverage={coverage} />
      <p>{doubtful ? t.pageCoverage.notices[coverage] : coverage === 'empty' ? t.viewer.emptyPage : methodWords(page)}{doubtful && page.text !== '' && <span className={styles['method']}>{methodWords(page)}</span>}</p>
      {(canRecognise && (doubtful || page.method === 'ocr')) && <Button size="small" look={doubtful ? 'plain' : 'quiet'} icon={<ScanText size={13} aria-hidden />} onClick={onRecognise}>{t.pageCoverage.recognise}</Button>}
      {mayType && <Button size="small" look={doubtful ? 'plain' : 'quiet'} icon={<PencilLine size={13} aria-hidden />} onClick={onType}>{page.text === '' ? t.pageCoverage.type : t.pageCoverage.correct}</Button>}
    </div>
  )
}
