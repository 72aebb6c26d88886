import { Check, CircleAlert, CircleDashed, Eye, FileText, LoaderCircle, RotateCcw, Trash2 } from 'lucide-react'
import type { ReactElement } from 'react'
import type { Document, IngestProgress } from '../../../src-preload/contract/index.ts'
import { IconButton } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { formatBytes, formatCount } from '../../ui/format.ts'
import { screenStyles } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { openDocument } from '../evidence/viewer-store.ts'
import styles from './documents.module.css'
import { retryDocument } from './documents-store.ts'

type Current = IngestProgress['current']

function StateCell({ document, current }: { readonly document: Document; readonly current: Current }): ReactElement {
  const { state } = document
  const working = current?.documentId === document.id
  if (state === 'committed') return <span className={classNames(styles['state'], styles['stateReady'])}><Check size={15} aria-hidden /><span className={styles['stateWord']}>{t.documents.states.committed}</span></span>
  if (state === 'failed') return <span className={classNames(styles['state'], styles['stateFailed'])}><CircleAlert size={15} aria-hidden /><span className={styles['stateWord']}>{t.documents.states.failed}</span></span>
  const label = working && state === 'discovered' ? t.documents.states.parsed : t.documents.states[state]
  return <span className={styles['state']}>{working ? <LoaderCircle size={15} aria-hidden /> : <CircleDashed size={15} aria-hidden />}<span className={styles['stateWord']}>{label}</span></span>
}

function CoverageCell({ document }: { readonly document: Document }): ReactElement | null {
  if (document.state === 'failed' || document.state === 'discovered') return null
  if (document.pagesWithoutText > 0) return <span className={classNames(styles['coverage'], styles['look'])}><Eye size={15} aria-hidden />{t.documents.unread(document.pagesWithoutText)}</span>
  return <span className={styles['coverage']}>{document.pageCount === 0 ? t.documents.noPages : t.documents.allRead}</span>
}

interface RowProps { readonly document: Document; readonly current: Current; readonly onRemove: () => void }

/** A document: what it is called, how far it was read, and why not. */
export function DocumentRow({ document, current, onRemove }: RowProps): ReactElement {
  const readable = document.state === 'committed'
  return (
    <tr>
      <th scope="row" className={styles['nameCell']}>
        {readable
          ? <button type="button" className={styles['name']} onClick={() => openDocument(document.id, document.name)}><FileText size={16} aria-hidden /><span><span className="visually-hidden">{t.documents.open('')}</span>{document.name}</span></button>
          : <span className={classNames(styles['name'], styles['plainName'])}><FileText size={16} aria-hidden /><span>{document.name}</span></span>}
        {document.pagesWithoutText > 0 && document.state !== 'failed' && <div className={classNames(styles['sub'], styles['compact'])}><CoverageCell document={document} /></div>}
        {document.failure !== null && <div className={classNames(styles['sub'], styles['reason'])}>{document.failure.message}<FailureDetails failure={document.failure} /></div>}
        {document.warnings.length > 0 && (
          <details className={styles['sub']}>
            <summary>{t.documents.warnings(document.warnings.length)}</summary>
            <ul className={styles['warnings']}>{document.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>
          </details>
        )}
      </th>
      <td><StateCell document={document} current={current} /></td>
      <td className={classNames(screenStyles['number'], styles['hideNarrow'])}>{document.pageCount > 0 ? formatCount(document.pageCount) : ''}</td>
      <td className={styles['hideNarrow']}><CoverageCell document={document} /></td>
      <td className={classNames(screenStyles['number'], styles['hideNarrow'])}>{formatBytes(document.bytes)}</td>
      <td>
        <div className={styles['rowActions']}>
          {document.state === 'failed' && <IconButton label={t.documents.retryOf(document.name)} size="small" onClick={() => { void retryDocument(document) }}><RotateCcw size={15} aria-hidden /></IconButton>}
          <IconButton label={t.documents.removeOf(document.name)} size="small" onClick={onRemove}><Trash2 size={15} aria-hidden /></IconButton>
        </div>
      </td>
    </tr>
  )
}
