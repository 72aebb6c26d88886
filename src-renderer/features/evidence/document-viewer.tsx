import { Info, X } from 'lucide-react'
import { useCallback, useEffect, useState, type ReactElement } from 'react'
import type { Document, Page } from '../../../src-preload/contract/index.ts'
import { IconButton } from '../../ui/button.tsx'
import { t } from '../../ui/strings/index.ts'
import { useNarrow } from '../../ui/use-media-query.ts'
import { refreshOpenDocument, useOpenDocument } from './open-document.ts'
import { PageList } from './page-list.tsx'
import { PageNotice } from './page-notice.tsx'
import { placeName } from './places.ts'
import { RecogniseDialog } from './recognise-dialog.tsx'
import { TypeDialog } from './type-dialog.tsx'
import { useCoverage } from './use-coverage.ts'
import { usePage } from './use-page.ts'
import { ViewerBar } from './viewer-bar.tsx'
import { ViewerBody, type Original } from './viewer-body.tsx'
import { closeViewer, useViewer, type ViewerMode, type ViewerTarget } from './viewer-store.ts'
import styles from './viewer.module.css'

/** Recognised pages are shown as the picture that they were recognised on: the boxes of their words are shares of that. */
function originalOf(document: Document | undefined, page: Page): Original {
  if (document?.mediaType === 'image') return 'picture'
  if (document?.mediaType !== 'pdf') return null
  return page.method === 'ocr' ? 'scanned-pdf' : 'pdf'
}

type Trouble = 'failed' | 'not-found'

/** What is shown where the original cannot be, or does not hold the quoted words. */
function modeOf(wanted: ViewerMode, trouble: Trouble | null): ViewerMode {
  if (trouble === 'failed') return 'text'
  return trouble === 'not-found' && wanted === 'original' ? 'both' : wanted
}

/** What is said above the page where it is not shown as asked. */
function remark(original: Original, trouble: Trouble | null): string | null {
  if (trouble === 'not-found') return t.viewer.notFound
  if (trouble === 'failed') return original === 'pdf' || original === 'scanned-pdf' ? t.viewer.pdfFailed : t.viewer.pictureFailed
  return null
}

/** A document at a page, with the quoted words marked: the original, the text as read, or both. */
export function DocumentViewer({ matterId, target }: { readonly matterId: string; readonly target: ViewerTarget }): ReactElement {
  const { documentId, documentName } = target
  const narrow = useNarrow()
  const { document, sought } = useOpenDocument(matterId, target)
  const coverage = useCoverage(matterId, documentId)
  const wanted = useViewer((state) => state.mode)
  const pagesShown = useViewer((state) => state.pagesShown)
  const [page, setPage] = useState(target.page)
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [asking, setAsking] = useState<'recognise' | 'recognise-all' | 'type' | null>(null)
  useEffect(() => {
    setPage(target.page)
    setTrouble(null)
  }, [target])
  const goTo = useCallback((next: number) => {
    setPage(next)
    setTrouble(null)
  }, [])
  const onFailed = useCallback(() => setTrouble('failed'), [])
  const onNotFound = useCallback(() => setTrouble('not-found'), [])
  const stored = usePage(matterId, documentId, page)
  const ready = stored.state === 'ready' && sought ? stored.page : null
  const original = ready === null ? null : originalOf(document, ready)
  const count = Math.max(document?.pageCount ?? page, page)
  const gaps = coverage?.gaps ?? []
  const canRecognise = document?.mediaType === 'pdf' || document?.mediaType === 'image'
  const mode = modeOf(wanted, trouble)
  const said = remark(original, trouble)
  const kind = document?.mediaType ?? null
  const noOriginal = original === null && kind !== null ? t.viewer.noOriginal(t.documents.kinds[kind]) : null
  const place = ready !== null && target.quote !== null && page === target.page ? placeName(ready.places, target.quote) : null
  const places = [ready?.label ?? '', place === null ? '' : t.viewer.quoteIn(place)].filter((part) => part !== '')
  return (
    <section className={styles['viewer']} aria-label={t.viewer.title(documentName)}>
      <header className={styles['header']}>
        <h2 className={styles['name']} title={documentName} dir="auto">{documentName}</h2>
        <IconButton label={t.viewer.close} onClick={closeViewer}><X size={16} aria-hidden /></IconButton>
      </header>
      <ViewerBar page={page} count={count} onPage={goTo} mode={original === null ? null : mode} onMode={() => setTrouble(null)} gaps={coverage === null ? null : gaps.length} canExpand={!narrow} />
      {pagesShown && coverage !== null && <PageList key={documentId} matterId={matterId} documentId={documentId} coverage={coverage} page={page} canRecognise={canRecognise} onOpen={goTo} onRecognise={() => setAsking('recognise-all')} />}
      {ready !== null && <PageNotice page={ready} noOriginal={noOriginal} places={places} canRecognise={canRecognise} onRecognise={() => setAsking('recognise')} onType={() => setAsking('type')} />}
      {said !== null && <p className={styles['fallback']} role="status"><Info size={14} aria-hidden />{said}</p>}
      {ready === null
        ? <p className={styles['notice']} role="status">{stored.state === 'gone' ? t.viewer.gone : t.viewer.loading}</p>
        : <ViewerBody key={documentId} matterId={matterId} target={target} page={ready} original={original} mode={mode} onFailed={onFailed} onNotFound={onNotFound} />}
      {(asking === 'recognise' || asking === 'recognise-all') && (
        <RecogniseDialog matterId={matterId} documentId={documentId} documentName={documentName} page={asking === 'recognise' ? page : null} gaps={gaps.length} onClose={() => setAsking(null)} />
      )}
      {asking === 'type' && ready !== null && (
        <TypeDialog
          matterId={matterId} documentId={documentId} documentName={documentName} page={ready} next={gaps.find((gap) => gap.page > page)?.page ?? null} hasPicture={canRecognise}
          onSaved={() => { void refreshOpenDocument(matterId) }} onNext={goTo} onClose={() => setAsking(null)}
        />
      )}
    </section>
  )
}
