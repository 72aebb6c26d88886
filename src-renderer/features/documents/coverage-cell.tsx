import type { ReactElement } from 'react'
import type { Document } from '../../../src-preload/contract/index.ts'
import { t } from '../../ui/strings/index.ts'
import { coverageParts } from './document-filter.ts'
import styles from './coverage.module.css'

/** How a document's pages were read, in words, with a bar for the eye. */
export function CoverageCell({ document }: { readonly document: Pick<Document, 'coverage' | 'state'> }): ReactElement | null {
  if (document.state === 'failed' || document.state === 'discovered') return null
  const parts = coverageParts(document.coverage)
  if (parts.length === 0) return document.state === 'committed' ? <span className={styles['words']}>{t.coverage.none}</span> : null
  return (
    <span className={styles['cell']}>
      <span className={styles['bar']} aria-hidden>{parts.map(({ kind, pages }) => <span key={kind} className={styles[kind]} style={{ flexGrow: pages }} />)}</span>
      <span className={styles['words']}>{t.coverage.summary(parts.map(({ kind, pages }) => t.coverage.counted[kind](pages)))}</span>
    </span>
  )
}
