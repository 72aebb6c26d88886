import type { TextContent } from 'pdfjs-dist/types/src/display/api.js'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { Document, Page, pdfjs } from 'react-pdf'
import 'react-pdf/dist/Page/TextLayer.css'
import { t } from '../../ui/strings/index.ts'
import { PdfAssets } from './pdf-assets.ts'
import { findQuote, markItem, type ItemRange } from './quote-matcher.ts'
import { revealMark } from './reveal-mark.ts'
import { usePdfSource } from './use-pdf-source.ts'
import styles from './viewer.module.css'

pdfjs.GlobalWorkerOptions.workerSrc = workerUrl

/** The addresses only name the kinds; PdfAssets answers them. Whole files are not read ahead: one page is on screen. */
const options = {
  BinaryDataFactory: PdfAssets, useWorkerFetch: false, cMapUrl: 'cmaps/', cMapPacked: true, standardFontDataUrl: 'fonts/', wasmUrl: 'wasm/',
  disableAutoFetch: true, enableXfa: false, stopAtErrors: false,
}

export interface PdfPageProps {
  readonly url: string
  readonly page: number
  readonly words: string | null
  /** 0–1: where on the page the words should be. */
  readonly near: number
  readonly zoom: number
  readonly scroller: HTMLElement | null
  readonly onFailed: () => void
  readonly onNotFound: () => void
}

function strings(content: TextContent): string[] {
  return content.items.map((item) => ('str' in item ? item.str : ''))
}

function useWidth(element: HTMLElement | null): number {
  const [width, setWidth] = useState(element?.clientWidth ?? 0)
  useEffect(() => {
    if (element === null) return undefined
    const observer = new ResizeObserver(() => setWidth(element.clientWidth))
    observer.observe(element)
    return () => observer.disconnect()
  }, [element])
  return width
}

/** One page of a PDF as a picture with selectable text, and the quoted words marked in that text. */
export function PdfPage({ url, page, words, near, zoom, scroller, onFailed, onNotFound }: PdfPageProps): ReactElement {
  const root = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const file = usePdfSource(url, onFailed)
  const [ranges, setRanges] = useState<readonly ItemRange[]>([])
  const [content, setContent] = useState<TextContent | null>(null)

  useEffect(() => { setContent(null) }, [url, page])
  useEffect(() => {
    if (content === null || words === null) {
      setRanges([])
      return
    }
    const found = findQuote(strings(content), words, near)
    setRanges(found ?? [])
    if (found === null) onNotFound()
  }, [content, words, near, onNotFound])

  const renderText = useCallback(
    ({ str, itemIndex }: { readonly str: string; readonly itemIndex: number }) => markItem(str, ranges.find((range) => range.itemIndex === itemIndex)),
    [ranges],
  )
  const reveal = useCallback(() => { revealMark(scroller, root.current) }, [scroller])
  const loading = useMemo(() => <p className={styles['notice']}>{t.viewer.loading}</p>, [])
  if (file === null || width === 0) return loading
  return (
    <div ref={root} className={styles['pdf']}>
      <Document file={file} options={options} suspense={false} loading={loading} error={loading} onLoadError={onFailed} onSourceError={onFailed}>
        <Page
          key={page} pageNumber={page} width={Math.max(200, (width - 32) * zoom)} loading={loading} error={loading}
          renderAnnotationLayer={false} customTextRenderer={renderText} onGetTextSuccess={setContent} onRenderTextLayerSuccess={reveal}
          onLoadError={onFailed} onRenderError={onFailed}
        />
      </Document>
    </div>
  )
}
