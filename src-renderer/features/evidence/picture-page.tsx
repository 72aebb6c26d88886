import { useEffect, useMemo, useRef, useState, type ReactElement } from 'react'
import type { PageWord } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import { revealMark } from './reveal-mark.ts'
import { useWidth } from './use-width.ts'
import styles from './viewer.module.css'
import { spanBoxes } from './word-boxes.ts'

const noBoxes: readonly never[] = []

interface PictureProps {
  readonly url: string
  /** Said instead of the picture. */
  readonly alt: string
  readonly words: readonly PageWord[]
  readonly span: { readonly start: number; readonly end: number } | null
  readonly zoom: number
  readonly scroller: HTMLElement | null
  readonly onFailed: () => void
}

/** A page as a picture, with the quoted words marked where recognition found them. */
export function PicturePage({ url, alt, words, span, zoom, scroller, onFailed }: PictureProps): ReactElement {
  const root = useRef<HTMLDivElement>(null)
  const width = useWidth(scroller)
  const [aspect, setAspect] = useState<{ readonly url: string; readonly value: number } | null>(null)
  const ready = aspect?.url === url
  const boxes = useMemo(() => (span === null || aspect === null ? noBoxes : spanBoxes(words, span, aspect.value)), [words, span, aspect])
  useEffect(() => { if (ready) revealMark(scroller, root.current) }, [ready, boxes, scroller])
  return (
    <div className={styles['pdf']}>
      {!ready && <p className={styles['notice']} role="status">{t.viewer.loading}</p>}
      <div ref={root} className={styles['picture']} style={{ width: Math.max(200, (width - 32) * zoom) }} hidden={!ready}>
        <img src={url} alt={alt} onLoad={({ currentTarget: image }) => setAspect({ url, value: image.naturalHeight / Math.max(1, image.naturalWidth) })} onError={onFailed} />
        {boxes.map(({ x, y, width: w, height }) => <mark key={`${x}-${y}`} className={styles['box']} style={{ left: `${x * 100}%`, top: `${y * 100}%`, width: `${w * 100}%`, height: `${height * 100}%` }} />)}
      </div>
    </div>
  )
}
