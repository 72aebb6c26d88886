import { ChevronLeft, ChevronRight, FileText, Info, Type, X, ZoomIn, ZoomOut } from 'lucide-react'
import { lazy, Suspense, useCallback, useEffect, useState, type ReactElement } from 'react'
import type { Document } from '../../../src-preload/contract/index.ts'
import { bridge } from '../../client/bridge.ts'
import { IconButton } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { useDocuments } from '../documents/documents-store.ts'
import { TextPage } from './text-page.tsx'
import { usePage } from './use-page.ts'
import { changeZoom, closeViewer, useViewer, type ViewerTarget } from './viewer-store.ts'
import styles from './viewer.module.css'

const PdfPage = lazy(async () => ({ default: (await import('./pdf-page.tsx')).PdfPage }))

type Mode = 'picture' | 'text'
type TextReason = 'asked' | 'failed' | 'not-found'

interface BodyProps { readonly matterId: string; readonly target: ViewerTarget; readonly page: number; readonly document: Document | undefined; readonly text: TextReason | null; readonly onText: (reason: TextReason) => void }

function ViewerBody({ matterId, target, page, document, text, onText }: BodyProps): ReactElement {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const zoom = useViewer((state) => state.zoom)
  const stored = usePage(matterId, target.documentId, page)
  const quote = page === target.page ? target.quote : null
  const onFailed = useCallback(() => onText('failed'), [onText])
  const onNotFound = useCallback(() => onText('not-found'), [onText])
  const length = stored.state === 'ready' ? Math.max(1, stored.page.text.length) : 1
  const showPicture = document?.mediaType === 'pdf' && text === null
  let content: ReactElement
  if (stored.state === 'loading') content = <p className={styles['notice']}>{t.viewer.loading}</p>
  else if (showPicture) {
    content = (
      <PdfPage
        url={bridge().fileUrl(matterId, target.documentId)} page={page} words={quote?.words ?? null} near={(quote?.start ?? 0) / length}
        zoom={zoom} scroller={scroller} onFailed={onFailed} onNotFound={onNotFound}
      />
    )
  } else if (stored.state === 'gone') content = <p className={styles['notice']}>{t.viewer.gone}</p>
  else content = <TextPage page={stored.page} span={quote} zoom={zoom} scroller={scroller} />
  return (
    // The page scrolls, so it must be reachable by keyboard.
    <section ref={setScroller} className={styles['scroller']} tabIndex={0} aria-label={t.viewer.page(page)}>
      <Suspense fallback={<p className={styles['notice']}>{t.viewer.loading}</p>}>{content}</Suspense>
    </section>
  )
}

/** A document at a page, with the quoted words marked: the page's picture for PDF, its text for everything else. */
export function DocumentViewer({ matterId, target }: { readonly matterId: string; readonly target: ViewerTarget }): ReactElement {
  const [page, setPage] = useState(target.page)
  const [text, setText] = useState<TextReason | null>(null)
  const zoom = useViewer((state) => state.zoom)
  const document = useDocuments((state) => state.documents.find((each) => each.id === target.documentId))
  useEffect(() => {
    setPage(target.page)
    setText((reason) => (reason === 'asked' ? reason : null))
  }, [target])
  const count = Math.max(document?.pageCount ?? page, page)
  const isPdf = document?.mediaType === 'pdf'
  const mode: Mode = isPdf && text === null ? 'picture' : 'text'
  return (
    <section className={styles['viewer']} aria-label={t.viewer.title(target.documentName)}>
      <header className={styles['header']}>
        <h2 className={styles['name']} title={target.documentName}>{target.documentName}</h2>
        <IconButton label={t.viewer.close} onClick={closeViewer}><X size={16} aria-hidden /></IconButton>
      </header>
      <div className={styles['bar']}>
        <IconButton label={t.viewer.previousPage} size="small" disabled={page <= 1} onClick={() => setPage(page - 1)}><ChevronLeft size={16} aria-hidden /></IconButton>
        <span className={styles['pageNumber']} aria-live="polite">{t.viewer.pageOf(page, count)}</span>
        <IconButton label={t.viewer.nextPage} size="small" disabled={page >= count} onClick={() => setPage(page + 1)}><ChevronRight size={16} aria-hidden /></IconButton>
        <span className={styles['space']} />
        {isPdf && (mode === 'picture'
          ? <IconButton label={t.viewer.showText} size="small" onClick={() => setText('asked')}><Type size={15} aria-hidden /></IconButton>
          : <IconButton label={t.viewer.showPage} size="small" onClick={() => setText(null)}><FileText size={15} aria-hidden /></IconButton>)}
        <IconButton label={t.viewer.zoomOut} size="small" onClick={() => changeZoom(-1)}><ZoomOut size={15} aria-hidden /></IconButton>
        <span className={styles['pageNumber']}>{t.settings.textSizeValue(zoom)}</span>
        <IconButton label={t.viewer.zoomIn} size="small" onClick={() => changeZoom(1)}><ZoomIn size={15} aria-hidden /></IconButton>
      </div>
      {isPdf && (text === 'failed' || text === 'not-found') && (
        <p className={styles['fallback']} role="status"><Info size={14} aria-hidden />{text === 'failed' ? t.viewer.pdfFailed : t.viewer.notFound}</p>
      )}
      <ViewerBody key={target.documentId} matterId={matterId} target={target} page={page} document={document} text={text} onText={setText} />
    </section>
  )
}
