import { useEffect, useMemo, useRef, type ReactElement } from 'react'
import type { Page } from '../../../src-preload/contract/index.ts'
import { classNames } from '../../ui/class-names.ts'
import { t } from '../../ui/strings/index.ts'
import { revealMark } from './reveal-mark.ts'
import { textBlocks, type TextBlock } from './text-blocks.ts'
import styles from './viewer.module.css'

interface TextPageProps { readonly page: Page; readonly span: { readonly start: number; readonly end: number } | null; readonly zoom: number; readonly scroller: HTMLElement | null }

function Block({ block }: { readonly block: TextBlock }): ReactElement {
  const content = block.parts.map((part) => (part.marked ? <mark key={part.text}>{part.text}</mark> : part.text))
  return <p className={classNames(styles['paragraph'], block.level !== null && styles['heading'])}>{content}</p>
}

/** A page as text, in a serif, with the quoted span marked by its offsets. */
export function TextPage({ page, span, zoom, scroller }: TextPageProps): ReactElement {
  const root = useRef<HTMLDivElement>(null)
  const blocks = useMemo(() => textBlocks(page.text, page.headings, span), [page, span])
  useEffect(() => { revealMark(scroller, root.current) }, [blocks, scroller])
  if (blocks.length === 0) return <p className={styles['notice']}>{t.viewer.noText}</p>
  return (
    <div ref={root} className={styles['text']} style={{ fontSize: `calc(var(--t3) * ${zoom})` }}>
      {blocks.map((block) => <Block key={block.offset} block={block} />)}
    </div>
  )
}
