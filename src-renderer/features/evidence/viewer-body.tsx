import { lazy, Suspense, useCallback, useState, type ReactElement } from 'react'
import type { Page } from '../../../src-preload/contract/index.ts'
import { bridge } from '../../client/bridge.ts'
import { t } from '../../ui/strings/index.ts'
import { rememberedPassword } from './given-passwords.ts'
import { PicturePage } from './picture-page.tsx'
import { TextPage } from './text-page.tsx'
import { usePageWords } from './use-page.ts'
import { useViewer, type ViewerMode, type ViewerTarget } from './viewer-store.ts'
import styles from './viewer.module.css'

const PdfPage = lazy(async () => ({ default: (await import('./pdf-page.tsx')).PdfPage }))

/** How the page itself can be shown: drawn from the PDF, as a picture that was made of it, as either, or not at all. */
export type Original = 'pdf' | 'picture' | 'scanned-pdf' | null

interface BodyProps {
  readonly matterId: string
  readonly target: ViewerTarget
  readonly page: Page
  readonly original: Original
  readonly mode: ViewerMode
  readonly onFailed: () => void
  readonly onNotFound: () => void
}

function OriginalPane({ matterId, target, page, original, onFailed, onNotFound }: BodyProps): ReactElement {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const zoom = useViewer((state) => state.zoom)
  const words = usePageWords(matterId, target.documentId, page)
  const quote = page.page === target.page ? target.quote : null
  const fileUrl = bridge().fileUrl(matterId, target.documentId)
  // The main process draws no picture of a locked document: here its password is asked for, or known.
  const [noPicture, setNoPicture] = useState(() => rememberedPassword(fileUrl) !== null)
  const onNoPicture = useCallback(() => setNoPicture(true), [])
  // A recognised page may have text of its own, before all recognised words: that is found in the PDF itself.
  const isOwn = original === 'scanned-pdf' && quote !== null && quote.end <= (words[0]?.start ?? 0)
  const scanned = original === 'scanned-pdf' && !isOwn
  const isPicture = original === 'picture' || (scanned && !noPicture)
  return (
    // The page scrolls, so it must be reachable by keyboard.
    <section ref={setScroller} className={styles['scroller']} tabIndex={0} aria-label={t.viewer.originalPane(page.page)}>
      <Suspense fallback={<p className={styles['notice']}>{t.viewer.loading}</p>}>
        {isPicture
          ? <PicturePage url={bridge().pageImageUrl(matterId, target.documentId, page.page)} alt={t.viewer.picture(target.documentName, page.page)} words={words} span={quote} zoom={zoom} scroller={scroller} onFailed={original === 'picture' ? onFailed : onNoPicture} />
          : (
            <PdfPage
              url={fileUrl} page={page.page} scanned={scanned ? { words, span: quote } : null} words={scanned ? null : (quote?.words ?? null)} near={(quote?.start ?? 0) / Math.max(1, page.text.length)}
              zoom={zoom} scroller={scroller} onFailed={onFailed} onNotFound={onNotFound}
            />
          )}
      </Suspense>
    </section>
  )
}

function TextPane({ target, page }: BodyProps): ReactElement {
  const [scroller, setScroller] = useState<HTMLElement | null>(null)
  const zoom = useViewer((state) => state.zoom)
  return (
    <section ref={setScroller} className={styles['scroller']} tabIndex={0} aria-label={t.viewer.textPane(page.page)}>
      <TextPage page={page} span={page.page === target.page ? target.quote : null} zoom={zoom} scroller={scroller} />
    </section>
  )
}

/** A page as it looks, as it was read, or both beside each other: always the same page. */
export function ViewerBody(props: BodyProps): ReactElement {
  const mode = props.original === null ? 'text' : props.mode
  return (
    <div className={styles['body']} data-mode={mode}>
      {mode !== 'text' && <OriginalPane {...props} />}
      {mode !== 'original' && <TextPane {...props} />}
    </div>
  )
}
