import { FolderOpen } from 'lucide-react'
import { useMemo, useState, type ReactElement } from 'react'
import type { Document, Matter } from '../../../src-preload/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { classNames } from '../../ui/class-names.ts'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Screen, screenStyles, Segments } from '../../ui/screen.tsx'
import { t } from '../../ui/strings/index.ts'
import { AddButtons } from './add-buttons.tsx'
import { DocumentRow } from './document-row.tsx'
import styles from './documents.module.css'
import { documentNeedsLook, removeDocument, useDocuments, useIngestProgress } from './documents-store.ts'
import { IngestPanel } from './ingest-panel.tsx'

type Filter = 'all' | 'look'

/** A table of ten thousand rows would make each keystroke wait. */
const rowsAtOnce = 200

/** The documents that a filter and a part of a name leave. */
export function filterDocuments(documents: readonly Document[], filter: Filter, name: string): Document[] {
  const wanted = name.trim().toLocaleLowerCase()
  return documents.filter((each) => (filter === 'all' || documentNeedsLook(each)) && each.name.toLocaleLowerCase().includes(wanted))
}

function Table({ rows, matter, nothing }: { readonly rows: readonly Document[]; readonly matter: Matter; readonly nothing: string }): ReactElement {
  const [removing, setRemoving] = useState<Document | null>(null)
  const [shown, setShown] = useState(rowsAtOnce)
  const progress = useIngestProgress(matter.id)
  const { columns } = t.documents
  return (
    <div className={classNames(screenStyles['card'], styles['scrollTable'])}>
      {rows.length === 0 ? <p className={styles['nothing']}>{nothing}</p> : (
        <table className={screenStyles['table']} aria-label={t.documents.tableLabel}>
          <thead>
            <tr>
              <th scope="col">{columns.name}</th>
              <th scope="col">{columns.state}</th>
              <th scope="col" className={classNames(screenStyles['number'], styles['hideNarrow'])}>{columns.pages}</th>
              <th scope="col" className={styles['hideNarrow']}>{columns.coverage}</th>
              <th scope="col" className={classNames(screenStyles['number'], styles['hideNarrow'])}>{columns.size}</th>
              <th scope="col"><span className="visually-hidden">{columns.actions}</span></th>
            </tr>
          </thead>
          <tbody>{rows.slice(0, shown).map((each) => <DocumentRow key={each.id} document={each} current={progress?.current ?? null} onRemove={() => setRemoving(each)} />)}</tbody>
        </table>
      )}
      {rows.length > shown && <p className={styles['nothing']}><Button size="small" onClick={() => setShown(shown + rowsAtOnce)}>{t.documents.showMore(Math.min(rowsAtOnce, rows.length - shown), rows.length - shown)}</Button></p>}
      <ConfirmDialog
        open={removing !== null} onClose={() => setRemoving(null)} onConfirm={() => { if (removing !== null) void removeDocument(removing) }}
        title={t.documents.removeTitle(removing?.name ?? '')} hint={t.documents.removeHint} action={t.documents.removeAction}
      />
    </div>
  )
}

/** The documents of a matter: what was read, how well, and what was not. */
export function DocumentsScreen({ matter }: { readonly matter: Matter }): ReactElement {
  const documents = useDocuments((state) => state.documents)
  const loaded = useDocuments((state) => state.loaded)
  const progress = useIngestProgress(matter.id)
  const [filter, setFilter] = useState<Filter>('all')
  const [name, setName] = useState('')
  const rows = useMemo(() => filterDocuments(documents, filter, name), [documents, filter, name])
  const look = documents.filter(documentNeedsLook).length
  const nothing = name.trim() !== '' ? t.documents.noMatch : t.documents.noneNeedLook
  if (!loaded) return <Screen title={t.documents.title}><p className={screenStyles['muted']}>{t.common.loading}</p></Screen>
  if (documents.length === 0 && (progress === null || progress.status === 'idle')) {
    return (
      <Screen title={t.documents.title}>
        <EmptyState icon={<FolderOpen size={28} aria-hidden />} title={t.documents.emptyTitle} text={t.documents.emptyText}><AddButtons matterId={matter.id} /></EmptyState>
      </Screen>
    )
  }
  return (
    <Screen title={t.documents.title} actions={<AddButtons matterId={matter.id} />}>
      {progress !== null && <IngestPanel progress={progress} />}
      <div className={styles['toolbar']}>
        <Segments
          label={t.documents.filterLabel} value={filter} onChange={setFilter}
          options={[{ value: 'all', label: t.documents.filterCount(t.documents.filterAll, documents.length) }, { value: 'look', label: t.documents.filterCount(t.documents.filterLook, look) }]}
        />
        <input className={styles['search']} type="search" value={name} onChange={(event) => setName(event.target.value)} placeholder={t.documents.search} aria-label={t.documents.search} />
      </div>
      <Table rows={rows} matter={matter} nothing={nothing} />
    </Screen>
  )
}
