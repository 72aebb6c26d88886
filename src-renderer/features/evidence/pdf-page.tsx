import type { TextContent } from 'pdfjs-dist/types/src/display/api.js'
import workerUrl from 'pdfjs-dist/build/pdf.worker.min.mjs?url'
import { useCallback, useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import { Document, Page, PasswordResponses, pdfjs } from 'react-pdf'
import 'react-pdf/dist/Page/TextLayer.css'
import type { PageWord } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import { forgetPassword, rememberedPassword, rememberPassword } from './given-passwords.ts'
import { PdfAssets } from './pdf-assets.ts'
import { PdfPassword } from './pdf-password.tsx'
import { findQuote, markItem, type ItemRange } from './quote-matcher.ts'
import { revealMark } from './reveal-mark.ts'
import { usePdfSource } from './use-pdf-source.ts'
import { useWidth } from './use-width.ts'
import styles from './viewer.module.css'
import { spanBoxes } from './word-boxes.ts'

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
  /** Of a recognised page: where its words stand, and which of them are quoted. */
  readonly scanned: { readonly words: readonly PageWord[]; readonly span: { readonly start: number; readonly end: number } | null } | null
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

type Password = { readonly wrong: boolean; readonly give: (password: string) => void }

/** One page of a PDF as a picture with selectable text, and the quoted words marked in that text. */
export function PdfPage({ url, page, words, scanned, near, zoom, scroller, onFailed, onNotFound }: PdfPageProps): ReactElement {
  const root = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const file = usePdfSource(url, onFailed)
  const [ranges, setRanges] = useState<readonly ItemRange[]>([])
  const [content, setContent] = useState<TextContent | null>(null)
  const [password, setPassword] = useState<Password | null>(null)

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
  const [aspect, setAspect] = useState(Math.SQRT2)
  const boxes = scanned?.span ? spanBoxes(scanned.words, scanned.span, aspect) : []
  const reveal = useCallback(() => { revealMark(scroller, root.current) }, [scroller])
  const given = useRef<string | null>(null)
  const onPassword = useCallback((give: (password: string) => void, reason: number) => {
    const wrong = reason === PasswordResponses.INCORRECT_PASSWORD
    const known = wrong ? null : rememberedPassword(url)
    if (wrong) forgetPassword(url)
    if (known === null) setPassword({ wrong: wrong && given.current !== null, give: (typed) => { given.current = typed; give(typed) } })
    else give(known)
  }, [url])
  const onOpened = useCallback(() => {
    if (given.current !== null) rememberPassword(url, given.current)
    setPassword(null)
  }, [url])
  const loading = useMemo(() => <p className={styles['notice']}>{t.viewer.loading}</p>, [])
  if (file === null || width === 0) return loading
  return (
    <div ref={root} className={styles['pdf']}>
      {password !== null && <PdfPassword wrong={password.wrong} onPassword={password.give} />}
      <Document file={file} options={options} suspense={false} loading={password === null ? loading : null} error={loading} onPassword={onPassword} onLoadSuccess={onOpened} onLoadError={onFailed} onSourceError={onFailed}>
        <Page
          key={page} pageNumber={page} width={Math.max(200, (width - 32) * zoom)} loading={loading} error={loading}
          renderAnnotationLayer={false} customTextRenderer={renderText} onGetTextSuccess={setContent} onRenderTextLayerSuccess={reveal}
          onLoadSuccess={({ originalWidth, originalHeight }) => setAspect(originalHeight / Math.max(1, originalWidth))} onLoadError={onFailed} onRenderError={onFailed}
        >
          {boxes.map(({ x, y, width: w, height }) => <mark key={`${x}-${y}`} className={styles['box']} style={{ left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${height * 100}%` }} />)}
        </Page>
      </Document>
    </div>
  )
}
