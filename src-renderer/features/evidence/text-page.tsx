import { useEffect, useMemo, useRef, type ReactElement } from 'react'
import type { Page } from '../../../src-preload/contract/index.ts'
import { classNames } from '../../ui/class-names.ts'
import { t } from '../../ui/strings/index.ts'
import { pageBlocks, type PageBlock } from './page-blocks.ts'
import { PageTableView, Parts } from './page-table.tsx'
import { revealMark } from './reveal-mark.ts'
import styles from './text-page.module.css'

interface TextPageProps { readonly page: Page; readonly span: { readonly start: number; readonly end: number } | null; readonly zoom: number; readonly scroller: HTMLElement | null }

function Block({ block }: { readonly block: PageBlock }): ReactElement {
  if (block.kind === 'table') return <PageTableView rows={block.rows} suspect={block.suspect} />
  if (block.kind === 'place') return <p className={styles['placeName']}>{block.name}</p>
  const { level, parts } = block.block
  return <p dir="auto" className={classNames(styles['paragraph'], level !== null && styles['heading'])}><Parts parts={parts} /></p>
}

/** A page as text, in a serif, tables as tables, with the quoted span marked by its offsets. */
export function TextPage({ page, span, zoom, scroller }: TextPageProps): ReactElement {
  const root = useRef<HTMLDivElement>(null)
  const blocks = useMemo(() => pageBlocks(page, span), [page, span])
  useEffect(() => { revealMark(scroller, root.current) }, [blocks, scroller])
  if (blocks.length === 0) return <p className={styles['nothing']}>{page.coverage === 'empty' ? t.viewer.emptyPage : t.viewer.noText}</p>
  return (
    <div ref={root} className={classNames(styles['text'], page.tables.length > 0 && styles['withTables'], page.method === 'ocr' && styles['lines'])} style={{ fontSize: `calc(var(--t3) * ${zoom})` }}>
      {blocks.map((block) => <Block key={`${block.kind}-${block.offset}`} block={block} />)}
    </div>
  )
}
