import { Check, CircleAlert, CircleDashed, KeyRound, LoaderCircle, RotateCcw } from 'lucide-react'
import { memo, type MouseEvent, type ReactElement } from 'react'
import type { Document, Failure, IngestProgress } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { FailureDetails } from '../../ui/failure-details.tsx'
import { formatBytes, formatCount, formatDay } from '../../ui/format.ts'
import { t } from '../../ui/strings/index.ts'
import { openDocument } from '../evidence/viewer-store.ts'
import { CoverageCell } from './coverage-cell.tsx'
import { asksForPassword, retryDocuments } from './document-actions.ts'
import styles from './document-row.module.css'
import { KindIcon } from './kind-icon.tsx'
import { RowMenu } from './row-menu.tsx'
import { RowRelations } from './row-relations.tsx'

function StateCell({ document, working }: { readonly document: Document; readonly working: boolean }): ReactElement {
  const { state } = document
  if (state === 'committed') return <span className={classNames(styles['state'], styles['ready'])}><Check size={15} aria-hidden /><span>{t.documents.states.committed}</span></span>
  if (state === 'failed') return <span className={classNames(styles['state'], styles['failed'])}><CircleAlert size={15} aria-hidden /><span>{t.documents.states.failed}</span></span>
  const label = working && state === 'discovered' ? t.documents.states.parsed : t.documents.states[state]
  return <span className={styles['state']}>{working ? <LoaderCircle size={15} aria-hidden /> : <CircleDashed size={15} aria-hidden />}<span>{label}</span></span>
}

/** What a row asks the screen to do. */
export interface RowActions {
  readonly onToggle: (index: number, event: { readonly shiftKey: boolean }) => void
  readonly onActive: (index: number, event: MouseEvent) => void
  readonly onRemove: (documents: readonly Document[]) => void
  readonly onUnlock: (document: Document) => void
  readonly onRecognise: (document: Document) => void
}

interface RowProps {
  readonly document: Document
  readonly index: number
  readonly selected: boolean
  readonly active: boolean
  readonly current: IngestProgress['current']
  readonly actions: RowActions
}

function Name({ document, tabIndex }: { readonly document: Document; readonly tabIndex: number }): ReactElement {
  if (document.state !== 'committed') return <span className={styles['plainName']} dir="auto" title={document.name}>{document.name}</span>
  return <button type="button" className={styles['name']} tabIndex={tabIndex} dir="auto" title={document.name} onClick={() => openDocument(document.id, document.name)}><span className="visually-hidden">{t.documents.open('')}</span>{document.name}</button>
}

/** Why nothing was read, under the whole row: it is a sentence or two, and there are no pages to tell of. */
function Failed({ failure, document, tabIndex, actions }: { readonly failure: Failure; readonly document: Document; readonly tabIndex: number; readonly actions: RowActions }): ReactElement {
  return (
    <div className={styles['reason']}>
      <p>{failure.message}</p>
      <div className={styles['ways']}>
        {asksForPassword(document)
          ? <Button size="small" tabIndex={tabIndex} icon={<KeyRound size={13} aria-hidden />} aria-label={t.documents.unlockOf(document.name)} onClick={() => actions.onUnlock(document)}>{t.documents.menu.unlock}</Button>
          : <Button size="small" tabIndex={tabIndex} icon={<RotateCcw size={13} aria-hidden />} aria-label={t.documents.retryOf(document.name)} onClick={() => { void retryDocuments(document.matterId, [document]) }}>{t.documents.menu.retry}</Button>}
        <FailureDetails failure={failure} tabIndex={tabIndex} />
      </div>
    </div>
  )
}

/** A document: what it is called, what it belongs to, how far it was read, and why not. One row of a grid. */
export const DocumentRow = memo(function DocumentRow({ document, index, selected, active, current, actions }: RowProps): ReactElement {
  const tabIndex = active ? 0 : -1
  return (
    <>
      <div role="gridcell" className={styles['check']}>
        <input type="checkbox" tabIndex={-1} checked={selected} aria-label={t.documents.select(document.name)} onChange={() => undefined} onClick={(event) => { event.stopPropagation(); actions.onToggle(index, event) }} />
      </div>
      <div role="rowheader" className={styles['nameCell']}>
        <span className={styles['title']}><KindIcon kind={document.mediaType} /><Name document={document} tabIndex={tabIndex} /></span>
        <RowRelations document={document} tabIndex={tabIndex} />
        {document.warnings.length > 0 && document.state !== 'failed' && (
          <details className={styles['notes']}>
            <summary tabIndex={tabIndex}>{t.documents.sub.notes(document.warnings.length)}</summary>
            <ul>{document.warnings.map((warning) => <li key={warning}>{warning}</li>)}</ul>
          </details>
        )}
      </div>
      <div role="gridcell" className={classNames(styles['kind'], styles['medium'])}>{document.mediaType === null ? <span className="visually-hidden">{t.documents.kindUnknown}</span> : t.documents.kinds[document.mediaType]}</div>
      <div role="gridcell" className={classNames(styles['pages'], styles['medium'])}>{document.pageCount > 0 ? formatCount(document.pageCount) : ''}</div>
      {document.failure === null
        ? <div role="gridcell" className={styles['coverage']}><CoverageCell document={document} /></div>
        : <><div role="presentation" className={styles['slot']} /><div role="gridcell" className={styles['reasonCell']}><Failed failure={document.failure} document={document} tabIndex={tabIndex} actions={actions} /></div></>}
      <div role="gridcell" className={styles['stateCell']}><StateCell document={document} working={current?.documentId === document.id} /></div>
      <div role="gridcell" className={classNames(styles['size'], styles['wide'])}>{formatBytes(document.bytes)}</div>
      <div role="gridcell" className={classNames(styles['added'], styles['wide'])}>{formatDay(document.addedAt)}</div>
      <div role="gridcell" className={styles['actions']}>
        <RowMenu document={document} active={active} actions={actions} />
      </div>
    </>
  )
})
