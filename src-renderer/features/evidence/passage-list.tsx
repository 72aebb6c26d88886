import { useEffect, useRef, type ReactElement } from 'react'
import { classNames } from '../../ui/class-names.ts'
import { t } from '../../ui/strings/index.ts'
import styles from './evidence.module.css'
import { asLine, whereabouts, type Quote, type QuoteLists } from './quotes.ts'
import { openQuote } from './viewer-store.ts'

const barCount = 4

/** Four bars; the percentage is said in words for those who do not see them. */
function Relevance({ score }: { readonly score: number }): ReactElement {
  const on = Math.max(1, Math.ceil(Math.min(1, Math.max(0, score)) * barCount))
  return (
    <span className={styles['bars']} title={t.evidence.relevance(score)}>
      {[1, 2, 3, 4].map((bar) => <span key={bar} className={classNames(styles['bar'], bar <= on && styles['barOn'])} />)}
      <span className="visually-hidden">{t.evidence.relevance(score)}</span>
    </span>
  )
}

/** Cells are stored with tabs between them, and each row on a line; the number of a clause has a tab after it as well. */
function isTable({ before, words, after }: Quote): boolean {
  const lines = `${before}${words}${after}`.split('\n').filter((line) => line.trim() !== '')
  return lines.filter((line) => line.includes('\t')).length * 2 > lines.length
}

function Item({ quote, open }: { readonly quote: Quote; readonly open: boolean }): ReactElement {
  const ref = useRef<HTMLButtonElement>(null)
  useEffect(() => { if (open) ref.current?.scrollIntoView({ block: 'nearest' }) }, [open])
  const page = whereabouts(quote)
  return (
    <li>
      <button ref={ref} type="button" className={styles['item']} aria-current={open} onClick={() => openQuote(quote)}>
        <span className={styles['head']}>
          {quote.n !== null && <span className={styles['number']}>{quote.n}</span>}
          <span className={styles['source']}>{quote.documentName}</span>
          <span className={styles['page']}>{page}</span>
          {quote.score !== null && <Relevance score={quote.score} />}
        </span>
        <span className={classNames(styles['snippet'], isTable(quote) && styles['rows'])}>{asLine(quote.before)}<mark>{asLine(quote.words)}</mark>{asLine(quote.after)}</span>
      </button>
    </li>
  )
}

/** The quotes of the answer, then the other passages that were found. */
export function PassageList({ lists, openKey }: { readonly lists: QuoteLists; readonly openKey: string | null }): ReactElement {
  const rows = (quotes: readonly Quote[]): ReactElement => <ol>{quotes.map((quote) => <Item key={quote.key} quote={quote} open={quote.key === openKey} />)}</ol>
  return (
    <div className={styles['list']}>
      {lists.cited.length > 0 && <><h3 className={styles['group']}>{t.evidence.quotes}</h3>{rows(lists.cited)}</>}
      {lists.found.length > 0 && <><h3 className={styles['group']}>{lists.cited.length > 0 ? t.evidence.alsoFound : t.evidence.passages}</h3>{rows(lists.found)}</>}
    </div>
  )
}
