import type { ReactElement } from 'react'
import type { Failure } from '../../src-preload/contract/index.ts'
import { Button } from './button.tsx'
import { copyText } from './copy-text.ts'
import styles from './failure-details.module.css'
import { t } from './strings/index.ts'

/** What folds out under an error: its code and figures, which never hold document text. */
export function FailureDetails({ failure, tabIndex }: { readonly failure: Failure; /** For a row of a grid, whose controls are reached only while it is the row with the focus. */ readonly tabIndex?: number }): ReactElement {
  const facts = Object.entries(failure.facts).map(([key, value]) => `${key}: ${String(value)}`)
  const text = [`${t.failure.code}: ${failure.code}`, ...facts].join('\n')
  return (
    <details className={styles['details']}>
      <summary tabIndex={tabIndex}>{t.common.details}</summary>
      <div className={styles['body']}>
        <code>{text.replaceAll('\n', ' · ')}</code>
        <Button size="small" look="quiet" tabIndex={tabIndex} onClick={() => { void copyText(text) }}>{t.common.copyDetails}</Button>
      </div>
    </details>
  )
}
